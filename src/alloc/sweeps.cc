#include "alloc/sweeps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "alloc/parallel.h"

namespace foothold {

namespace {

// Of the budget: sweeps may begin until then, the proof may go on until then.
constexpr auto kSweepsUntil = 0.36;
constexpr auto kProofUntil = 0.86;

// Prices that differ by little make the planner weigh many plans that differ by nothing: rounding them costs the bound
// a ten-thousandth and saves a third of the time.
place_prices rounded(place_prices prices) {
  constexpr auto kGrain = 28 * milli_days{kMilliDaysPerDay};
  constexpr auto kSmall = 7 * milli_days{kMilliDaysPerDay};
  for (auto& p : prices) {
    auto const grain = p >= 2 * kGrain ? kGrain : kSmall;
    p = (p + grain / 2) / grain * grain;
  }
  return prices;
}

class sweeping {
public:
  sweeping(pricer& desk, column_pool& pool, ascent& program, work_budget& budget)
      : desk_{desk}, people_{desk.people()}, pool_{pool}, program_{program}, budget_{budget} {}

  // `until`: part of the budget.
  place_prices learn(sweep_options const& options, double const until) {
    constexpr auto kFirst = 0.065;  // of what staying counts for
    constexpr auto kNear = 0.01;
    program_.update(pool_);
    length_ = kFirst * program_.measure();
    if (options.start != nullptr) {
      program_.start_from(*options.start);
    }
    for (auto const& held : options.held) {
      program_.hold(held.session, held.price);
    }
    if (options.start != nullptr) {
      length_ = options.length > 0 ? static_cast<double>(options.length) : kNear * program_.measure();
      // Whoever has no plan known yet seems to want nothing, and prices would fall.
      sweep(kFirstStretch, false);
    }
    // Days of a stretch from which the two best sessions of a kind are looked at; 0: all sessions.
    constexpr auto kStretches = std::array{kFirstStretch, kFirstStretch, 14U, 0U, 0U, 0U, 0U};
    for (auto const stretch : kStretches) {
      if (budget_.part_used() < until && budget_.left()) {
        sweep(stretch, true);
      }
    }
    program_.solve();
    auto out = rounded(program_.prices());
    for (auto const& held : options.held) {
      out[held.session] = held.price;
    }
    return out;
  }

  [[nodiscard]] milli_days length() const { return std::llround(length_); }

  // The bound at these prices.
  bound_and_prices prove(place_prices const& prices) {
    constexpr auto kAtOnce = std::size_t{64U};
    auto const terms = place_terms{prices, people_.open()};
    auto least = vec_map<member_idx, milli_days>(people_.members().size());
    auto const look = [&](std::span<member_idx const> const who, effort const how) {
      add_found(people_, pool_, who, [&](unsigned const thread, member_idx const m) {
        auto answer = desk_.price(thread, m, terms, pool_.least(m, prices).first, {}, how);
        least[m] = std::max(least[m], answer.least);
        return std::move(answer.found);
      });
    };
    auto const everybody = people_.everybody();
    look(everybody, {864U, search_pattern::steady});
    ++budget_.used;
    auto open = std::vector<std::pair<milli_days, member_idx>>{};  // what is not yet proven
    for (auto const m : everybody) {
      if (auto const gap = pool_.least(m, prices).first - least[m]; gap > 0) {
        open.emplace_back(gap, m);
      }
    }
    std::ranges::stable_sort(open, std::greater<>{}, [](auto const& x) { return x.first; });
    for (auto from = std::size_t{0U}; from < open.size() && budget_.part_used() < kProofUntil; from += kAtOnce) {
      auto some = std::vector<member_idx>{};
      for (auto i = from; i < std::min(from + kAtOnce, open.size()); ++i) {
        some.push_back(open[i].second);
      }
      look(some, {20'000U, search_pattern::steady});
    }
    ++budget_.used;
    auto bound = -worth(people_.places_left(), prices);
    for (auto const value : least) {
      bound += value;
    }
    program_.update(pool_);
    return {bound, prices, std::move(least)};
  }

private:
  static constexpr auto kFirstStretch = 28U;

  void sweep(unsigned const stretch, bool const steps) {
    constexpr auto kParts = std::size_t{20U};
    constexpr auto kShorter = 0.97;
    auto const everybody = people_.everybody();
    for (auto part = std::size_t{0U}; part != kParts && !budget_.over(); ++part) {
      auto some = std::vector<member_idx>{};
      for (auto i = part; i < everybody.size(); i += kParts) {
        some.push_back(everybody[i]);
      }
      auto const terms = place_terms{program_.prices(), people_.open()};
      add_found(people_, pool_, some, [&](unsigned const thread, member_idx const m) {
        return desk_.glimpse(thread, m, terms, pool_.least(m, terms.price).first, stretch);
      });
      program_.update(pool_);
      if (steps) {
        program_.step(length_);
        length_ *= kShorter;
      }
    }
    ++budget_.used;
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  ascent& program_;
  work_budget& budget_;
  double length_{0.0};
};

}  // namespace

swept_prices learn_prices(pricer& desk, column_pool& pool, ascent& program, sweep_options const& options,
                          work_budget& budget) {
  auto sweeps = sweeping{desk, pool, program, budget};
  auto prices = sweeps.learn(options, 1.0);
  return {std::move(prices), sweeps.length()};
}

bound_and_prices sweep_prices(pricer& desk, column_pool& pool, ascent& program, price_round const& alone,
                              sweep_options const& options, work_budget& budget) {
  auto sweeps = sweeping{desk, pool, program, budget};
  auto out = sweeps.prove(sweeps.learn(options, kSweepsUntil));
  program.release();
  // Prices that others set too are kept: without them the bounds of all would not add up.
  if (out.bound < alone.bound && options.held.empty()) {
    return {alone.bound, place_prices(desk.people().places_left().size(), 0), alone.least};
  }
  return out;
}

}  // namespace foothold
