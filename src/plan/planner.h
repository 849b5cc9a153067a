#pragma once
// The planner: a person and a goal in, the best dated pathway out, with its reasons.
//
// plan = planner{territory}.make(person, goal). Exact unless a label limit is hit (then status best_found and the
// proven bound). No database, clock or global state; one planner per thread.

#include <optional>

#include "model/plan.h"
#include "model/territory.h"
#include "plan/compile.h"
#include "plan/search.h"

namespace foothold {

constexpr std::string_view kPlanEngine = "foothold-plan/1";

struct planner_options {
  std::optional<date> as_of;  // empty: the territory's day
  bool explain{true};         // also the tightest constraints, or what is missing (some 30 more searches)
  search_options search;
};

class planner {
public:
  explicit planner(territory const& t);

  plan make(person const& who, goal_wish const& goal, planner_options const& options = {});
  // The same for a case with limits lifted or answers changed.
  plan make(planning_case const& c, goal_wish const& goal, planner_options const& options = {});

  [[nodiscard]] territory const& of() const { return times_.of(); }
  [[nodiscard]] compiler& compilation() { return compiler_; }

private:
  timetable times_;
  compiler compiler_;
};

plan make_plan(territory const& t, person const& who, goal_wish const& goal, planner_options const& options = {});

// "uri", "vacancy:ID", "field:51,53" or "self-employment" -> goal; nothing if the territory does not know it.
std::optional<goal_wish> find_goal(territory const& t, std::string_view text);

}  // namespace foothold
