#pragma once
// Which limit costs most, and why there is no way: found by lifting one limit at a time and solving again, not guessed.

#include <functional>
#include <string>
#include <vector>

#include "model/plan.h"
#include "plan/compile.h"
#include "plan/search.h"

namespace foothold {

// One limit that could be lifted: how to say it, and the case without it.
struct relaxation {
  std::string family;  // care, hours, travel, load, full, permit
  reason what;
  unsigned size{0U};  // smaller changes are preferred among equals
  planning_case relaxed;
};

// All relaxations that change something for this case.
std::vector<relaxation> relaxations(planning_case const& c, territory const& t);

// At most three of different families, the most helpful first. `best` is the plan of the case itself (or status none).
std::vector<tight_constraint> tightest(compiler& shared, planning_case const& c, goal_wish const& goal,
                                       plan const& best, search_options const& options);

// Why no plan reaches the goal: the requirements at the root that nothing makes true, with the limit that stands in the
// way.
std::vector<reason> missing_requirements(compiler& shared, planning_case const& c, goal_wish const& goal);

}  // namespace foothold
