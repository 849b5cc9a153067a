#pragma once
// Fairness as a part of a run: from the policy's rule to what RUN.json tells about it.

#include <optional>

#include "alloc/fairness.h"
#include "model/allocation.h"

namespace foothold {

struct protected_sharing {
  fair_groups groups;
  fair_sharing fair;
  sharing unprotected;  // the least total that is known
};

// By the rule of the policy; nothing without one, or if nobody takes part.
std::optional<protected_sharing> protect(pricer& desk, fair_start const& from, work_budget& budget);

// `out` has its rows and sums already.
void tell_fairness(pricer& desk, protected_sharing& made, allocation_run& out);

}  // namespace foothold
