#include "model/week.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace foothold;

TEST(week, reads_days_lists_ranges_and_several_times) {
  auto const p = parse_week("Mon-Thu 08:30-12:00; Tue,Thu 18:00-20:30");
  ASSERT_TRUE(p);
  EXPECT_EQ(p->size(), 6U);
  EXPECT_EQ(weekly_minutes(*p), 4U * 210U + 2U * 150U);
  EXPECT_EQ(parse_week("Mon-Fri 08:00-12:00,13:00-16:00")->size(), 10U);
  EXPECT_TRUE(parse_week("")->empty());
}

TEST(week, refuses_what_it_cannot_mean) {
  for (auto const* bad : {"Mon 12:00-08:00", "Mon 08:00-09:00,08:30-10:00", "Mon", "Fri-Mon 08:00-09:00",
                          "Mon 8:00-9:00", "Mon 08:00-24:30", "Mo 08:00-09:00", "Mon 08:60-09:00", ";"}) {
    EXPECT_FALSE(parse_week(bad)) << bad;
  }
}

TEST(week, half_hours_are_rounded_outwards) {
  auto const g = to_grid(*parse_week("Tue 08:45-09:15"));
  EXPECT_EQ(g.count(), 2U);
  EXPECT_TRUE(g.test(48U + 17U));
  EXPECT_TRUE(g.test(48U + 18U));
}

TEST(week, free_hours_are_rounded_inwards) {
  auto const g = to_whole_grid(*parse_week("Tue 08:45-09:45,09:45-10:15; Wed 10:10-10:25"));
  EXPECT_EQ(g.count(), 2U);
  EXPECT_TRUE(g.test(48U + 18U));
  EXPECT_TRUE(g.test(48U + 19U));
}

RC_GTEST_PROP(week, text_and_grid_round_trip, ()) {
  auto grid = week_grid{};
  for (auto const i : *rc::gen::container<std::vector<unsigned>>(rc::gen::inRange(0U, kHalfHours))) {
    grid.set(i);
  }
  auto const pattern = to_pattern(grid);
  RC_ASSERT(to_grid(pattern) == grid);
  RC_ASSERT(*parse_week(format_week(pattern)) == pattern);
}
