#include "alloc/column_pool.h"

#include <algorithm>

namespace foothold {

column_pool::column_pool(cohort const& people) {
  for (auto const& m : people.members()) {
    columns_.push_back({stay_of(m)});
  }
}

bool column_pool::add(member_idx const m, column c) {
  auto& known = columns_[m];
  auto const same = std::ranges::find(known, c.places, &column::places);
  if (same == known.end()) {
    known.push_back(std::move(c));
    return true;
  }
  if (same->cost <= c.cost) {
    return false;
  }
  *same = std::move(c);
  return true;
}

std::pair<milli_days, std::uint32_t> column_pool::least(member_idx const m, place_prices const& prices) const {
  auto const& known = columns_[m];
  auto best = std::pair{priced(known.front(), prices), 0U};
  for (auto i = 1U; i != known.size(); ++i) {
    if (auto const value = priced(known[i], prices); value < best.first) {
      best = {value, i};
    }
  }
  return best;
}

}  // namespace foothold
