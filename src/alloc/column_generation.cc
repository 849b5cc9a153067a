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
    if (options_.alone != nullptr) {
      keep(*options_.alone, prices);
    } else {
      look(prices);
    }
    if (options_.start != nullptr && budget_.left()) {
      look(*options_.start);
    } else {
      climb(prices);
    }
    refine();
    return std::move(best_);
  }

private:
  // Steps that grow shorter, from a part of what a person's way counts for.
  void climb(place_prices& prices) {
    constexpr auto kFirst = 0.15;
    constexpr auto kShorter = 0.85;
    constexpr auto kTooLong = 0.5;
    auto direction = vec_map<session_idx, double>(prices.size());
    auto length =
        kFirst * static_cast<double>(known_) / static_cast<double>(std::max<std::size_t>(people_.members().size(), 1U));
    for (auto i = 1U; i < options_.climb && budget_.left() && !settled(static_cast<double>(known_)); ++i) {
      auto const before = best_.bound;
      step(prices, direction, length);
      look(prices);
      length *= best_.bound > before ? kShorter : kTooLong;
    }
  }

  // One round.
  void look(place_prices const& prices) {
    keep(price_all(desk_, pool_, prices), prices);
    ++budget_.used;
  }

  // The best bound.
  void keep(price_round round, place_prices const& prices) {
    last_ = std::move(round);
    if (last_.bound > best_.bound) {
      best_.bound = last_.bound;
      best_.prices = prices;
      best_.least = last_.least;
    }
  }

  [[nodiscard]] bool settled(double const value) const {
    return value - static_cast<double>(best_.bound) <= options_.tolerance * std::abs(static_cast<double>(best_.bound));
  }

  // Prices of overfull sessions rise and those of sessions with places to spare fall, in proportion to what is too much
  // or too little of their places; half of the direction is that of the rounds before.
  void step(place_prices& prices, vec_map<session_idx, double>& direction, double const length) const {
    constexpr auto kMost = 2.0;
    constexpr auto kHalf = 0.5;
    auto taken = vec_map<session_idx, double>(prices.size());
    for (auto const m : people_.members().ids()) {
      for (auto const& use : pool_.of(m)[last_.cheapest[m]].places) {
        taken[use.session] += use.count;
      }
    }
    for (auto const s : prices.ids()) {
      if (auto const places = static_cast<double>(people_.places_left()[s]); places > 0.0) {
        auto const excess = std::clamp((taken[s] - places) / places, -1.0, kMost);
        direction[s] = kHalf * direction[s] + (1.0 - kHalf) * excess;
        prices[s] = std::max<milli_days>(prices[s] + std::llround(length * direction[s]), 0);
      }
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
          best_.settled = settled(1000.0 * program_.value());
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
