#pragma once
// What if the district had an evening group, another timetable, a bus line? A WHAT-IF file (docs/formats/what-if.md)
// sets and removes rows of a pack's tables; the territory that results is read and checked like any other.

#include <string>
#include <string_view>

#include "interop/territory_import.h"
#include "model/territory.h"

namespace foothold {

inline constexpr std::string_view kWhatIfFormat = "foothold-what-if/1";

struct what_if {
  std::string title;    // as the file says
  territory_load load;  // nothing when something is wrong; faults of the rows name the table with its new rows
};

// `file` is only named in faults. At most 4 MB.
what_if read_what_if(territory const& t, std::string_view file, std::string_view text);

}  // namespace foothold
