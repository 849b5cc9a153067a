#pragma once
// Prices of scarce places for many people (thousands). A round that prices everybody exactly takes long there, and the
// simplex longer; so people are priced a twentieth at a time, at first with a glimpse at the best sessions only, and
// after each twentieth the prices take a step over all plans known (ascent.h): the incremental method (Bertsekas 2011)
// with the plans as memory. At the end comes one round that proves: first a brief look for everybody, then, as long as
// there is time, the full one for those where it may tell most.

#include <span>

#include "alloc/ascent.h"
#include "alloc/column_generation.h"

namespace foothold {

// A price that others set.
struct held_price {
  session_idx session;
  milli_days price{0};
};

struct sweep_options {
  place_prices const* start{nullptr};  // prices to go on from
  milli_days length{0};                // of the first step from there; 0: short, for prices of a run that is near
  std::span<held_price const> held{};
};

struct swept_prices {
  place_prices prices;
  milli_days length{0};  // that the next step would have
};

// The prices alone, as long as the budget lasts; nothing is proven. Fills pool and program.
swept_prices learn_prices(pricer& desk, column_pool& pool, ascent& program, sweep_options const& options,
                          work_budget& budget);

// Learns prices and proves what they prove. Fills pool and program. `alone`: the round at prices of 0. Leaves about an
// eighth of the budget for whole plans.
bound_and_prices sweep_prices(pricer& desk, column_pool& pool, ascent& program, price_round const& alone,
                              sweep_options const& options, work_budget& budget);

}  // namespace foothold
