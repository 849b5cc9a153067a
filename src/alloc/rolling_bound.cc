#include <algorithm>
#include <utility>

#include "alloc/parallel.h"
#include "alloc/rolling_parts.h"

namespace foothold {

namespace {

milli_days bound_at(pricer const& desk, place_prices const& prices, vec_map<member_idx, milli_days> const& least) {
  auto sum = milli_days{0};
  for (auto const x : least) {
    sum += x;
  }
  return sum - worth(desk.people().places_left(), prices);
}

}  // namespace

near_bound::near_bound(pricer& desk, place_prices prices, vec_map<member_idx, milli_days> least)
    : desk_{desk}, prices_{std::move(prices)}, least_{std::move(least)}, bound_{bound_at(desk, prices_, least_)} {}

bool near_bound::rise(place_prices const& prices, std::vector<member_idx> const& concerned,
                      vec_map<member_idx, column> const& has) {
  auto const& people = desk_.people();
  auto const terms = place_terms{prices, people.places_left()};
  auto least = least_;
  parallel_for(concerned.size(), people.options().threads, [&](unsigned const thread, std::size_t const i) {
    auto const m = concerned[i];
    auto const below = std::min(priced(has[m], prices), people.members()[m].stay);
    least[m] = desk_.price(thread, m, terms, below).least;
  });
  auto const bound = bound_at(desk_, prices, least);
  if (bound <= bound_) {
    return false;
  }
  bound_ = bound;
  prices_ = prices;
  least_ = std::move(least);
  return true;
}

}  // namespace foothold
