// foothold erase

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "service/erasing.h"
#include "service/signing.h"
#include "service/staff.h"

namespace foothold {
namespace {

using nlohmann::json;

json as_json(erasure_receipt const& r, std::string const& line) {
  auto kept = json::array();
  for (auto const& k : r.rows.kept) {
    kept.push_back({{"fund", k.fund}, {"until_on", format_date(k.until_on)}});
  }
  return {{"format", "foothold-erasure/1"},
          {"person", r.person},
          {"receipt", line},
          {"rows", r.rows.rows},
          {"recipients", r.rows.recipients},
          {"kept", std::move(kept)},
          {"gone_everywhere_on", format_date(r.gone_everywhere_on)},
          {"repeated", r.repeated}};
}

void print_words(json const& done) {
  fmt::print(stderr, "{} rows and the keys are gone{}.\n", done["rows"].get<std::int64_t>(),
             done["repeated"].get<bool>() ? "; they were already" : "");
  fmt::print(stderr,
             "Copies of the key store from before could still open old copies of the data: delete them by {}.\n",
             done["gone_everywhere_on"].get<std::string>());
  for (auto const& k : done["kept"]) {
    fmt::print(stderr, "Kept for the auditors of {} until {}, under a key of its own.\n", k["fund"].get<std::string>(),
               k["until_on"].get<std::string>());
  }
  for (auto const& organisation : done["recipients"]) {
    fmt::print(stderr, "To be told: organisation {}, which received something of this person.\n",
               organisation.get<std::string>());
  }
}

// What cannot be undone is asked once more, where somebody sits in front of it.
result<void> be_sure(erase_options const& o) {
  if (o.yes) {
    return {};
  }
  if (::isatty(STDIN_FILENO) == 0) {
    return fail(errc::wrong_use, "an erasure cannot be undone: say --yes where nobody can be asked");
  }
  fmt::print(stderr, "This cannot be undone. Type the id of the person once more: ");
  auto typed = std::string{};
  std::getline(std::cin, typed);
  return typed == o.person ? result<void>{} : fail(errc::wrong_use, "that was another id; nothing was erased");
}

}  // namespace

result<json> admin_erase(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const by = parse_id_as<staff_id>(asked.at("by").get<std::string>());
  if (!by) {
    return fail(errc::bad_input, "--by is the id of a data-protection officer: 32 digits 0 to 9 and a to f");
  }
  auto who = acting_staff(office, *by);
  if (!who) {
    return tl::make_unexpected(who.error());
  }
  auto const person = asked.at("person").get<std::string>();
  auto const request = access_request{
      .by = std::move(*who), .what = action::erase, .of = {.subject = person}, .for_what = purpose::protection};
  auto const done = erase_person(office, request, {.key = "erase-" + person, .request = "erase"});
  if (!done) {
    return tl::make_unexpected(done.error());
  }
  auto const key = signing_key_of(office);
  return key ? result<json>{as_json(*done, format_receipt(*done, *key))} : tl::make_unexpected(key.error());
}

int run_erase(erase_options const& options) {
  if (auto const sure = be_sure(options); !sure) {
    return report(sure.error());
  }
  auto const done = ask_office(options.office, "erase", {{"person", options.person}, {"by", options.by}});
  if (!done) {
    return report(done.error());
  }
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
  } else {
    print_words(*done);
    fmt::print("{}\n", (*done)["receipt"].get<std::string>());
  }
  return kDone;
}

}  // namespace foothold
