#pragma once
// A small town to plan in, and the file of somebody who can be planned for there.

#include <filesystem>
#include <string>
#include <string_view>

#include "service/portrait.h"
#include "store/all_records.h"
#include "sys/file.h"
#include "world.h"

namespace foothold {

constexpr auto kPlannedTown = R"(
[territory]
as_of  2026-03-01
[offers]
id      kind       needs           gives           duration_days
a2      course     -               language:de:a2  -
b1      course     language:de:a2  language:de:b1  -
paper   procedure  -               document:id     30
[sessions]
id      offer  start       end         week
a2-1    a2     2026-03-16  2026-04-03  Mon-Thu 08:30-12:00
b1-1    b1     2026-04-06  2026-07-31  Mon-Thu 08:30-12:00
[occupations]
uri        isco  needs                                       week
esco:cook  5120  language:de:b1|document:id|licence:kitchen  Mon-Fri 09:00-14:00
esco:job   9412  -                                           Mon-Fri 09:00-14:00
esco:far   5321  language:de:c1                              Mon-Fri 09:00-14:00
)";

// A pack as it lies on a disk.
inline std::filesystem::path write_pack(std::filesystem::path const& folder, std::string_view const text) {
  for (auto const& f : world_files(text)) {
    auto const file = folder / f.name;
    std::filesystem::create_directories(file.parent_path());
    if (!write_file(file, f.bytes)) {
      throw std::runtime_error{"the pack cannot be written"};
    }
  }
  return folder;
}

// A file with an answer to everything that a plan needs.
inline case_rows full_rows() {
  auto rows = case_rows{};
  auto& p = rows.person;
  p.id = new_id<person_id>();
  p.name = "Canary";
  p.birth = date{std::chrono::year{1992} / 5 / 5};
  p.gender = "female";
  rows.household = household_record{.id = new_id<household_id>(), .area = "town"};
  p.household = rows.household->id;
  rows.status_periods.push_back(
      {.person = p.id, .status = "applicant", .from = day("2025-01-10"), .until = day("2025-08-31")});
  rows.status_periods.push_back({.person = p.id, .status = "refugee", .from = day("2025-09-01")});
  rows.mobilities.push_back({.person = p.id,
                             .area = "town",
                             .modes = kWalk | kBus,
                             .most_minutes = 45,
                             .available = *parse_week("Mon-Fri 07:00-17:00"),
                             .most_weekly_minutes = 35 * 60 + 10});
  for (auto const skill : {language_skill::listening, language_skill::reading, language_skill::speaking}) {
    rows.languages.push_back(
        {.person = p.id, .language = "de", .skill = skill, .level = "b1", .evidence = evidence_level::tested});
  }
  rows.languages.push_back({.person = p.id,
                            .language = "de",
                            .skill = language_skill::writing,
                            .level = "a2",
                            .evidence = evidence_level::tested});
  rows.certificates.push_back({.person = p.id, .fact = "licence:kitchen", .name = "Kitchen"});
  rows.wishes.push_back({.person = p.id, .rank = 1, .kind = "occupation", .target = "esco:cook"});
  return rows;
}

}  // namespace foothold
