#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace foothold;

TEST(date, reads_iso_and_refuses_days_that_do_not_exist) {
  EXPECT_EQ(format_date(*parse_date("2028-02-29")), "2028-02-29");
  for (auto const* bad : {"2026-02-29", "2026-02-31", "2026-13-01", "2026-1-01", "01.02.2026", "", "2026-02-0x"}) {
    EXPECT_FALSE(parse_date(bad)) << bad;
  }
}

TEST(date, months_end_where_the_month_ends) {
  EXPECT_EQ(format_date(add_months(*parse_date("2026-01-31"), 1)), "2026-02-28");
  EXPECT_EQ(format_date(add_months(*parse_date("2026-11-30"), 3)), "2027-02-28");
}

TEST(date, weekday_counts_from_monday) {
  EXPECT_EQ(weekday_of(*parse_date("2026-11-23")), 0U);
  EXPECT_EQ(weekday_of(*parse_date("2026-11-22")), 6U);
}

RC_GTEST_PROP(date, text_round_trip, ()) {
  auto const d = date{days{*rc::gen::inRange(0, 60000)}};
  RC_ASSERT(parse_date(format_date(d)) == d);
}
