#pragma once
// Prices of scarce places by column generation: everybody's best plan at the prices so far, the linear program over all
// plans found, its prices, and so on. The first rounds climb by what is
// too much of each session's places, which is cheap and finds most plans; the prices of the simplex are then held near
// the best ones so far (smoothing after Wentges 1997).
//
// The bound is good at any moment, whatever the prices: see price_round.h.

#include <cstdint>

#include "alloc/column_pool.h"
#include "alloc/master.h"
#include "alloc/price_round.h"
#include "alloc/work_budget.h"

namespace foothold {

struct bound_and_prices {
  milli_days bound{INT64_MIN};
  place_prices prices;                    // that prove it
  vec_map<member_idx, milli_days> least;  // by person, at these prices
  bool settled{false};                    // the linear program is solved to within `tolerance`
};

struct generation_options {
  std::uint32_t climb{15U};            // rounds before the first linear program
  double tolerance{1e-5};              // of the bound
  place_prices const* start{nullptr};  // prices of a run that is near; then there is no climb
  price_round const* alone{nullptr};   // the round at prices of 0, where it was made already
};

// `known` is the value of some sharing. Fills pool and program.
bound_and_prices generate_columns(pricer& desk, column_pool& pool, master& program, milli_days known,
                                  generation_options const& options, work_budget& budget);

}  // namespace foothold
