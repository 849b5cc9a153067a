#include "app/report.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

TEST(report, each_error_has_the_exit_code_of_the_manual) {
  EXPECT_EQ(exit_code_of(errc::wrong_use), 2);
  EXPECT_EQ(exit_code_of(errc::bad_input), 3);
  EXPECT_EQ(exit_code_of(errc::not_found), 3);
  EXPECT_EQ(exit_code_of(errc::infeasible), 4);
  EXPECT_EQ(exit_code_of(errc::broken), 5);
}

TEST(report, a_fault_says_file_line_field_value_and_expectation) {
  EXPECT_EQ(format_fault({"sessions.csv", 7, "end", "2026-02-31", "a day that exists"}),
            "sessions.csv:7: end \"2026-02-31\": expected a day that exists");
  EXPECT_EQ(format_fault({"offers.csv", 0, "", "", "at least one row"}), "offers.csv: expected at least one row");
  EXPECT_EQ(format_fault({"offers.csv", 3, "kind", "", "a kind", true}),
            "warning: offers.csv:3: kind: expected a kind");
}

TEST(report, warnings_do_not_stop_and_all_faults_are_listed) {
  testing::internal::CaptureStderr();
  EXPECT_TRUE(report(faults{{"a.csv", 1, "x", "1", "2", true}}));
  EXPECT_TRUE(report(faults{}));
  EXPECT_FALSE(
      report(faults{{"a.csv", 1, "x", "1", "2"}, {"b.csv", 2, "y", "3", "4"}, {"c.csv", 0, "", "", "z", true}}));
  auto const text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("b.csv:2"), std::string::npos);
  EXPECT_NE(text.find("2 faults, 1 warnings"), std::string::npos);
}

}  // namespace
}  // namespace foothold
