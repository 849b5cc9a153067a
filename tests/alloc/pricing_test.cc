#include "alloc/price_round.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <gtest/gtest.h>

#include "alloc/every_sharing.h"
#include "alloc/random_cohort.h"
#include "check/plan_check.h"
#include "check/priced_minimum.h"
#include "check/reference_planner.h"

using namespace foothold;

namespace {

place_prices random_prices(territory const& t, random_source& r) {
  auto out = place_prices(t.sessions.size(), 0);
  auto const highest = std::array{0, 3'000, 40'000, 400'000}.at(r.below(4U));
  for (auto& price : out) {
    price = r.one_in(3U) ? 0 : r.between(0, highest);
  }
  return out;
}

place_counts random_left(place_counts left, random_source& r) {
  for (auto& n : left) {
    n = r.one_in(5U) ? 0U : n;
  }
  return left;
}

// weight x the least z on no other places than these, by trying every set of steps.
milli_days by_trying_all(territory t, member const& who, column const& c) {
  for (auto& s : t.sessions) {
    s.places_left = 0U;
  }
  for (auto const& use : c.places) {
    t.sessions[use.session].places_left = static_cast<std::uint16_t>(use.count);
  }
  auto const best = reference_plan(t, who.asks.who, who.goal().text, who.asks.as_of, 40U);
  return best.feasible ? who.weight * best.value : who.stay;
}

struct seen {
  unsigned asked{0U}, found{0U}, with_care{0U};
};

void look(territory const& t, pricer& desk, place_terms const& terms, member_idx const m, seen& count) {
  auto const& who = desk.people().members()[m];
  auto const answer = desk.price(0U, m, terms, who.stay);
  ++count.asked;
  ASSERT_EQ(answer.found.has_value(), answer.least < who.stay);
  auto limited = t;
  for (auto const s : t.sessions.ids()) {
    limited.sessions[s].places_left = static_cast<std::uint16_t>(terms.left[s]);
  }
  auto const truth = priced_planner{limited, who.asks.who, who.goal().text, who.asks.as_of}.least(
      {.weight = who.weight, .prices = &terms.price});
  ASSERT_TRUE(truth.known);
  ASSERT_EQ(answer.least, truth.value);
  if (!answer.found) {
    return;
  }
  auto const& c = *answer.found;
  ++count.found;
  ASSERT_TRUE(c.plan);
  ASSERT_TRUE(fits(c, terms.left));
  ASSERT_EQ(priced(c, terms.price), answer.least);
  ASSERT_TRUE(std::ranges::is_sorted(c.places, {},
                                     [&](place_use const& use) { return desk.people().times().rank(use.session); }));
  ASSERT_EQ(c.cost, by_trying_all(t, who, c));
  auto const way = desk.read(0U, m, c);
  ASSERT_EQ(way.value * who.weight, c.cost);
  for (auto const& broken : check_plan(t, who.asks.who, way)) {
    ADD_FAILURE() << broken.rule << " " << broken.step << ": " << broken.message;
  }
  auto taken = c.places;
  for (auto const& step : way.steps) {
    count.with_care += step.kind == step_kind::childcare ? 1U : 0U;
    for (auto& use : taken) {
      use.count -= t.sessions[use.session].id == step.session ? 1U : 0U;
    }
  }
  // Steps that cost nothing and serve nothing are left out when a plan is read.
  for (auto const& use : taken) {
    ASSERT_LE(use.count, 1U);
  }
  // Nothing is below what is below it, and the same question has the same answer.
  ASSERT_FALSE(desk.price(0U, m, terms, answer.least).found);
  ASSERT_EQ(desk.price(0U, m, terms, answer.least).least, answer.least);
  ASSERT_EQ(desk.price(0U, m, terms, answer.least + 1).found, answer.found);
}

}  // namespace

// REQ D14
TEST(pricing, finds_the_least_cost_with_prices_and_the_plan_that_has_it) {
  auto count = seen{};
  for (auto seed = std::uint64_t{0U}; seed != 150U; ++seed) {
    auto const town = random_cohort{seed};
    auto const times = timetable{town.place};
    auto const all = cohort{times, town.people, {town.place.as_of}};
    auto desk = pricer{all};
    auto r = random_source{seed + 17U};
    for (auto const m : all.members().ids()) {
      for (auto n = 0; n != 3; ++n) {
        auto const terms = place_terms{random_prices(town.place, r), random_left(all.places_left(), r)};
        look(town.place, desk, terms, m, count);
        ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << " member " << m.v;
      }
    }
  }
  std::printf("%u questions, %u with a plan, %u care places in them\n", count.asked, count.found, count.with_care);
  EXPECT_GT(count.found, count.asked / 5U);
  EXPECT_GT(count.with_care, 15U);
}

// REQ D14
TEST(pricing, bound_at_any_prices_is_not_above_the_best_sharing) {
  auto tight = 0U;
  auto done = 0U;
  for (auto seed = std::uint64_t{1000U}; seed != 1080U; ++seed) {
    auto const town = random_cohort{seed};
    auto const best = every_sharing(town.place, town.people, town.place.as_of);
    if (!best) {
      continue;
    }
    ++done;
    auto const times = timetable{town.place};
    auto const all = cohort{times, town.people, {town.place.as_of}};
    auto desk = pricer{all};
    auto pool = column_pool{all};
    auto r = random_source{seed};
    for (auto n = 0; n != 6; ++n) {
      auto const prices = random_prices(town.place, r);
      auto const round = price_all(desk, pool, prices);
      auto by_hand = milli_days{0};
      for (auto const& ways : best->ways) {
        auto least = INT64_MAX;
        for (auto const& way : ways) {
          least = std::min(least, priced(way, prices));
        }
        by_hand += least;
      }
      for (auto const s : prices.ids()) {
        by_hand -= prices[s] * town.place.sessions[s].places_left;
      }
      ASSERT_EQ(round.bound, by_hand) << "seed " << seed;
      ASSERT_LE(round.bound, best->value) << "seed " << seed;
      tight += round.bound == best->value ? 1U : 0U;
      for (auto const m : all.members().ids()) {
        ASSERT_EQ(priced(pool.of(m)[round.cheapest[m]], prices), round.least[m]) << "seed " << seed;
      }
    }
  }
  std::printf("%u cohorts, six prices each: the bound is the best value %u times\n", done, tight);
  EXPECT_GT(done, 60U);
}

// Whoever hands back more than the places that are there has a bound that is too high, or too low.
TEST(pricing, control_a_bound_that_forgets_the_places_handed_back_is_above_the_best_sharing) {
  auto wrong = 0U;
  for (auto seed = std::uint64_t{1000U}; seed != 1020U; ++seed) {
    auto const town = random_cohort{seed};
    auto const best = every_sharing(town.place, town.people, town.place.as_of);
    if (!best) {
      continue;
    }
    auto const times = timetable{town.place};
    auto const all = cohort{times, town.people, {town.place.as_of}};
    auto desk = pricer{all};
    auto pool = column_pool{all};
    auto const prices = place_prices(town.place.sessions.size(), 9'000);
    auto const round = price_all(desk, pool, prices);
    auto forgotten = round.bound;
    for (auto const s : prices.ids()) {
      forgotten += prices[s] * town.place.sessions[s].places_left;
    }
    wrong += forgotten > best->value ? 1U : 0U;
  }
  EXPECT_GT(wrong, 0U);
}
