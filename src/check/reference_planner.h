#pragma once
// The obvious planner: tries every set of steps. It knows nothing of labels, dominance, landmarks or atoms; it reads
// the territory as the checker does and gives up only what already costs more than the best plan found. For tiny
// worlds: the time doubles with every step that could be taken.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/vec_map.h"
#include "model/plan.h"
#include "model/territory.h"

namespace foothold {

// What a plan counts: weight x z + the prices of the places that it takes. Without them: z.
struct reference_terms {
  milli_days weight{1};
  vec_map<session_idx, milli_days> const* prices{nullptr};
};

struct reference_result {
  bool feasible{false};
  milli_days value{0};             // of the best plan, as plan::value, under the terms
  date goal_day{};                 // of the best plan
  std::string reached{};           // of the best plan
  std::vector<plan_step> steps{};  // by start; kind, ids, dates, price and minutes, gates marked provisional
  bool too_large{false};           // more steps could be taken than `most_candidates`: nothing was tried
  std::size_t candidates{0U};
};

reference_result reference_plan(territory const& place, person const& who, std::string_view goal, date as_of,
                                std::size_t most_candidates = 14U, reference_terms const& terms = {});

}  // namespace foothold
