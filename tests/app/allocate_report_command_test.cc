#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "interop/folder.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto kPack = FOOTHOLD_SOURCE_DIR "/tests/data/brookland";

// A run of the small pack, made once by the program itself.
struct shared_run {
  temp_folder folder{};
  std::filesystem::path file{folder.path() / "RUN.json"};
  program_run made{run_program({"allocate", "--territory", kPack, "--work", "3", "--out", file.string()})};
};

shared_run const& run() {
  static auto const one = shared_run{};
  return one;
}

struct written {
  program_run said;
  std::string html;
};

written write_report(std::vector<std::string> const& more, std::filesystem::path const& from = run().file) {
  auto const folder = temp_folder{};
  auto const out = folder.path() / "report.html";
  auto arguments = std::vector<std::string>{"allocate", "report", from.string(), "--out", out.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  auto w = written{run_program(arguments), {}};
  if (auto html = read_file(out)) {
    w.html = std::move(*html);
  }
  return w;
}

TEST(allocate_report_command, writes_one_page_in_each_language) {
  ASSERT_EQ(run().made.code, 0) << run().made.err;
  for (auto const* const language : {"en", "de", "ar"}) {
    auto const w = write_report({"--language", language});
    EXPECT_EQ(w.said.code, 0) << w.said.err;
    EXPECT_THAT(w.said.out, HasSubstr("report.html: open it in a browser"));
    EXPECT_THAT(w.html, HasSubstr(std::string{"<html lang=\""} + language + "\""));
    EXPECT_THAT(w.html, HasSubstr("foothold allocate verify --territory " + std::string{kPack} + " RUN.json"));
  }
}

TEST(allocate_report_command, names_nobody_of_the_territory) {
  auto const load = load_territory(kPack);
  auto const html = write_report({}).html;
  ASSERT_NE(html, "");
  for (auto const& p : load.value().value.value().people) {
    EXPECT_THAT(html, Not(HasSubstr(p.id)));
    EXPECT_THAT(html, Not(HasSubstr(p.name)));
  }
}

TEST(allocate_report_command, the_page_of_a_person_is_in_their_language_or_the_one_asked_for) {
  auto const load = load_territory(kPack);
  auto const& who = load.value().value.value().people[person_idx{std::size_t{0U}}];
  auto const own = write_report({"--person", who.id});
  EXPECT_EQ(own.said.code, 0) << own.said.err;
  EXPECT_THAT(own.html, AllOf(HasSubstr(who.id), HasSubstr("<html lang=")));
  EXPECT_THAT(write_report({"--person", who.id, "--language", "ar"}).html, HasSubstr("dir=\"rtl\""));
}

TEST(allocate_report_command, a_territory_that_has_changed_is_refused) {
  auto const folder = temp_folder{};
  std::filesystem::copy(kPack, folder.path(), std::filesystem::copy_options::recursive);
  auto const file = folder.path() / "people.csv";
  auto text = *read_file(file);
  auto const at = text.find('\n');
  ASSERT_NE(at, std::string::npos);
  text.insert(at, "\r");
  ASSERT_TRUE(write_file(file, text));
  auto const w = write_report({"--territory", folder.path().string()});
  EXPECT_EQ(w.said.code, 3);
  EXPECT_THAT(w.said.err, HasSubstr("was made from another state of the territory"));
  EXPECT_EQ(w.html, "");
}

TEST(allocate_report_command, wrong_use_is_exit_2_and_what_cannot_be_read_exit_3) {
  EXPECT_EQ(run_program({"allocate", "report"}).code, 2);
  EXPECT_EQ(run_program({"allocate", "report", run().file.string()}).code, 2);
  auto const language = write_report({"--language", "xx"});
  EXPECT_EQ(language.said.code, 2);
  EXPECT_THAT(language.said.err, HasSubstr("--language xx: expected en, de or ar"));
  auto const person = write_report({"--person", "nobody-1"});
  EXPECT_EQ(person.said.code, 3);
  EXPECT_THAT(person.said.err, HasSubstr("--person \"nobody-1\": no person of the territory has this id"));
  EXPECT_EQ(write_report({}, "/nowhere/RUN.json").said.code, 3);
  EXPECT_EQ(write_report({"--territory", "/nowhere"}).said.code, 3);
}

TEST(allocate_report_command, who_did_not_take_part_and_too_few_people_are_told_so) {
  auto const load = load_territory(kPack);
  auto const& people = load.value().value.value().people;
  auto const folder = temp_folder{};
  auto const list = folder.path() / "ids";
  auto const file = folder.path() / "FEW.json";
  ASSERT_TRUE(write_file(list, people[person_idx{std::size_t{0U}}].id + "\n"));
  auto const made =
      run_program({"allocate", "--territory", kPack, "--people", list.string(), "--work", "1", "--out", file.string()});
  ASSERT_EQ(made.code, 0) << made.err;
  auto const few = write_report({}, file);
  EXPECT_EQ(few.said.code, 3);
  EXPECT_THAT(few.said.err, HasSubstr("only 1 people took part"));
  auto const other = write_report({"--person", people[person_idx{std::size_t{1U}}].id}, file);
  EXPECT_EQ(other.said.code, 3);
  EXPECT_THAT(other.said.err, HasSubstr("did not take part in the sharing of"));
  EXPECT_EQ(write_report({"--person", people[person_idx{std::size_t{0U}}].id}, file).said.code, 0);
}

}  // namespace
}  // namespace foothold
