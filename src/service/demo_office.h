#pragma once
// The demo as an installation: the organisations of a territory pack, somebody who works there in every role, and the
// pack's people as cases. Everybody in it is invented.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "access/words.h"
#include "base/fault.h"
#include "base/result.h"
#include "model/territory.h"
#include "service/installation.h"
#include "store/record_id.h"
#include "sys/clock.h"

namespace foothold {

struct demo_member {
  std::string login, name, organisation;  // the organisation's id in the pack
  role as{role::caseworker};
  staff_id id{};  // once they are there
};

// data/demo/staff.json: who works in the demo; an organisation that the pack does not have is a fault.
struct demo_staff {
  std::vector<demo_member> members;
  std::vector<std::string> tasks;  // that wait for some of them, in their words
  std::string refer_to, why;       // an organisation that some people were handed over to
};
struct demo_staff_load {
  demo_staff value;  // empty where there is a fault
  faults found;
};
[[nodiscard]] demo_staff_load read_demo_staff(std::string_view file, std::string_view text, territory const& t);
[[nodiscard]] demo_staff staff_of_demo(territory const& t);

struct demo_case {
  std::string id;  // in the pack: p-017
  person_id person{};
  std::string language;  // that they are spoken with
};

struct demo_office {
  std::vector<demo_member> staff;
  std::vector<demo_case> cases;
};

// Where the demo's installation lies, and which of it belongs to whom. It is made and filled if it is not there, or
// `fresh`: whole or not at all, whatever happens in between. Everything that visitors did in it stays until then.
[[nodiscard]] result<demo_office> open_demo_office(std::filesystem::path const& folder, territory const& t,
                                                   time_source const& clock, bool fresh);
[[nodiscard]] installation_options demo_installation(std::filesystem::path const& folder);
inline constexpr std::string_view kDemoTenant{"demo"};

// Fills an installation that is empty. The cases go by turns to the caseworkers of the first organisation that has
// some.
// Some of them have an appointment today or tomorrow, or a task, or were handed over.
[[nodiscard]] result<demo_office> fill_demo_office(installation& office, territory const& t);

}  // namespace foothold
