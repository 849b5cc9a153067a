#include <signal.h>

#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "app/rolling_town.h"
#include "interop/run_json.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string changes_of(std::string const& day, std::string const& session) {
  return R"({"format": "foothold-changes/1", "today": ")" + day + R"(", "places": {")" + session + R"(": 0}})";
}

class allocate_nightly_command : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_EQ(run_program({"allocate", "--territory", town_.pack, "--work", "20", "--out", town_.run}).code, 0);
  }
  [[nodiscard]] std::vector<std::string> verb() const {
    return {"allocate", "nightly", "--territory", town_.pack, "--runs", town_.folder.path().string()};
  }
  [[nodiscard]] std::string file(std::string const& name) const { return (town_.folder.path() / name).string(); }

  rolling_town town_;
};

// REQ D17
TEST_F(allocate_nightly_command, makes_each_day_from_the_day_before_and_nothing_twice) {
  auto const first = town_.write("changes-2026-03-02.json", changes_of("2026-03-02", "early"));
  EXPECT_THAT(run_program(verb()).out, StartsWith("nothing to do")) << "the run of that day is there";
  std::filesystem::remove(first);
  auto const second = town_.write("changes-2026-03-03.json", changes_of("2026-03-03", "later"));
  auto const third = town_.write("changes-2026-03-04.json", changes_of("2026-03-04", "then-1"));
  auto const made = run_program(verb());
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("run-2026-03-03.json: "));
  EXPECT_THAT(made.out, HasSubstr("run-2026-03-04.json: "));
  EXPECT_EQ(run_program({"allocate", "verify", "--territory", town_.pack, "--from", file("run-2026-03-03.json"),
                         "--changes", third, file("run-2026-03-04.json")})
                .code,
            0);
  auto const bytes = read_file(file("run-2026-03-04.json")).value();
  EXPECT_THAT(run_program(verb()).out, StartsWith("nothing to do"));
  EXPECT_EQ(read_file(file("run-2026-03-04.json")).value(), bytes);
  // The same inputs give the same file.
  std::filesystem::remove(file("run-2026-03-04.json"));
  EXPECT_EQ(run_program(verb()).code, 0);
  EXPECT_EQ(read_file(file("run-2026-03-04.json")).value(), bytes);
  // Other ones under the same day are refused.
  town_.write("changes-2026-03-04.json", changes_of("2026-03-04", "then-2"));
  auto const changed = run_program(verb());
  EXPECT_EQ(changed.code, 3);
  EXPECT_THAT(changed.err, HasSubstr("changes-2026-03-04.json has changed since"));
}

TEST_F(allocate_nightly_command, what_it_cannot_use_is_said) {
  town_.write("changes-2026-03-05.json", changes_of("2026-03-04", "early"));
  auto const other_day = run_program(verb());
  EXPECT_EQ(other_day.code, 3);
  EXPECT_THAT(other_day.err, HasSubstr("today is 2026-03-04, but the file is named for 2026-03-05"));
  EXPECT_FALSE(std::filesystem::exists(file("run-2026-03-05.json")));
  auto const empty = temp_folder{};
  auto const none = run_program({"allocate", "nightly", "--territory", town_.pack, "--runs", empty.path().string()});
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.err, HasSubstr("has no run such as run-2026-03-04.json"));
}

// Killed at any moment it leaves the whole new run or none, and the next night makes the same one.
TEST_F(allocate_nightly_command, killed_at_any_moment_it_leaves_a_whole_run_or_none) {
  town_.write("changes-2026-03-03.json", changes_of("2026-03-03", "later"));
  auto const start = std::chrono::steady_clock::now();
  ASSERT_EQ(run_program(verb()).code, 0);
  auto const whole = std::chrono::steady_clock::now() - start;
  auto const out = file("run-2026-03-03.json");
  auto const bytes = read_file(out).value();
  constexpr auto kKills = 24;
  auto absent = 0;
  for (auto i = 0; i != kKills; ++i) {
    std::filesystem::remove(out);
    {
      auto const job = running_program{verb()};
      std::this_thread::sleep_for(whole * (i + 1) / kKills);
    }  // SIGKILL, if it still runs
    if (std::filesystem::exists(out)) {
      EXPECT_EQ(read_file(out).value(), bytes) << "kill " << i;
    } else {
      ++absent;
    }
  }
  EXPECT_GT(absent, 0) << "some of them must have come before the end";
  std::filesystem::remove(out);
  ASSERT_EQ(run_program(verb()).code, 0);
  EXPECT_EQ(read_file(out).value(), bytes);
}

}  // namespace
}  // namespace foothold
