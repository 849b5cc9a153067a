#include <vector>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
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

}  // namespace
}  // namespace foothold
