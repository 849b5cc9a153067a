#pragma once
// Tiny towns for tests, written as a table:
//
//   auto const t = world(R"(
//     [offers]
//     id      kind       needs           gives           duration_days
//     a1      course     -               language:de:a1
//     b1      course     language:de:a1  language:de:b1
//     papers  procedure  -               document:id     30
//     [sessions]
//     id     offer  start       end         week
//     a1-s   a1     2026-03-02  2026-05-29  Mon-Thu 08:30-12:00
//     [people]
//     id  facts           goals
//     p1  language:de:a1  esco:cook
//   )");
//
// Columns are parted by two or more blanks (one blank belongs to the cell), `-` is an empty cell, missing cells at the
// end of a line are empty, lines that begin with # are comments. A section is a file of a pack without its extension
// ([texts/facts] too); its columns are the file's. Columns that every row must fill may be left out where the test does
// not care; they get the values of kDefaults in world.cc: organisation `org`, location and zone `town`, household
// `home`, ten places, Mon-Sun 00:00-24:00 available, status refugee, titles equal to ids, ...
// [territory] and [policy] hold one `key  value` a line in place of the JSON (lists with |): as_of 2026-03-01,
// horizon_days 1100, zones town, holidays none; weights all zero, but quality_weeks of 0.
// Absent sections are filled: one zone and location `town`, organisation `org`, household `home`, occupation
// `esco:job` (isco 9999, no needs, Mon-Fri 08:00-16:00, fair, no search), a rule that allows everybody to work at once.

#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "interop/territory_import.h"
#include "model/territory.h"

namespace foothold {

// The files of a pack for such a text, UTF-8 with commas.
std::vector<named_bytes> world_files(std::string_view text);

// For tests about faults and warnings.
territory_load world_load(std::string_view text);

// Throws std::runtime_error with all faults when the world is not valid; warnings are fine.
territory world(std::string_view text);

// Ids in a world; throws when there is no such thing.
person_idx person_in(territory const& t, std::string_view id);
offer_idx offer_in(territory const& t, std::string_view id);
session_idx session_in(territory const& t, std::string_view id);
vacancy_idx vacancy_in(territory const& t, std::string_view id);
occupation_idx occupation_in(territory const& t, std::string_view uri);
fact_idx fact_in(territory const& t, std::string_view name);

// "2026-03-02" -> date.
date day(std::string_view text);

// One line for each fault, as `foothold territory check` prints them.
std::string listing(faults const& found);

}  // namespace foothold
