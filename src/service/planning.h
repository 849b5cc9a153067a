#pragma once
// The planner as the office of the pages needs it: from many threads, each with a planner of its own.

#include "service/office.h"

namespace foothold {

// The territory must outlive the result, at the same address.
planning make_planning(territory const& place);

}  // namespace foothold
