#pragma once
// What a plan is asked for: a person with changed answers, a goal, a day.

#include <vector>

#include "model/person.h"
#include "model/plan.h"

namespace foothold {

// A person with the children's care as it is asked about: what a plan was made from.
struct plan_question {
  person who;
  std::vector<child> children;  // those in who.cares_for
  goal_wish goal;
  date as_of;
};

// Is there a plan? A search that stopped early may have none and yet not say that there is no way.
inline bool has_way(plan const& p) {
  return p.status != plan_status::none && !p.reached.empty();
}

}  // namespace foothold
