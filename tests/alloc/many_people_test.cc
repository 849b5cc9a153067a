// The way for many people (sweeps, steps along the prices, short looks), on cohorts so small that the truth is known.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "alloc/every_sharing.h"
#include "alloc/random_cohort.h"
#include "alloc/sharing.h"
#include "alloc/sweeps.h"
#include "check/run_check.h"
#include "interop/run_json.h"

using namespace foothold;

namespace {

allocation_run share(random_cohort const& town, work_budget budget = {}, unsigned const threads = 1U) {
  auto options = allocation_options{town.place.as_of, 7U, threads, std::move(budget)};
  options.many = 0U;
  return allocate(timetable{town.place}, town.people, options);
}

place_prices random_prices(std::size_t const sessions, random_source& r) {
  auto out = place_prices(sessions, 0);
  for (auto& price : out) {
    price = r.one_in(2U) ? 0 : r.between(0, 60'000);
  }
  return out;
}

// A pool as rounds at some prices leave it.
struct pooled_town {
  explicit pooled_town(std::uint64_t const seed)
      : town{seed},
        times{town.place},
        people{times, town.people, {town.place.as_of, 1U, 1U}},
        desk{people},
        pool{people} {
    auto r = random_source{seed};
    price_all(desk, pool, place_prices(people.places_left().size(), 0));
    for (auto n = 0; n != 4; ++n) {
      price_all(desk, pool, random_prices(people.places_left().size(), r));
    }
  }

  random_cohort town;
  timetable times;
  cohort people;
  pricer desk;
  column_pool pool;
};

}  // namespace

TEST(many_people, the_bound_is_true_the_run_holds_and_threads_change_no_byte) {
  auto best_found = 0U;
  auto tried = 0U;
  for (auto seed = std::uint64_t{0U}; seed != 150U; ++seed) {
    auto const town = random_cohort{seed};
    auto const run = share(town);
    auto const verdict = check_run(town.place, run, {.threads = 1U});
    ASSERT_TRUE(verdict.broken.empty()) << "seed " << seed << ": " << verdict.broken.front().rule << " "
                                        << verdict.broken.front().message;
    ASSERT_TRUE(verdict.proven) << "seed " << seed;
    ASSERT_LE(run.value, run.first_come) << "seed " << seed;
    if (auto const best = every_sharing(town.place, town.people, town.place.as_of)) {
      ++tried;
      ASSERT_LE(run.bound, best->value) << "seed " << seed;
      ASSERT_LE(best->value, run.value) << "seed " << seed;
      best_found += run.value == best->value ? 1U : 0U;
    }
    if (seed < 15U) {
      ASSERT_EQ(write_run(run), write_run(share(town, {}, 3U))) << "seed " << seed;
    }
  }
  std::printf("the best sharing in %u of %u cohorts\n", best_found, tried);
  EXPECT_GT(10U * best_found, 7U * tried);
}

TEST(many_people, stopped_after_any_round_or_at_any_time_is_feasible_and_its_bound_is_true) {
  for (auto seed = std::uint64_t{200U}; seed != 212U; ++seed) {
    auto const town = random_cohort{seed};
    auto const best = every_sharing(town.place, town.people, town.place.as_of);
    auto const look = [&](work_budget budget) {
      auto const run = share(town, std::move(budget));
      ASSERT_TRUE(check_run(town.place, run, {.threads = 1U}).broken.empty()) << "seed " << seed;
      ASSERT_TRUE(!best || (run.bound <= best->value && best->value <= run.value)) << "seed " << seed;
    };
    for (auto rounds = std::uint64_t{0U}; rounds != 12U; ++rounds) {
      look({.rounds = rounds});
    }
    for (auto const step : {0.5, 0.1, 0.02, 0.005}) {
      auto time = 0.0;
      look({.stop = [&] { return time >= 1.0; }, .spent = [&] { return time += step; }});
    }
  }
}

// The simplex is the judge.
TEST(many_people, steps_come_near_the_program_s_value_and_never_above) {
  auto sum = 0.0;
  auto reached = 0.0;
  for (auto seed = std::uint64_t{300U}; seed != 400U; ++seed) {
    auto town = pooled_town{seed};
    auto exact = master{town.people};
    exact.update(town.pool);
    ASSERT_TRUE(exact.solve());
    auto steps = ascent{town.people};
    steps.update(town.pool);
    for (auto n = 0; n != 200; ++n) {
      steps.step(0.05 * steps.measure() * std::pow(0.97, n));
    }
    ASSERT_TRUE(steps.solve());
    auto const value = exact.value() * 1000.0;
    ASSERT_LE(steps.bound(), value + 1.0) << "seed " << seed;
    auto loosest = 0.0;
    for (auto const m : town.people.members().ids()) {
      loosest += static_cast<double>(town.pool.least(m, place_prices(town.people.places_left().size(), 0)).first);
      auto all = 0.0;
      for (auto i = 0U; i != town.pool.of(m).size(); ++i) {
        all += steps.share(m, i);
      }
      ASSERT_NEAR(all, 1.0, 1e-9) << "seed " << seed;
    }
    sum += value - loosest;
    reached += steps.bound() - loosest;
  }
  std::printf("of what scarcity costs the steps find %.2f %%\n", 100.0 * reached / sum);
  EXPECT_GT(sum, 0.0);
  EXPECT_GT(reached, 0.98 * sum);
}

TEST(many_people, what_is_fixed_takes_its_places_and_what_is_forbidden_is_not_taken) {
  for (auto seed = std::uint64_t{400U}; seed != 430U; ++seed) {
    auto town = pooled_town{seed};
    auto steps = ascent{town.people};
    steps.update(town.pool);
    auto const first = member_idx{0U};
    auto const last = town.pool.of(first).size() - 1U;
    if (last == 0U) {
      continue;
    }
    steps.forbid(first, static_cast<std::uint32_t>(last));
    ASSERT_TRUE(steps.solve());
    ASSERT_EQ(steps.share(first, static_cast<std::uint32_t>(last)), 0.0);
    // With the places of the fixed plan gone, the program of the others is the simplex's.
    auto exact = master{town.people};
    exact.update(town.pool);
    exact.fix(first, 1U);
    auto again = ascent{town.people};
    again.update(town.pool);
    again.fix(first, 1U);
    ASSERT_TRUE(exact.solve());
    ASSERT_TRUE(again.solve());
    ASSERT_LE(again.bound(), exact.value() * 1000.0 + 1.0) << "seed " << seed;
  }
}

// Whatever the way of looking: no minimum too high, no plan too cheap, and with enough labels the exact answer.
TEST(many_people, short_looks_claim_nothing_that_is_not_so) {
  auto better = 0U;
  auto asked = 0U;
  for (auto seed = std::uint64_t{500U}; seed != 620U; ++seed) {
    auto const town = random_cohort{seed};
    auto const times = timetable{town.place};
    auto const people = cohort{times, town.people, {town.place.as_of, 1U, 1U}};
    auto desk = pricer{people};
    auto r = random_source{seed};
    auto const terms = place_terms{random_prices(people.places_left().size(), r), people.places_left()};
    for (auto const m : people.members().ids()) {
      auto const stay = people.members()[m].stay;
      auto const truth = desk.price(0U, m, terms, stay);
      auto const below = truth.least + r.between(0, 40'000);
      for (auto const how : {effort{1U, search_pattern::once}, effort{20U, search_pattern::once}, effort::brief(),
                             effort{100U, search_pattern::steady}, effort{50'000U, search_pattern::steady}}) {
        auto const answer = desk.price(0U, m, terms, std::min(below, stay), {}, how);
        ASSERT_LE(answer.least, truth.least) << "seed " << seed;
        if (answer.found) {
          ASSERT_GE(priced(*answer.found, terms.price), truth.least) << "seed " << seed;
        }
        if (how.labels == 50'000U) {
          ASSERT_EQ(answer.least, truth.least) << "seed " << seed;
          ASSERT_EQ(answer.found.has_value(), truth.least < std::min(below, stay)) << "seed " << seed;
        }
      }
      for (auto const stretch : {0U, 14U, 56U}) {
        ++asked;
        if (auto const found = desk.glimpse(0U, m, terms, stay, stretch)) {
          ++better;
          ASSERT_GE(priced(*found, terms.price), truth.least) << "seed " << seed;
          ASSERT_LT(priced(*found, terms.price), stay) << "seed " << seed;
          ASSERT_TRUE(fits(*found, terms.left)) << "seed " << seed;
          // The same places bought again give a plan that is no worse.
          auto own = place_terms{place_prices(terms.price.size(), 0), place_counts(terms.price.size(), 0U)};
          for (auto const& use : found->places) {
            own.left[use.session] = use.count;
          }
          ASSERT_LE(desk.price(0U, m, own, stay).least, found->cost) << "seed " << seed;
        }
      }
    }
  }
  std::printf("a glimpse found a plan %u of %u times\n", better, asked);
  EXPECT_GT(2U * better, asked);
}

// Asked at the same time or one after the other: everybody has the best of what those before them left.
TEST(many_people, first_come_first_served_is_in_order) {
  for (auto seed = std::uint64_t{700U}; seed != 740U; ++seed) {
    auto const town = random_cohort{seed};
    auto const times = timetable{town.place};
    auto const people = cohort{times, town.people, {town.place.as_of, 1U, 2U}};
    auto desk = pricer{people};
    auto pool = column_pool{people};
    auto const alone = price_all(desk, pool, place_prices(people.places_left().size(), 0));
    auto const s = first_come_first_served(desk, pool, alone.cheapest);
    auto terms = place_terms{place_prices(people.places_left().size(), 0), people.places_left()};
    for (auto const m : people.members().ids()) {
      ASSERT_EQ(s.choice[m].cost, desk.price(0U, m, terms, people.members()[m].stay).least) << "seed " << seed;
      ASSERT_TRUE(fits(s.choice[m], terms.left)) << "seed " << seed;
      take(s.choice[m], terms.left);
    }
    ASSERT_TRUE(std::ranges::equal(terms.left, s.left)) << "seed " << seed;
  }
}
