#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "interop/run_json.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;

constexpr auto kPack = FOOTHOLD_SOURCE_DIR "/tests/data/brookland";

class allocate_command : public testing::Test {
protected:
  program_run allocate(std::vector<std::string> const& more) const {
    auto arguments = std::vector<std::string>{"allocate", "--territory", kPack, "--out", run_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  [[nodiscard]] std::string write(std::string const& name, std::string const& text) const {
    auto const file = folder_.path() / name;
    EXPECT_TRUE(write_file(file, text));
    return file.string();
  }

  temp_folder folder_;
  std::string run_{(folder_.path() / "RUN.json").string()};
};

// REQ D14
TEST_F(allocate_command, shares_places_and_the_run_is_proven_by_verify) {
  auto const made = allocate({"--work", "12"});
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("have a plan (first come, first served: "));
  EXPECT_THAT(made.out, HasSubstr("Shared by the policy"));
  auto const proven = run_program({"allocate", "verify", "--territory", kPack, run_});
  EXPECT_EQ(proven.code, 0) << proven.out << proven.err;
  EXPECT_THAT(proven.out, HasSubstr("proven"));
}

TEST_F(allocate_command, the_same_work_gives_the_same_bytes) {
  ASSERT_EQ(allocate({"--work", "6"}).code, 0);
  auto const first = read_file(run_).value();
  ASSERT_EQ(allocate({"--work", "6"}).code, 0);
  EXPECT_EQ(read_file(run_).value(), first);
}

TEST_F(allocate_command, a_list_says_who_takes_part) {
  auto const list = write("list.csv", "id,note\np-01,x\np-02,y\n");
  auto const made = allocate({"--people", list, "--format", "json"});
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(nlohmann::json::parse(made.out)["people"], 2);
  EXPECT_EQ(run_program({"allocate", "verify", "--territory", kPack, run_}).code, 0);
}

TEST_F(allocate_command, a_list_with_a_stranger_or_somebody_twice_is_refused) {
  auto const stranger = allocate({"--people", write("list", "p-01\nnobody\n")});
  EXPECT_EQ(stranger.code, 3);
  EXPECT_THAT(stranger.err, HasSubstr("line 2: \"nobody\" is no person of the territory"));
  auto const twice = allocate({"--people", write("list", "p-01\np-01\n")});
  EXPECT_EQ(twice.code, 3);
  EXPECT_THAT(twice.err, HasSubstr("p-01 is there twice"));
}

TEST_F(allocate_command, what_is_needed_is_said) {
  EXPECT_EQ(run_program({"allocate", "--territory", kPack}).code, 2);
  EXPECT_EQ(run_program({"allocate", "--territory", kPack, "--what-if", "x.json"}).code, 2);
  auto const kept = run_program({"allocate", "--territory", kPack, "--from", "x", "--what-if", "y", "--reserve", "4"});
  EXPECT_EQ(kept.code, 2);
  EXPECT_THAT(kept.err, HasSubstr("--reserve is for a sharing from the beginning"));
}

TEST_F(allocate_command, a_what_if_tells_what_a_change_would_bring) {
  ASSERT_EQ(allocate({"--work", "12"}).code, 0);
  auto const run = read_run(run_, read_file(run_).value()).value.value();
  // The session that most people go to is cancelled.
  auto count = std::map<std::string, int>{};
  for (auto const& row : run.each) {
    for (auto const& step : row.pathway.steps) {
      count[step.session] += step.session.empty() ? 0 : 1;
    }
  }
  ASSERT_FALSE(count.empty());
  auto const most = std::ranges::max_element(count, {}, [](auto const& entry) { return entry.second; })->first;
  auto const ask = write("ask.json", R"({"format": "foothold-what-if/1", "title": "cancelled", "set":
    {"sessions.csv": [{"id": ")" + most + R"(", "places_left": 0}]}})");
  auto const answer = run_program(
      {"allocate", "--territory", kPack, "--from", run_, "--what-if", ask, "--work", "20", "--format", "json"});
  ASSERT_EQ(answer.code, 0) << answer.err;
  auto const value = nlohmann::json::parse(answer.out);
  EXPECT_GT(value["after"]["bound"], value["before"]["bound"]);
  EXPECT_EQ(value["before"]["value"], run.value);
  auto const worse = value["worse"];
  EXPECT_TRUE(worse.is_null() || worse >= 10) << worse;
}

TEST_F(allocate_command, a_what_if_that_cannot_be_read_is_refused) {
  ASSERT_EQ(allocate({"--work", "1"}).code, 0);
  auto const answer = run_program({"allocate", "--territory", kPack, "--from", run_, "--what-if",
                                   write("ask.json", R"({"format": "foothold-what-if/1", "title": "x", "sett": {}})")});
  EXPECT_EQ(answer.code, 3);
  EXPECT_THAT(answer.err, HasSubstr("sett"));
}

}  // namespace
}  // namespace foothold
