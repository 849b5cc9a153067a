#pragma once
// What only shows when rows are read together: days, numbers and references that contradict each other. No I/O.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/territory.h"

namespace foothold {

// Contradictions inside one row or between a row and those that it names. In these faults `line` is the number of the
// row in its table, from 1, and `file` the table's file name; rows may hold invalid ids and dates of 1970 where
// reading failed. Linear, but for the travel rows of each location.
faults validate_rows(territory const& t);

// Contradictions of the territory as a whole: prerequisites that only reach themselves, facts that nobody gives, places
// that nobody can reach, a territory without offers. Only for a territory whose rows were all read.
faults validate_whole(territory const& t);

// Is there a day from start to end, no holiday, on which the session's week has hours?
bool ever_meets(session const& s, std::vector<date> const& holidays);

// Is the fact given by the law (work access, a longer permit) and not by an offer?
bool is_given_by_law(std::string_view fact_name);

}  // namespace foothold
