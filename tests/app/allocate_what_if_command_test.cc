#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "sys/file.h"
#include "temp_folder.h"
#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;

// Thirty people who need one course in the afternoon; half of them have a child whose care ends at one o'clock.
class allocate_what_if_command : public testing::Test {
protected:
  void SetUp() override {
    auto text = std::string{R"(
[policy]
outside_option_weeks  100
[offers]
id      kind    gives
course  course  module:x
[sessions]
id  offer   start       end         week                 places  places_left
s   course  2026-03-09  2026-04-03  Mon-Thu 14:00-17:00  40      40
[occupations]
uri        needs     week
esco:cook  module:x  Mon-Fri 09:00-12:00
)"};
    auto people = std::string{"[people]\nid  sex  goals  cares_for\n"};
    auto children = std::string{"[children]\nid  birth  covered\n"};
    for (auto n = 101; n <= 130; ++n) {
      auto const number = std::to_string(n);
      auto const mother = n % 2 == 0;
      people += "p-" + number + (mother ? "  female  esco:cook  k-" + number : "  male  esco:cook  -") + "\n";
      children += mother ? "k-" + number + "  2022-05-01  Mon-Fri 08:00-13:00\n" : "";
    }
    for (auto const& file : world_files(text + children + people)) {
      auto const path = folder_.path() / "pack" / file.name;
      std::filesystem::create_directories(path.parent_path());
      ASSERT_TRUE(write_file(path, file.bytes));
    }
    ASSERT_EQ(run_program({"allocate", "--territory", pack_, "--out", run_}).code, 0);
  }
  [[nodiscard]] program_run ask(std::string const& row, std::vector<std::string> const& more = {}) const {
    auto const file = (folder_.path() / "ask.json").string();
    EXPECT_TRUE(write_file(file, R"({"format": "foothold-what-if/1", "title": "other hours", "set":
      {"sessions.csv": [)" + row + "]}}"));
    auto words = std::vector<std::string>{"allocate", "--territory", pack_, "--from", run_, "--what-if", file};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }

  temp_folder folder_;
  std::string pack_{(folder_.path() / "pack").string()};
  std::string run_{(folder_.path() / "run.json").string()};
};

nlohmann::json group(nlohmann::json const& answer, std::string const& name) {
  for (auto const& g : answer["groups"]) {
    if (g["group"] == name) {
      return g;
    }
  }
  ADD_FAILURE() << "no group " << name << " in " << answer["groups"];
  return {};
}

// REQ D9
TEST_F(allocate_what_if_command, a_course_moved_to_the_morning_reaches_those_who_care_for_children) {
  auto const run = ask(R"({"id": "s", "week": "Mon-Thu 09:00-12:00"})", {"--format", "json"});
  ASSERT_EQ(run.code, 0) << run.err;
  auto const answer = nlohmann::json::parse(run.out);
  EXPECT_EQ(answer["before"]["placed"], 15);
  EXPECT_EQ(answer["after"]["placed"], 30);
  auto const women = group(answer, "Women");
  EXPECT_EQ(women["people"], 15);
  EXPECT_TRUE(women["before"]["placed"].is_null()) << "nobody: fewer than ten";
  EXPECT_GT(women["before"]["value"], women["after"]["value"]);
  auto const men = group(answer, "Men");
  EXPECT_EQ(men["before"]["value"], men["after"]["value"]);

  auto const text = ask(R"({"id": "s", "week": "Mon-Thu 09:00-12:00"})");
  EXPECT_THAT(text.out, HasSubstr("weeks saved for each of about 15: Women\n"));
  EXPECT_THAT(text.out, HasSubstr("     0.00 weeks saved for each of about 15: Men\n"));
}

TEST_F(allocate_what_if_command, an_hour_nobody_is_kept_from_changes_nothing_for_any_group) {
  auto const run = ask(R"({"id": "s", "week": "Mon-Thu 13:30-16:30"})", {"--format", "json"});
  ASSERT_EQ(run.code, 0) << run.err;
  auto const answer = nlohmann::json::parse(run.out);
  ASSERT_FALSE(answer["groups"].empty());
  for (auto const& g : answer["groups"]) {
    EXPECT_EQ(g["before"], g["after"]);
    EXPECT_GE(g["people"], 10);
  }
}

}  // namespace
}  // namespace foothold
