#pragma once
// A sharing that leaves no group of people far behind, beside the one with the least total, and what that costs
// (docs/allocation.md, "Fairness").
//
//   max_min  the weeks of the group that is worst off are as few as can be, then the total
//   leximin  the same in steps: after each, the groups that cannot have less are held to the level of that step, and
//            the worst of the others is made least
//   floor    no group above the floor, then the total; where that cannot be, as max_min
//
// Each step has a proof (fair_aim.h) and so has the total. Whatever the budget, the sharing is feasible and every bound
// is true; the least total is where it begins, so a rule never makes the worst group worse.

#include <vector>

#include "alloc/column_generation.h"
#include "alloc/fair_aim.h"

namespace foothold {

struct fair_step {
  std::vector<group_idx> fixed;  // groups that are held to this level from the next step on; in the last one all others
  milli_days level{0};           // weeks of the worst of those that no earlier step holds, in milli-days
  fair_proof proof;              // no sharing within the levels of the steps before has a lower one
};

struct fair_sharing {
  sharing shared;
  std::vector<fair_step> steps;          // none where the least total keeps the floor, or can be made to
  vec_map<group_idx, milli_days> limit;  // on the weeks of each group
  fair_proof total;                      // no sharing within the limits has a smaller total
};

struct fair_start {
  column_pool& pool;
  sharing const& best;            // of the least total
  bound_and_prices const& proof;  // of the least total
};

// Levels, limits and bounds for sums of the groups that are not above those they were made for: what was proven within
// higher limits holds within lower ones too.
void tell_levels(fair_groups const& groups, group_sums const& sums, fair_sharing& fair);

fair_sharing share_fairly(pricer& desk, fair_groups const& groups, fairness_policy const& policy,
                          fair_start const& from, work_budget& budget);

}  // namespace foothold
