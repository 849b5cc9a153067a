#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "app/rolling_town.h"
#include "interop/run_json.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto kCancelled = R"({"format": "foothold-changes/1", "today": "2026-03-02", "places": {"early": 0}})";

allocation_run read(std::string const& file) {
  return read_run(file, read_file(file).value()).value.value();
}

program_run share(rolling_town const& town) {
  return run_program({"allocate", "--territory", town.pack, "--work", "20", "--out", town.run});
}

program_run go_on(rolling_town const& town, std::string const& changes, std::string const& out,
                  std::vector<std::string> const& more = {}) {
  auto arguments = std::vector<std::string>{"allocate",  "--territory", town.pack, "--from", town.run,
                                            "--changes", changes,       "--out",   out};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments);
}

// The course of twenty is cancelled: everybody who had it gets a new plan and a notice in their own language.
// REQ D17
TEST(allocate_changes_command, a_cancelled_course_gives_everybody_concerned_a_new_plan_and_a_notice) {
  auto const town = rolling_town{};
  ASSERT_EQ(share(town).code, 0);
  auto const before = read(town.run);
  auto concerned = std::set<std::string>{};
  for (auto const& row : before.each) {
    if (row.pathway.steps.front().session == "early") {
      concerned.insert(row.person);
    }
  }
  ASSERT_EQ(concerned.size(), 20U);
  auto const changes = town.write("changes.json", kCancelled);
  auto const out = (town.folder.path() / "new.json").string();
  auto const said = go_on(town, changes, out);
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, StartsWith("20 of 24 people have another plan now (83.33 %), 0 have joined, 0 have left"));
  EXPECT_THAT(said.out, HasSubstr("at most 0.0000 % is lost: proven."));
  auto const after = read(out);
  auto told = std::set<std::string>{};
  for (auto const& row : after.each) {
    EXPECT_EQ(row.pathway.steps.front().session, "later") << row.person;
    if (!row.changed.empty()) {
      told.insert(row.person);
    }
  }
  EXPECT_EQ(told, concerned);

  auto const proven =
      run_program({"allocate", "verify", "--territory", town.pack, "--from", town.run, "--changes", changes, out});
  EXPECT_EQ(proven.code, 0) << proven.out << proven.err;
  EXPECT_THAT(proven.out, HasSubstr("all 24 minima recomputed: proven"));

  auto const notices = town.folder.path() / "notices";
  auto const written = run_program({"allocate", "notices", out, "--out", notices.string()});
  ASSERT_EQ(written.code, 0) << written.err;
  EXPECT_THAT(written.out, StartsWith("20 notices"));
  auto const log = read_file(notices / "log.csv").value();
  EXPECT_THAT(log, Not(HasSubstr("Zebulon")));
  auto const sentences = std::map<std::string, std::string>{
      {"en", "“Metal course” from 3 March 2026 was cancelled.\nYour new date for “Metal course” is 10 March 2026.\n"},
      {"de",
       "„Metallkurs“ ab 3. März 2026 wurde abgesagt.\nIhr neuer Termin für „Metallkurs“ ist der 10. März 2026.\n"},
      {"ar", "أُلغي «"}};
  auto logged = std::set<std::string>{};
  auto lines = std::istringstream{log};
  for (auto line = std::string{}; std::getline(lines, line);) {
    if (!line.starts_with("p-")) {
      continue;
    }
    auto const id = line.substr(0U, 5U);
    auto const language = line.substr(6U, 2U);
    auto const file = line.substr(9U, std::string{"notice-00001.txt"}.size());
    EXPECT_EQ(line, id + "," + language + "," + file + ",roll.cancelled,plan");
    auto const text = read_file(notices / file).value();
    EXPECT_THAT(text, HasSubstr(id));
    EXPECT_THAT(text, HasSubstr(sentences.at(language)));
    EXPECT_THAT(text, Not(HasSubstr("roll.")));
    logged.insert(id);
  }
  EXPECT_EQ(logged, concerned) << "the log is complete";
}

// REQ D17
TEST(allocate_changes_command, the_page_of_a_person_says_what_changed_in_three_languages) {
  auto const town = rolling_town{};
  ASSERT_EQ(share(town).code, 0);
  auto const out = (town.folder.path() / "new.json").string();
  ASSERT_EQ(go_on(town, town.write("changes.json", kCancelled), out).code, 0);
  auto const page = [&](std::string const& language) {
    auto const html = (town.folder.path() / (language + ".html")).string();
    EXPECT_EQ(run_program({"allocate", "report", out, "--person", "p-124", "--language", language, "--out", html}).code,
              0);
    return read_file(html).value();
  };
  EXPECT_THAT(page("en"), HasSubstr("Your new date for “Metal course” is"));
  EXPECT_THAT(page("de"), HasSubstr("Was sich geändert hat"));
  EXPECT_THAT(page("ar"), HasSubstr("ما الذي تغيّر"));
}

TEST(allocate_changes_command, without_a_change_the_plans_are_the_same_bytes) {
  auto const town = rolling_town{};
  ASSERT_EQ(share(town).code, 0);
  auto const changes = town.write("changes.json", R"({"format": "foothold-changes/1", "today": "2026-03-02"})");
  auto const out = (town.folder.path() / "new.json").string();
  auto const said = go_on(town, changes, out);
  ASSERT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, StartsWith("0 of 24 people"));
  auto const rows = [](std::string const& file) {
    auto const text = read_file(file).value();
    return text.substr(text.find("\"each\""));
  };
  EXPECT_EQ(rows(out), rows(town.run));
}

TEST(allocate_changes_command, what_is_needed_and_what_does_not_fit_is_said) {
  auto const town = rolling_town{};
  ASSERT_EQ(share(town).code, 0);
  auto const out = (town.folder.path() / "new.json").string();
  auto const changes = town.write("changes.json", kCancelled);
  EXPECT_EQ(run_program({"allocate", "--territory", town.pack, "--changes", changes, "--out", out}).code, 2);
  auto const unknown = go_on(
      town, town.write("x.json", R"({"format": "foothold-changes/1", "today": "2026-03-02", "places": {"z": 1}})"),
      out);
  EXPECT_EQ(unknown.code, 3);
  EXPECT_THAT(unknown.err, HasSubstr("$.places.z: the territory has no session of this id"));
  EXPECT_EQ(go_on(town, town.write("y.json", "{}"), out).code, 3);
  EXPECT_FALSE(std::filesystem::exists(out));
  ASSERT_EQ(go_on(town, changes, out).code, 0);
  auto const alone = run_program({"allocate", "verify", "--territory", town.pack, out});
  EXPECT_EQ(alone.code, 2);
  EXPECT_THAT(alone.err, HasSubstr("goes on from another run: give that run with --from"));
  auto const other = run_program({"allocate", "verify", "--territory", town.pack, "--from", town.run, "--changes",
                                  town.write("z.json", std::string{kCancelled} + " "), out});
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.out, HasSubstr("rule 9-rolled: the changes are not those that it was made from"));
  EXPECT_EQ(run_program({"allocate", "notices", town.run, "--out", out}).code, 3) << "nobody's plan has changed";
}

}  // namespace
}  // namespace foothold
