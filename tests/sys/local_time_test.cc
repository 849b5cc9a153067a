#include "sys/local_time.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using instant = std::chrono::sys_time<std::chrono::microseconds>;

date day(std::string_view const text) {
  return parse_date(text).value();
}

TEST(local_time, a_moment_is_what_the_clocks_of_its_zone_show) {
  auto const berlin = time_zone::find("Europe/Berlin").value();
  auto const winter = instant{day("2026-01-15")} + hours{9} + minutes{30};
  auto const summer = instant{day("2026-07-15")} + hours{23};
  EXPECT_EQ(berlin.at(winter), (local_time{.day = day("2026-01-15"), .minute = 10 * 60 + 30}));
  EXPECT_EQ(berlin.at(summer), (local_time{.day = day("2026-07-16"), .minute = 60}));
  EXPECT_EQ(berlin.moment_of(berlin.at(winter)), winter);
  EXPECT_EQ(berlin.moment_of(berlin.at(summer)), summer);
}

TEST(local_time, hours_that_come_twice_or_never_have_one_moment) {
  auto const berlin = time_zone::find("Europe/Berlin").value();
  // 25 October 2026: 02:30 comes at 00:30 and at 01:30 UTC.
  EXPECT_EQ(berlin.moment_of({.day = day("2026-10-25"), .minute = 150}), instant{day("2026-10-25")} + minutes{30});
  // 29 March 2026: 02:30 comes never; two and a half hours after midnight it is 03:30.
  EXPECT_EQ(berlin.moment_of({.day = day("2026-03-29"), .minute = 150}), instant{day("2026-03-29")} + minutes{90});
}

TEST(local_time, before_1970_days_still_begin_at_midnight) {
  auto const utc = time_zone::find("Etc/UTC").value();
  EXPECT_EQ(utc.at(instant{day("1969-12-31")} + minutes{1}), (local_time{.day = day("1969-12-31"), .minute = 1}));
}

TEST(local_time, the_machine_has_a_zone_and_a_name_that_is_none_has_not) {
  EXPECT_TRUE(time_zone::find(""));
  EXPECT_FALSE(time_zone::find("Europe/Lindental"));
}

}  // namespace
}  // namespace foothold
