#pragma once
// From the search's answer to a plan that people can read: dates, what each step gives and needs, the critical chain.

#include "model/plan.h"
#include "plan/compile.h"
#include "plan/search.h"

namespace foothold {

plan decode(planning_case const& c, goal_wish const& goal, compiled const& problem, search_result const& found,
            timetable const& times);

}  // namespace foothold
