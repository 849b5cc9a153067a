#pragma once
// The whole way from a cohort to one plan for each person with the bound that belongs to it; what allocate.h tells of
// it comes after.

#include "alloc/allocate.h"
#include "alloc/pricing.h"
#include "alloc/sharing.h"

namespace foothold {

struct shared_out {
  price_round alone;  // everybody's best while all places are free
  sharing first;      // first come, first served
  bound_and_prices proof;
  sharing best;
  effort how;  // that fits so many people
};

// `near`: prices to begin with, or null. Plans of options.from are tried too. Fills the pool.
shared_out share_out(pricer& desk, column_pool& pool, allocation_options const& options, place_prices const* near,
                     work_budget& budget);

}  // namespace foothold
