#pragma once
// The answer of the reference planner as a plan that the checker can read.

#include "agreement/random_world.h"
#include "check/reference_planner.h"

namespace foothold {

inline plan as_plan(random_world const& town, reference_result const& best) {
  auto out = plan{};
  out.person = town.who.id;
  out.goal = town.goal;
  out.reached = best.reached;
  out.as_of = town.place.as_of;
  out.ready = town.who.ready ? std::max(*town.who.ready, out.as_of) : out.as_of;
  out.goal_day = best.goal_day;
  out.status = plan_status::exact;
  out.steps = best.steps;
  out.value = out.bound = best.value;
  out.goal_offset = best.value - kMilliDaysPerDay * (best.goal_day - out.ready).count();
  for (auto const& step : best.steps) {
    out.goal_offset -= step.price;
    out.provisional = out.provisional || step.provisional;
  }
  return out;
}

}  // namespace foothold
