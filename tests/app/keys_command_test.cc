#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "temp_folder.h"
#include "vault/vault.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::Not;

class keys_command : public testing::Test {
protected:
  [[nodiscard]] std::string at(std::string const& name) const { return (folder_.path() / name).string(); }
  // `foothold keys VERB --data ... MORE`
  [[nodiscard]] program_run keys(std::string const& verb, std::vector<std::string> const& more = {}) const {
    auto words = std::vector<std::string>{"keys", verb, "--data", at("data")};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  void init() {
    auto const made = keys("init");
    ASSERT_EQ(made.code, 0) << made.err;
    auto lines = std::istringstream{made.out};
    std::getline(lines, one_);
    std::getline(lines, two_);
    folder_.put("one.txt", one_ + "\n");
    folder_.put("two.txt", two_ + "\n");
  }
  [[nodiscard]] std::unique_ptr<vault> unlocked() const {
    auto made = vault::unlock({.folder = at("data/keys"), .master = {.file = at("data/keys/master.key")}}, clock_);
    EXPECT_TRUE(made) << made.error().message;
    return made ? std::move(*made) : nullptr;
  }
  // One person's field.
  [[nodiscard]] std::string sealed() const {
    auto const v = unlocked();
    auto text = v->seal(place_, "Zahra").value();
    EXPECT_TRUE(v->settle());
    return text;
  }

  temp_folder folder_;
  machine_clock clock_;
  field_place place_{.subject = "p1", .table = "t", .column = "c", .row = "r"};
  std::string one_, two_;
};

TEST_F(keys_command, init_makes_keys_once_and_prints_two_shares) {
  init();
  EXPECT_THAT(one_, testing::StartsWith("foothold-share-1 "));
  EXPECT_THAT(two_, testing::StartsWith("foothold-share-2 "));
  struct stat about{};
  ASSERT_EQ(::stat(at("data/keys/master.key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0400U);
  ASSERT_EQ(::stat(at("data/keys").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0700U);
  auto const again = keys("init");
  EXPECT_EQ(again.code, 3);
  EXPECT_EQ(again.out, "");
  EXPECT_THAT(again.err, HasSubstr("there is a key store already"));
}

TEST_F(keys_command, what_is_missing_is_said_in_a_sentence) {
  auto const none = keys("rotate");
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.err, HasSubstr("there is no key store; `foothold keys init` makes one"));
  init();
  std::filesystem::rename(at("data/keys/master.key"), at("elsewhere"));
  auto const lost = keys("rotate");
  EXPECT_EQ(lost.code, 3);
  EXPECT_THAT(lost.err, HasSubstr("the master key is not there"));
  ASSERT_EQ(::chmod(at("elsewhere").c_str(), 0644), 0);
  auto const open = keys("rotate", {"--master-key", at("elsewhere")});
  EXPECT_EQ(open.code, 3);
  EXPECT_THAT(open.err, HasSubstr("others may read the master key; give it mode 0400"));
}

TEST_F(keys_command, wrong_use_ends_with_two) {
  EXPECT_EQ(run_program({"keys"}).code, 2);
  EXPECT_EQ(keys("backup").code, 2) << "no folder";
  EXPECT_EQ(keys("init", {"--passphrase", "--master-key", at("k")}).code, 2);
  EXPECT_EQ(keys("rotate", {"--keep-master", "--new-passphrase"}).code, 2);
  EXPECT_EQ(keys("recover").code, 2);
  EXPECT_EQ(keys("recover", {"--share", at("one.txt")}).code, 2);
}

TEST_F(keys_command, a_running_installation_keeps_its_keys) {
  init();
  auto const running = unlocked();
  auto const refused = keys("rotate");
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr("another Foothold holds this folder"));
}

TEST_F(keys_command, rotation_keeps_what_was_sealed) {
  init();
  auto const text = sealed();
  auto const done = keys("rotate");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.out, "");
  EXPECT_EQ(keys("rotate", {"--keep-master"}).code, 0);
  EXPECT_EQ(unlocked()->open(place_, text).value(), "Zahra");
  EXPECT_EQ(keys("rotate", {"--new-master-key", at("other.key")}).code, 0);
  EXPECT_EQ(keys("rotate", {"--master-key", at("other.key")}).code, 0);
  EXPECT_THAT(keys("rotate").err, HasSubstr("this is not the master key of this key store"));
}

TEST_F(keys_command, a_copy_and_two_shares_bring_everything_back) {
  init();
  auto const text = sealed();
  auto const copy = keys("backup", {"--out", at("copies")});
  ASSERT_EQ(copy.code, 0) << copy.err;
  auto const file = copy.out.substr(0U, copy.out.find('\n'));
  ASSERT_TRUE(std::filesystem::exists(file)) << file;
  std::filesystem::remove_all(at("data"));
  auto const alone = keys("recover", {"--backup", file, "--share", at("one.txt"), "--share", at("one.txt")});
  EXPECT_EQ(alone.code, 3);
  EXPECT_THAT(alone.err, HasSubstr("the other person's is needed too"));
  EXPECT_THAT(alone.err, Not(HasSubstr(one_.substr(17U, 6U)))) << "no share in an error";
  auto const back = keys("recover", {"--backup", file, "--share", at("two.txt"), "--share", at("one.txt")});
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(back.out, "subjects\t1\n");
  EXPECT_THAT(back.err, HasSubstr("There was no ledger of erasures"));
  EXPECT_EQ(unlocked()->open(place_, text).value(), "Zahra");
}

TEST_F(keys_command, a_copy_alone_needs_the_master_key) {
  init();
  auto const text = sealed();
  auto const copy = keys("backup", {"--out", at("copies")});
  auto const file = copy.out.substr(0U, copy.out.find('\n'));
  ASSERT_TRUE(unlocked()->erase("p1"));
  auto const back = keys("recover", {"--backup", file});
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(back.out, "subjects\t0\n") << "the erasure came after the copy";
  EXPECT_THAT(keys("recover", {"--backup", at("one.txt")}).err, HasSubstr("this is not a copy of Foothold's keys"));
  EXPECT_EQ(keys("recover", {"--backup", at("nothing")}).code, 3);
}

TEST_F(keys_command, scripts_get_json) {
  auto const json = [&](std::string const& verb, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--format", "json"});
    auto const run = keys(verb, more);
    EXPECT_EQ(run.code, 0) << run.err;
    auto out = nlohmann::json::parse(run.out);
    EXPECT_EQ(out.at("format"), "foothold-keys/1");
    EXPECT_EQ(out.at("done"), verb);
    return out;
  };
  EXPECT_EQ(json("init").at("shares").size(), 2U);
  auto const file = json("backup", {"--out", at("copies")}).at("file").get<std::string>();
  EXPECT_EQ(json("rotate", {"--keep-master"}).size(), 2U);
  auto const back = json("recover", {"--backup", file});
  EXPECT_EQ(back.at("subjects"), 0);
  EXPECT_EQ(back.at("ledger_kept"), true);
  EXPECT_THAT(back.at("copy_of").get<std::string>(), testing::EndsWith("Z"));
}

TEST_F(keys_command, a_passphrase_comes_from_the_input) {
  auto const run = [&](std::string const& typed, std::string const& words) {
    auto const line = "printf '" + typed + "' | " FOOTHOLD_PROGRAM " keys " + words + " --passphrase --data " +
                      at("data") + " >" + at("out") + " 2>" + at("err");
    return WEXITSTATUS(std::system(line.c_str()));
  };
  auto const said = [&] {
    auto in = std::ifstream{at("err")};
    auto out = std::ostringstream{};
    out << in.rdbuf();
    return out.str();
  };
  EXPECT_EQ(run("", "init"), 3);
  EXPECT_THAT(said(), HasSubstr("there is none in the input"));
  EXPECT_EQ(run("short\\n", "init"), 3);
  EXPECT_THAT(said(), HasSubstr("a passphrase has at least 16 bytes"));
  ASSERT_EQ(run("correct horse battery\\n", "init"), 0) << said();
  EXPECT_EQ(run("another horse battery\\n", "backup --out " + at("copies")), 3);
  EXPECT_THAT(said(), HasSubstr("this is not the passphrase of this key store"));
  EXPECT_EQ(run("correct horse battery\\nanother horse battery\\n", "rotate"), 0) << said();
  EXPECT_EQ(run("another horse battery", "backup --out " + at("copies")), 0) << said();
  EXPECT_FALSE(std::filesystem::exists(at("data/keys/master.key")));
}

}  // namespace
}  // namespace foothold
