#include <filesystem>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "check/run_checking.h"
#include "interop/folder.h"
#include "interop/run_json.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kPack = FOOTHOLD_SOURCE_DIR "/tests/data/brookland";

// A run in which nobody is placed and nothing is claimed: true, and of no use.
allocation_run nobody_placed() {
  auto const load = load_territory(kPack);
  auto const& place = load.value().value.value();
  auto run = allocation_run{};
  run.as_of = place.as_of;
  run.territory_hash = place.hash;
  run.rules_hash = place.rules_hash;
  run.policy_hash = place.policy_hash;
  run.policy_version = place.weights.version;
  run.policy_author = place.weights.author;
  run.engine = "test";
  for (auto const& who : place.people) {
    if (!who.goals.empty()) {
      auto row = allocated_person{};
      row.person = who.id;
      row.goal = who.goals.front().text;
      row.weight = check::weight_of(place.weights, who, place.as_of);
      row.value = place.weights.outside_option;
      run.value += static_cast<milli_days>(row.weight) * row.value;
      run.each.push_back(std::move(row));
    }
  }
  std::ranges::sort(run.each, {}, &allocated_person::person);
  run.people = run.each.size();
  return run;
}

program_run verify(std::string const& text, std::vector<std::string> const& more = {}) {
  auto const folder = temp_folder{};
  auto const file = folder.path() / "RUN.json";
  EXPECT_TRUE(write_file(file, text));
  auto arguments = std::vector<std::string>{"allocate", "verify", "--territory", kPack, file.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments);
}

// REQ D14
TEST(allocate_verify_command, a_run_that_holds_is_told_in_one_sentence) {
  auto const run = nobody_placed();
  auto const said = verify(write_run(run));
  EXPECT_EQ(said.code, 0) << said.out << said.err;
  EXPECT_THAT(said.out, StartsWith("run holds: people 40, placed 0; value "));
  EXPECT_THAT(said.out, HasSubstr("; gap 100 %, gap through scarcity none, nothing is scarce; "));
  EXPECT_THAT(said.out, HasSubstr("all 40 minima recomputed: proven\n"));
  EXPECT_EQ(said.err, "");
}

// REQ D14
TEST(allocate_verify_command, the_first_broken_rule_of_each_kind_is_told_with_exit_1) {
  auto run = nobody_placed();
  run.value += 1;
  run.bound += 5;
  auto const said = verify(write_run(run));
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("run breaks rule 5-totals: value is "));
  EXPECT_THAT(said.out, HasSubstr("run breaks rule 6-bound: bound is 0, not 5\n"));
}

TEST(allocate_verify_command, a_gap_that_was_written_over_is_found) {
  auto text = write_run(nobody_placed());
  auto const at = text.find("\"gap\": 1.0");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 10U, "\"gap\": 0.0");
  auto const said = verify(text);
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.out, HasSubstr("rule 5-gap"));
}

TEST(allocate_verify_command, json_is_for_scripts) {
  auto const said = verify(write_run(nobody_placed()), {"--format", "json", "--seed", "9"});
  EXPECT_EQ(said.code, 0);
  auto const json = nlohmann::json::parse(said.out);
  EXPECT_EQ(json["format"], "foothold-run-check/1");
  EXPECT_EQ(json["holds"], true);
  EXPECT_EQ(json["people"], 40);
  EXPECT_EQ(json["recomputed"], 40);
  EXPECT_EQ(json["minima"], "proven");
  EXPECT_EQ(json["sample_seed"], 9);
  EXPECT_EQ(json["broken"].size(), 0U);
}

TEST(allocate_verify_command, what_is_no_run_is_exit_3) {
  auto const broken = verify("{\"format\": \"foothold-run/1\"}");
  EXPECT_EQ(broken.code, 3);
  EXPECT_EQ(broken.out, "");
  EXPECT_THAT(broken.err, HasSubstr("$.territory_hash"));
  EXPECT_EQ(run_program({"allocate", "verify", "--territory", kPack, "/nowhere/RUN.json"}).code, 3);
  EXPECT_EQ(run_program({"allocate", "verify", "--territory", "/nowhere", "/nowhere/RUN.json"}).code, 3);
  EXPECT_EQ(run_program({"allocate", "verify"}).code, 2);
}

}  // namespace
}  // namespace foothold
