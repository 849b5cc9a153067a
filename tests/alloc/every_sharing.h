#pragma once
// What sharing by exhaustion gives: every way of each person, by the planner that tries all sets of steps, and of all
// combinations of ways the best one within the places. For tiny cohorts.

#include <optional>
#include <vector>

#include "alloc/column.h"
#include "model/territory.h"

namespace foothold {

// All ways worth a thought: for any places that are left, the best is one of these. The first is to stay. Nothing: too
// large to try.
std::optional<std::vector<column>> every_way(territory const& place, person const& who, date as_of,
                                             std::size_t most_candidates = 13U);

struct best_sharing {
  std::vector<std::vector<column>> ways;  // by person
  milli_days value{0};                    // sum of weight x z of the best sharing
};

// Of the people with a goal, in their order.
std::optional<best_sharing> every_sharing(territory const& place, std::vector<person_idx> const& people, date as_of);

// The best choice of one way each within the places.
milli_days best_choice(std::vector<std::vector<column>> const& ways, place_counts left);

}  // namespace foothold
