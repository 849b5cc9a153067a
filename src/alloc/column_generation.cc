#include "alloc/column_generation.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace foothold {

namespace {

class generation {
public:
  generation(pricer& desk, column_pool& pool, master& program, milli_days const known,
             generation_options const& options, work_budget& budget)
      : desk_{desk},
        people_{desk.people()},
        pool_{pool},
        program_{program},
        known_{known},
        options_{options},
        budget_{budget} {}

  bound_and_prices run() {
    auto prices = place_prices(people_.places_left().size(), 0);
    look(prices);
    best_.unlimited = last_.bound;
    best_.alone = last_.least;
    if (options_.start != nullptr) {
      prices = *options_.start;
      look(prices);
    }
    for (auto i = 1U; i < (options_.start != nullptr ? 1U : options_.warm_up) && budget_.left() &&
                      !settled(static_cast<double>(known_));
         ++i) {
      step(prices);
      look(prices);
    }
    refine();
    return std::move(best_);
  }

private:
  // One round; keeps the best bound.
  void look(place_prices const& prices) {
    last_ = price_all(desk_, pool_, prices);
    ++budget_.used;
    if (last_.bound > best_.bound) {
      best_.bound = last_.bound;
      best_.prices = prices;
      best_.least = last_.least;
    }
  }

  [[nodiscard]] bool settled(double const value) const {
    return value - static_cast<double>(best_.bound) <= options_.tolerance * std::abs(static_cast<double>(best_.bound));
  }

  // Prices of overfull sessions rise, those of sessions with places to spare fall.
  void step(place_prices& prices) const {
    constexpr auto kShare = 0.5;  // of the way to a bound that equals the known value
    constexpr auto kLeast = 0.005;
    auto excess = vec_map<session_idx, double>(prices.size());
    for (auto const s : people_.places_left().ids()) {
      excess[s] = -static_cast<double>(people_.places_left()[s]);
    }
    for (auto const m : people_.members().ids()) {
      for (auto const& use : pool_.of(m)[last_.cheapest[m]].places) {
        excess[use.session] += static_cast<double>(people_.options().one_of) * use.count;
      }
    }
    auto norm = 0.0;
    for (auto const s : people_.times().order()) {  // a sum of fractions: always in the same order
      excess[s] = prices[s] == 0 && excess[s] < 0.0 ? 0.0 : excess[s];
      norm += excess[s] * excess[s];
    }
    if (norm == 0.0) {
      return;
    }
    auto const way =
        std::max(static_cast<double>(known_ - last_.bound), kLeast * std::abs(static_cast<double>(known_)));
    auto const length = kShare * way / norm;
    for (auto const s : prices.ids()) {
      prices[s] = std::max<milli_days>(prices[s] + std::llround(length * excess[s]), 0);
    }
  }

  // Rounds with the prices of the linear program, between them and the best ones so far.
  void refine() {
    constexpr auto kFirst = 0.5;  // how near to the best
    constexpr auto kLess = 0.1;
    auto near = kFirst;
    while (budget_.left()) {
      program_.update(pool_);
      if (!program_.solve()) {
        return;
      }
      best_.settled = settled(1000.0 * program_.value());
      if (best_.settled) {
        return;
      }
      auto prices = program_.prices();
      for (auto const s : prices.ids()) {
        prices[s] =
            std::llround(near * static_cast<double>(best_.prices[s]) + (1.0 - near) * static_cast<double>(prices[s]));
      }
      auto const before = best_.bound;
      look(prices);
      if (last_.added == 0U) {
        if (near == 0.0) {
          return;
        }
        near = 0.0;
      } else if (best_.bound == before) {
        near = std::max(near - kLess, 0.0);
      }
    }
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  master& program_;
  milli_days known_;
  generation_options const& options_;
  work_budget& budget_;
  price_round last_;
  bound_and_prices best_;
};

}  // namespace

bound_and_prices generate_columns(pricer& desk, column_pool& pool, master& program, milli_days const known,
                                  generation_options const& options, work_budget& budget) {
  return generation{desk, pool, program, known, options, budget}.run();
}

}  // namespace foothold
