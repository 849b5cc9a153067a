#include "alloc/ascent.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foothold {

ascent::ascent(cohort const& people)
    : bound_{-std::numeric_limits<double>::infinity()},
      ways_(people.members().size()),
      fixed_(people.members().size(), 0),
      held_(people.places_left().size(), 0),
      cheapest_(people.members().size(), 0U),
      prices_(people.places_left().size(), 0.0),
      direction_(people.places_left().size(), 0.0),
      taken_(people.places_left().size(), 0.0) {
  for (auto const places : people.places_left()) {
    places_.push_back(places);
  }
  for (auto const& m : people.members()) {
    measure_ += static_cast<double>(m.stay);
  }
  measure_ /= static_cast<double>(std::max<std::size_t>(people.members().size(), 1U));
}

void ascent::update(column_pool const& pool) {
  for (auto const m : ways_.ids()) {
    auto const& known = pool.of(m);
    for (auto i = std::size_t{0U}; i != known.size(); ++i) {
      if (i < ways_[m].size()) {
        ways_[m][i].cost = static_cast<double>(known[i].cost);
        continue;
      }
      auto fresh = way{.cost = static_cast<double>(known[i].cost), .uses = {}, .open = fixed_[m.v] == 0};
      for (auto const& u : known[i].places) {
        fresh.uses.push_back({static_cast<std::uint32_t>(u.session.v), static_cast<double>(u.count)});
      }
      ways_[m].push_back(std::move(fresh));
    }
  }
  bound_ = -std::numeric_limits<double>::infinity();
}

void ascent::start_from(place_prices const& prices) {
  for (auto const s : prices.ids()) {
    prices_[s.v] = static_cast<double>(prices[s]);
  }
}

void ascent::hold(session_idx const s, milli_days const price) {
  prices_[s.v] = static_cast<double>(price);
  held_[s.v] = 1;
}

void ascent::release() {
  std::ranges::fill(held_, 0);
}

// Everybody's cheapest way at the prices as they are.
void ascent::step(double const length) {
  std::ranges::fill(taken_, 0.0);
  auto sum = fixed_cost_;
  for (auto const m : ways_.ids()) {
    if (fixed_[m.v] != 0) {
      continue;
    }
    auto const& ways = ways_[m];
    auto least = std::numeric_limits<double>::infinity();
    for (auto i = 0U; i != ways.size(); ++i) {
      if (!ways[i].open) {
        continue;
      }
      auto value = ways[i].cost;
      for (auto const& u : ways[i].uses) {
        value += prices_[u.session] * u.count;
      }
      if (value < least) {
        least = value;
        cheapest_[m.v] = i;
      }
    }
    sum += least;
    for (auto const& u : ways[cheapest_[m.v]].uses) {
      taken_[u.session] += u.count;
    }
  }
  for (auto s = std::size_t{0U}; s != prices_.size(); ++s) {
    sum -= prices_[s] * places_[s];
  }
  bound_ = std::max(bound_, sum);
  move(length);
}

void ascent::move(double const length) {
  constexpr auto kMost = 2.0;
  constexpr auto kHalf = 0.5;
  for (auto s = std::size_t{0U}; s != prices_.size(); ++s) {
    auto const excess = taken_[s] - places_[s];
    if (held_[s] != 0 || (excess == 0.0 && direction_[s] == 0.0)) {
      continue;
    }
    auto const part = places_[s] > 0.0 ? std::clamp(excess / places_[s], -1.0, kMost) : (excess > 0.0 ? kMost : 0.0);
    direction_[s] = kHalf * direction_[s] + (1.0 - kHalf) * part;
    prices_[s] = std::max(0.0, prices_[s] + length * direction_[s]);
  }
}

bool ascent::solve() {
  constexpr auto kSteps = 400;
  constexpr auto kFirst = 0.005;  // of the measure
  constexpr auto kShorter = 0.985;
  for (auto& ways : ways_) {
    for (auto& w : ways) {
      w.times = 0.0;
    }
  }
  counted_ = 0.0;
  auto length = kFirst * measure_;
  for (auto i = 0; i != kSteps; ++i, length *= kShorter) {
    step(length);
    if (2 * i < kSteps) {
      continue;
    }
    counted_ += 1.0;
    for (auto const m : ways_.ids()) {
      if (fixed_[m.v] == 0) {
        ways_[m][cheapest_[m.v]].times += 1.0;
      }
    }
  }
  return true;
}

place_prices ascent::prices() const {
  auto out = place_prices(prices_.size(), 0);
  for (auto const s : out.ids()) {
    out[s] = std::llround(prices_[s.v]);
  }
  return out;
}

double ascent::share(member_idx const m, std::uint32_t const column) const {
  return counted_ == 0.0 ? 0.0 : ways_[m][column].times / counted_;
}

std::uint32_t ascent::surest(member_idx const m) const {
  auto best = 0U;
  for (auto i = 1U; i != ways_[m].size(); ++i) {
    best = ways_[m][i].times > ways_[m][best].times ? i : best;
  }
  return best;
}

void ascent::fix(member_idx const m, std::uint32_t const column) {
  fixed_[m.v] = 1;
  fixed_cost_ += ways_[m][column].cost;
  for (auto const& u : ways_[m][column].uses) {
    places_[u.session] -= u.count;
  }
}

void ascent::forbid(member_idx const m, std::uint32_t const column) {
  ways_[m][column].open = false;
  ways_[m][column].times = 0.0;
}

}  // namespace foothold
