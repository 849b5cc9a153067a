#pragma once
// The planner as the office of the pages needs it: from many threads, each with a planner of its own.

#include <optional>
#include <string_view>

#include "service/office.h"

namespace foothold {

// The territory must outlive the result, at the same address.
planning make_planning(territory const& place);

// For those who work with cases, whose words are not the planner's: a goal as it is written, and the version of the
// engine.
std::optional<goal_wish> goal_in(territory const& t, std::string_view text);
std::string_view plan_engine();

}  // namespace foothold
