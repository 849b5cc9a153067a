#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "store_support/postgres_server.h"
#include "sys/lock_file.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// An installation with two members of staff, made by the verbs alone.
class copies_command : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_EQ(verb({"keys", "init"}).code, 0);
    auto const made =
        verb({"user", "add", "--organisation", "Office", "--role", "caseworker", "--name", "Canary Name"});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  [[nodiscard]] std::string at(std::string const& name) const { return (folder_.path() / name).string(); }
  [[nodiscard]] program_run verb(std::vector<std::string> words, std::string const& data = "data") const {
    words.insert(words.end(), {"--data", at(data)});
    return run_program(words);
  }
  // Of today.
  void copy_keys() { ASSERT_EQ(verb({"keys", "backup", "--out", at("key-copies")}).code, 0); }
  [[nodiscard]] std::string copied() {
    copy_keys();
    auto const made = verb({"backup", "--out", at("copies"), "--format", "json"});
    EXPECT_EQ(made.code, 0) << made.err;
    auto const told = json::parse(made.out);
    EXPECT_EQ(told["format"], "foothold-copy/1");
    EXPECT_EQ(told["done"], "backup");
    EXPECT_GT(told["tables"].size(), 40U);
    return told["file"].get<std::string>();
  }
  temp_folder folder_;
};

TEST_F(copies_command, without_a_copy_of_the_keys_there_is_no_copy_of_the_data) {
  auto const refused = verb({"backup", "--out", at("copies")});
  EXPECT_EQ(refused.code, 3);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err, HasSubstr("there is no copy of the keys, without which no copy of the data can be read; "
                                     "`foothold keys backup --out FOLDER` makes one"));
  copy_keys();
  auto const made = verb({"backup", "--out", at("copies")});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("/copies/data-2"));
  EXPECT_THAT(made.err, HasSubstr("were written, read back and compared"));
}

TEST_F(copies_command, a_drill_is_good_and_a_lost_folder_comes_back) {
  auto const file = copied();
  auto const drill = verb({"restore", "--drill", file});
  EXPECT_EQ(drill.code, 0) << drill.err;
  EXPECT_THAT(drill.out, HasSubstr("verdict\tgood\n"));
  EXPECT_TRUE(std::filesystem::exists(at("data/last-drill")));
  auto const before = verb({"user", "list"}).out;
  auto const refused = verb({"restore", file});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr("holds data already"));
  for (auto const* const name : {"foothold.db", "foothold.db-wal", "audit.key"}) {
    std::filesystem::remove(at("data/") + name);
  }
  auto const back = verb({"restore", file, "--format", "json"});
  EXPECT_EQ(back.code, 0) << back.err;
  auto const told = json::parse(back.out);
  EXPECT_EQ(told["done"], "restore");
  EXPECT_EQ(told["fault"], "");
  EXPECT_EQ(told["audit"]["whole"], true);
  EXPECT_EQ(verb({"user", "list"}).out, before);
  EXPECT_EQ(verb({"audit", "verify"}).code, 0);
}

TEST_F(copies_command, a_damaged_copy_ends_with_a_sentence) {
  auto const file = copied();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 100U);
  auto const drill = verb({"restore", "--drill", file});
  EXPECT_NE(drill.code, 0);
  EXPECT_THAT(drill.err, HasSubstr(file + ": it"));
  EXPECT_FALSE(std::filesystem::exists(at("data/last-drill")));
  EXPECT_FALSE(std::filesystem::exists(at("data/drill")));
  EXPECT_EQ(verb({"restore"}).code, 2);
  EXPECT_EQ(verb({"backup"}).code, 2);
  EXPECT_EQ(verb({"migrate"}).code, 2);
  EXPECT_EQ(verb({"restore", "--drill", at("no-such-file")}).code, 3);
}

TEST_F(copies_command, an_installation_moves_to_postgresql) {
  auto const server = postgres_server::start();
  if (!server) {
    GTEST_SKIP() << "PostgreSQL is not installed";
  }
  auto const where = server->new_database();
  auto const before = verb({"user", "list"}).out;
  {
    auto const held = lock_file::take(at("data/foothold.lock"));
    auto const refused = verb({"migrate", "--to", where});
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, HasSubstr("another Foothold holds this folder"));
  }
  auto const moved = verb({"migrate", "--to", where});
  EXPECT_EQ(moved.code, 0) << moved.err;
  EXPECT_THAT(moved.out, HasSubstr("config.json\t\"postgresql\": \""));
  EXPECT_EQ(verb({"user", "list"}).out, before) << "the old one stays";
  EXPECT_EQ(verb({"migrate", "--to", where}).code, 3) << "it holds data now";
  folder_.put("data/config.json", json{{"format", "foothold-config/1"}, {"postgresql", where}}.dump());
  EXPECT_EQ(verb({"user", "list"}).out, before);
  auto const again = verb({"migrate", "--to", where});
  EXPECT_THAT(again.err, HasSubstr("is on PostgreSQL already"));
}

}  // namespace
}  // namespace foothold
