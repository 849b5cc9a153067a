#pragma once
// The pages of an office: where cases are worked, and where people see their own. Handlers read forms and addresses,
// ask one use case of src/service, and fill a view; what anybody may see or do is decided there.
//
//   /{lang}/home                          what is to be done today; for others: where to go
//   /{lang}/cases                         the cases: q, whose, state, tasks, order, after
//   /{lang}/team                          how much each member of a team has
//   /{lang}/team/{member}/absence         who works on the cases of a member who is away; below it /end
//   /{lang}/cases/{person}                one case; below it what changes it
//   /{lang}/cases/{person}/referral       hand it over: to whom, what, why, until when; /review, /sending
//   /{lang}/cases/{person}/emergency      open somebody's file for an hour, with a reason; /emergencies/{person} is it
//   /{lang}/emergencies                   for who guards the data: those that nobody looked at yet
//   /{lang}/cases/{person}/messages       what the person and the office write to each other
//   /{lang}/received, /received/{person}  what others handed over to the own organisation
//   /{lang}/my-messages                   the same for the person, with one question after a service: did it help?
//   /{lang}/my-data                       what is kept of oneself, who looked, and what one can do about it
//
// What changes something is a POST, which answers with a redirect to a page that says what happened.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/router.h"
#include "service/exporting.h"
#include "service/installation.h"
#include "service/name_index.h"
#include "service/texts.h"
#include "service/visitor.h"
#include "sys/local_time.h"

namespace foothold {

// What all handlers work with. All of it must outlive the server.
struct desk {
  installation& office;
  texts const& words;
  std::function<std::optional<visitor>(http::request const&)> find_visitor;
  name_index* names{nullptr};  // null: nobody is found by name
  time_zone zone;              // of the clocks on the wall
  // A person's file to take along, for programs and on paper.
  std::function<std::string(exported_file const&)> as_json;
  std::function<result<std::string>(exported_file const&, catalogue const&)> as_paper;
};

void add_desk_pages(http::router& to, std::shared_ptr<desk const> const& of);

}  // namespace foothold
