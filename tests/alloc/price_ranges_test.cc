#include <algorithm>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "alloc/price_ranges.h"
#include "alloc/random_cohort.h"
#include "world.h"

namespace foothold {
namespace {

// Two people want the one place; who has twice the need loses twice as much.
TEST(price_ranges, one_more_gains_for_who_waits_and_one_less_loses_for_who_has_it) {
  auto const t = world(R"(
    [policy]
    need_weight_max  4
    outside_option_weeks  100
    [offers]
    id  needs  gives
    a1  -      language:de:a1
    [sessions]
    id    offer  start       end         places  places_left
    a1-1  a1     2026-03-02  2026-03-27  1       1
    [occupations]
    uri       needs
    esco:job  language:de:a1
    [people]
    id  need  goals
    a   2     esco:job
    b   1     esco:job
  )");
  auto const times = timetable{t};
  auto const people = std::vector{person_in(t, "a"), person_in(t, "b")};
  auto const run = allocate(times, people, {.as_of = t.as_of});
  ASSERT_EQ(run.placed, 1U);
  ASSERT_EQ(run.prices.size(), 1U);
  auto const gain = t.weights.outside_option - run.each.front().value;  // of a, who has the place
  EXPECT_TRUE(run.each.front().placed);
  EXPECT_EQ(run.prices.front().low, gain);
  EXPECT_EQ(run.prices.front().high, 2 * gain);
}

// The program of a cohort, solved to the end.
struct solved {
  explicit solved(territory const& t, std::vector<person_idx> const& asked)
      : times{t}, people{times, asked, {t.as_of, 1U, 1U}}, desk{people}, pool{people}, program{people} {
    auto budget = work_budget{};
    value = generate_columns(desk, pool, program, INT64_MAX, {.tolerance = 1e-9}, budget).bound;
  }
  timetable times;
  cohort people;
  pricer desk;
  column_pool pool;
  master program;
  milli_days value{0};
};

milli_days value_with(territory t, std::vector<person_idx> const& people, session_idx const s, int const more) {
  t.sessions[s].places_left = static_cast<std::uint16_t>(t.sessions[s].places_left + more);
  return solved{t, people}.value;
}

// Places that are added or taken away and a program that is solved anew, against what the prices had said.
// REQ D15
TEST(price_ranges, one_place_more_or_less_changes_the_value_as_the_range_says) {
  auto told = 0U;
  auto exact = 0U;
  for (auto seed = std::uint64_t{0U}; seed != 60U; ++seed) {
    auto const town = random_cohort{seed};
    auto base = solved{town.place, town.people};
    auto const rounding = static_cast<milli_days>(4U * (town.people.size() + town.place.sessions.size()));
    for (auto const& range : price_ranges(base.desk, base.pool, base.program, 40U, {})) {
      auto const gain = base.value - value_with(town.place, town.people, range.session, 1);
      auto const loss = value_with(town.place, town.people, range.session, -1) - base.value;
      ASSERT_LE(gain, range.low + rounding) << "seed " << seed;
      ASSERT_LE(range.low, range.high) << "seed " << seed;
      ASSERT_LE(range.high, loss + rounding) << "seed " << seed;
      ++told;
      exact += gain + rounding >= range.low ? 1U : 0U;
    }
  }
  std::printf("%u ranges, %u of them are the whole gain of a place more\n", told, exact);
  EXPECT_GT(told, 60U);
  EXPECT_GT(exact, told / 4U);
}

}  // namespace
}  // namespace foothold
