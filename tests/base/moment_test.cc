#include "base/moment.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

using namespace std::chrono_literals;

TEST(moment, is_written_in_one_way_and_read_back) {
  auto const at = std::chrono::sys_days{std::chrono::year{2026} / 3 / 4} + 9h + 5min + 7s;
  EXPECT_EQ(format_moment(at), "2026-03-04T09:05:07Z");
  EXPECT_EQ(format_moment(at + 999999us), "2026-03-04T09:05:07Z");
  EXPECT_EQ(parse_moment("2026-03-04T09:05:07Z"), at);
}

TEST(moment, no_other_way_is_read) {
  for (auto const* const text :
       {"", "2026-03-04", "2026-03-04T09:05:07", "2026-03-04T09:05:07z", "2026-03-04 09:05:07Z", "2026-03-04T24:00:00Z",
        "2026-03-04T09:60:00Z", "2026-02-30T09:05:07Z", "2026-03-04T-9:05:07Z", "2026-03-04T09:05:7aZ",
        "2026-03-04T09:05:07Z "}) {
    EXPECT_EQ(parse_moment(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace foothold
