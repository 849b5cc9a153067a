#pragma once
// The independent checker of plans: re-derives everything that docs/formats/plan.md promises from the territory and the
// person, never from the file, and shares nothing with the planner but the model. One function per numbered rule.

#include <string>
#include <vector>

#include "model/plan.h"
#include "model/territory.h"

namespace foothold {

struct violation {
  std::string rule;     // number and word of the rule in plan.md: "4-clash"
  std::string step;     // the session, procedure, gate or care place; empty: the plan as a whole
  std::string message;  // English, one sentence; ids and dates, no names

  bool operator==(violation const&) const = default;
};

// All broken rules, by number. Empty: the plan holds.
std::vector<violation> check_plan(territory const& place, person const& who, plan const& what);

// What it was computed from and is no longer the same; the plan may hold all the same.
std::vector<std::string> check_origin(territory const& place, plan const& what);

}  // namespace foothold
