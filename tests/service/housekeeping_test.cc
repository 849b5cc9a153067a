#include "service/housekeeping.h"

#include <gtest/gtest.h>

#include <thread>

#include "service/installations.h"

namespace foothold {
namespace {

class housekeeping_test : public on_both_installations {};

TEST_P(housekeeping_test, cases_whose_time_is_over_go_and_the_audit_is_signed) {
  auto p = add_person("Old");
  put([&](transaction& t) {
    p.state = case_state::closed;
    p.closed_on = kFirstDay - days{800};
    return change(t, p).has_value();
  });
  auto const never = keep_house(*at_work, {});
  ASSERT_TRUE(never) << never.error().message;
  EXPECT_EQ(never->cases, 0U);
  EXPECT_TRUE(never->signed_audit || !options.postgresql.empty()) << "on PostgreSQL links come a second later";
  auto const done = keep_house(*at_work, {.closed_cases_kept_months = 24});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->cases, 1U);
}

TEST_P(housekeeping_test, it_begins_at_once_and_stops_when_it_is_told_to) {
  auto p = add_person("Old");
  put([&](transaction& t) {
    p.state = case_state::closed;
    p.closed_on = kFirstDay - days{800};
    return change(t, p).has_value();
  });
  auto const s = settings{.closed_cases_kept_months = 24};
  auto keeping = std::jthread{[&](std::stop_token const& stop) { keep_house_daily(*at_work, s, stop); }};
  auto const erased = [&] { return !at_work->keys().erasures().value_or(std::vector<erasure>{}).empty(); };
  for (auto tries = 0; tries != 1000 && !erased(); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  EXPECT_TRUE(erased());
  keeping.request_stop();
  keeping.join();
}

FOOTHOLD_BOTH_ENGINES(housekeeping_test);

}  // namespace
}  // namespace foothold
