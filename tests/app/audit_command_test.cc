#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "store/audit_chain.h"
#include "store/engine.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::HasSubstr;

class audit_command : public testing::Test {
protected:
  [[nodiscard]] std::string data() const { return (files_.path() / "data").string(); }

  // An installation whose audit has this many entries more.
  void write_entries(int const n) {
    auto const clock = manual_clock{date{std::chrono::year{2026} / 3 / 4}};
    auto const opened = open_sqlite({.folder = data()}, clock);
    ASSERT_TRUE(opened) << opened.error().message;
    for (auto i = 0; i != n; ++i) {
      ASSERT_TRUE((*opened)->write([&](connection& c) -> result<void> {
        auto e = audit_entry{.at = i, .actor = "staff", .name = "person.read", .subject = "person"};
        append_entry(c, e);
        return {};
      }));
    }
  }
  void tamper(std::string const& sql) {
    auto c = connection::sqlite(data() + "/foothold.db", "");
    c.command("drop trigger if exists audit_is_not_changed");
    c.command("drop trigger if exists audit_is_not_deleted");
    c.command(sql);
  }
  [[nodiscard]] program_run verify(std::vector<std::string> const& more = {}) const {
    auto arguments = std::vector<std::string>{"audit", "verify", "--data", data()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }

  temp_folder files_;
};

TEST_F(audit_command, a_whole_log_is_said_to_be_whole) {
  write_entries(4);
  auto const run = verify();
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("the audit is whole: 4 entries, 0 signed heads, 0 waiting for a link\nlast link "));
  auto const json = nlohmann::json::parse(verify({"--format", "json"}).out);
  EXPECT_EQ(json["format"], "foothold-audit-check/1");
  EXPECT_EQ(json["whole"], true);
  EXPECT_EQ(json["entries"], 4);
  EXPECT_TRUE(json["first_bad"].is_null());
}

TEST_F(audit_command, the_first_bad_entry_is_named) {
  write_entries(4);
  tamper("update audit set subject = 'somebody else' where number = 3");
  auto const run = verify();
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out,
            "the audit is not whole: entry 3: its hash does not fit: the entry, its place or its link was changed\n");
  EXPECT_EQ(nlohmann::json::parse(verify({"--format", "json"}).out)["first_bad"]["entry"], 3);
}

TEST_F(audit_command, a_head_that_was_kept_tells_that_the_end_is_gone) {
  write_entries(4);
  auto const head = run_program({"audit", "head", "--data", data()});
  ASSERT_EQ(head.code, 0) << head.err;
  EXPECT_THAT(head.out, HasSubstr("foothold-audit-head/1 4 "));
  ASSERT_TRUE(write_file(files_.path() / "head.txt", head.out));
  auto const file = (files_.path() / "head.txt").string();
  write_entries(2);
  EXPECT_EQ(verify({"--against", file}).code, 0);
  EXPECT_EQ(verify({"--against", head.out.substr(0U, head.out.size() - 1U)}).code, 0);

  auto c = connection::sqlite(data() + "/foothold.db", "");
  for (auto const* const table : {"audit_chain", "audit_heads"}) {
    c.command(std::string{"drop trigger "} + table +
              (std::string_view{table} == "audit_chain" ? "_is_not_deleted" : "_are_not_deleted"));
  }
  tamper("delete from audit where number > 3");
  tamper("delete from audit_chain where position > 3");
  tamper("delete from audit_heads");
  EXPECT_EQ(verify().code, 0) << "the control: what is left fits together";
  auto const run = verify({"--against", file});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("entry 4: the audit ends before it, but 4 entries were signed"));
}

TEST_F(audit_command, what_is_no_head_or_no_installation_is_bad_input) {
  EXPECT_EQ(verify().code, 3);
  EXPECT_THAT(verify().err, HasSubstr("there is no database of Foothold"));
  EXPECT_EQ(run_program({"audit", "head", "--data", data()}).code, 3);
  write_entries(1);
  EXPECT_EQ(verify({"--against", "nowhere.txt"}).code, 3);
  EXPECT_EQ(verify({"--against", "foothold-audit-head/1 1 x"}).code, 3);
  EXPECT_EQ(run_program({"audit"}).code, 2);
}

TEST_F(audit_command, while_a_program_has_the_folder_it_refuses) {
  write_entries(1);
  auto const clock = manual_clock{date{std::chrono::year{2026} / 3 / 4}};
  auto const opened = open_sqlite({.folder = data()}, clock);
  ASSERT_TRUE(opened);
  for (auto const* const verb : {"verify", "head"}) {
    auto const run = run_program({"audit", verb, "--data", data()});
    EXPECT_NE(run.code, 0);
    EXPECT_THAT(run.err, HasSubstr("another Foothold holds this folder"));
  }
}

}  // namespace
}  // namespace foothold
