#pragma once
// What one more place is worth, as a range: the program's value is convex in the places of a session, so the slope to
// the right (low) is not above the slope to the left (high). One more place gains at most `low`, one place less loses
// at least `high`; in between lies every price that proves the bound.

#include <functional>
#include <vector>

#include "alloc/column_pool.h"
#include "alloc/master.h"
#include "alloc/pricing.h"

namespace foothold {

struct price_range {
  session_idx session;
  milli_days low{0}, high{0};
};

// For the `most` dearest of the sessions all of whose places are taken, as long as nobody says stop. (Where places are
// left, one more is worth nothing.) Each slope is that of the program with all plans that
// are worth having at the prices that go with it, found by pricing again whoever these prices concern.
std::vector<price_range> price_ranges(pricer& desk, column_pool& pool, master& program, std::size_t most,
                                      std::function<bool()> const& stop);

}  // namespace foothold
