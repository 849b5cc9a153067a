#include "sys/log.h"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include "sys/clock.h"

namespace foothold {
namespace {

TEST(log, line_has_source_message_and_fields) {
  auto const fields = std::array{log_field{"status", 413}, log_field{"path", "/api/v1"}};
  EXPECT_EQ(format_log("http.server", "request refused", fields),
            "http.server request refused status=413 path=/api/v1");
}

TEST(log, a_value_cannot_forge_a_second_line_or_field) {
  auto const fields = std::array{log_field{"a", "x\nerror admin=1"}, log_field{"b", "say \"no\""}, log_field{"c", ""}};
  EXPECT_EQ(format_log("s", "m", fields), R"(s m a="x\x0aerror admin=1" b="say \"no\"" c="")");
}

TEST(log, lines_below_the_level_are_dropped_and_others_reach_stderr) {
  testing::internal::CaptureStderr();
  log(log_level::info, "test.log", "quiet");
  log(log_level::warn, "test.log", "loud", {{"n", 1}});
  auto const written = testing::internal::GetCapturedStderr();
  EXPECT_EQ(written.find("quiet"), std::string::npos);
  EXPECT_NE(written.find("Z warning test.log loud n=1\n"), std::string::npos);
}

TEST(log, a_logger_of_another_module_is_opened_with_a_place_a_form_and_a_level) {
  open_log("test.other", log_level::info);
  testing::internal::CaptureStderr();
  spdlog::get("test.other")->info("request n={}", 1);
  spdlog::get("test.other")->debug("quiet");
  auto const written = testing::internal::GetCapturedStderr();
  EXPECT_NE(written.find("Z info test.other request n=1\n"), std::string::npos) << written;
  EXPECT_EQ(written.find("quiet"), std::string::npos);
  spdlog::drop("test.other");
}

TEST(clock, manual_clock_moves_wall_and_steady_time_together) {
  auto clock = manual_clock{parse_date("2026-12-31").value()};
  auto const before = clock.steady();
  clock.advance(std::chrono::hours{25});
  EXPECT_EQ(format_date(today(clock)), "2027-01-01");
  EXPECT_EQ(clock.steady() - before, std::chrono::hours{25});
}

}  // namespace
}  // namespace foothold
