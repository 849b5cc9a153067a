#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "sys/file.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr auto kPack = FOOTHOLD_SOURCE_DIR "/tests/data/brookland";

// A scratch folder for one test.
class territory_command : public testing::Test {
protected:
  void SetUp() override {
    scratch_ = fs::temp_directory_path() /
               ("foothold_" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
    fs::remove_all(scratch_);
    fs::create_directories(scratch_);
  }
  void TearDown() override { fs::remove_all(scratch_); }

  [[nodiscard]] std::string in(std::string const& name) const { return (scratch_ / name).string(); }

  // A copy of the pack in which one file has other bytes.
  [[nodiscard]] std::string pack_with(std::string const& file, std::string_view const bytes) const {
    fs::copy(kPack, scratch_ / "pack", fs::copy_options::recursive);
    EXPECT_TRUE(write_file(scratch_ / "pack" / file, bytes));
    return in("pack");
  }

  fs::path scratch_;
};

TEST_F(territory_command, check_counts_rows) {
  auto const run = run_program({"territory", "check", kPack});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("91  offers.csv\n"));
  EXPECT_THAT(run.out, HasSubstr("valid\n"));
}

TEST_F(territory_command, check_prints_json_for_scripts) {
  auto const run = run_program({"territory", "check", kPack, "--format", "json"});
  EXPECT_EQ(run.code, 0);
  auto const json = nlohmann::json::parse(run.out);
  EXPECT_EQ(json["valid"], true);
  EXPECT_EQ(json["rows"]["people.csv"], 40);
  EXPECT_EQ(json["territory_hash"].get<std::string>().size(), 64U);
}

TEST_F(territory_command, every_fault_is_listed_with_its_place_and_nothing_is_written) {
  auto const pack = pack_with("shortages.csv", "isco,open_jobs\nabc,1\n2221,-4\n");
  auto const run = run_program({"territory", "import", pack, "--data", in("data")});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("shortages.csv:2: isco \"abc\""));
  EXPECT_THAT(run.err, HasSubstr("shortages.csv:3: open_jobs \"-4\""));
  EXPECT_FALSE(fs::exists(in("data")));
}

TEST_F(territory_command, a_check_that_finds_faults_is_exit_1_and_an_import_of_them_3) {
  auto const pack = pack_with("shortages.csv", "isco,open_jobs\n2221,-4\n");
  EXPECT_EQ(run_program({"territory", "check", pack}).code, 1);
  EXPECT_EQ(run_program({"territory", "check", pack, "--format", "json"}).code, 1);
  EXPECT_EQ(run_program({"territory", "import", pack, "--data", in("data")}).code, 3);
}

TEST_F(territory_command, a_file_that_is_no_text_is_named_with_its_line) {
  auto const run = run_program({"territory", "check", pack_with("offers.csv", "id,kind\nK\xC3\xA4se,x\n\xFF,y\n")});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("offers.csv:3: \"byte 0xFF\": expected text as UTF-8, UTF-16 or Windows-1252"));
  EXPECT_THAT(run.err, testing::Not(HasSubstr("sessions.csv")));  // they refer to what could not be read
}

TEST_F(territory_command, a_failed_import_keeps_the_last_one) {
  EXPECT_EQ(run_program({"territory", "import", kPack, "--data", in("data")}).code, 0);
  auto const before = read_file(scratch_ / "data" / "territory.image");
  ASSERT_TRUE(before);
  auto const pack = pack_with("offers.csv", "id\n");
  EXPECT_EQ(run_program({"territory", "import", pack, "--data", in("data")}).code, 3);
  EXPECT_EQ(*read_file(scratch_ / "data" / "territory.image"), *before);
}

TEST_F(territory_command, what_was_imported_can_be_exported_and_imported_again) {
  ASSERT_EQ(run_program({"territory", "import", kPack, "--data", in("a")}).code, 0);
  ASSERT_EQ(run_program({"territory", "export", in("out"), "--data", in("a")}).code, 0);
  ASSERT_EQ(run_program({"territory", "import", in("out"), "--data", in("b")}).code, 0);
  ASSERT_EQ(run_program({"territory", "export", in("again"), "--data", in("b")}).code, 0);
  for (auto const& entry : fs::recursive_directory_iterator{in("out")}) {
    if (entry.is_regular_file()) {
      auto const other = fs::path{in("again")} / fs::relative(entry.path(), in("out"));
      EXPECT_EQ(*read_file(entry.path()), *read_file(other)) << other;
    }
  }
  EXPECT_EQ(run_program({"territory", "export", in("out"), "--data", in("a")}).code, 2);  // never over old files
}

TEST_F(territory_command, a_damaged_image_is_refused) {
  ASSERT_EQ(run_program({"territory", "import", kPack, "--data", in("a")}).code, 0);
  auto bytes = *read_file(scratch_ / "a" / "territory.image");
  bytes[bytes.size() / 2U] = '#';
  ASSERT_TRUE(write_file(scratch_ / "a" / "territory.image", bytes));
  auto const run = run_program({"territory", "export", in("out"), "--data", in("a")});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("damaged"));
}

TEST_F(territory_command, what_is_not_there_is_said) {
  EXPECT_EQ(run_program({"territory", "check", in("nowhere")}).code, 3);
  EXPECT_EQ(run_program({"territory", "export", in("out"), "--data", in("nowhere")}).code, 3);
  EXPECT_EQ(run_program({"territory", "check"}).code, 2);
}

TEST_F(territory_command, generate_writes_a_valid_pack_and_the_same_one_again) {
  auto const run = [&](std::string const& out) {
    return run_program({"generate", "--from", kPack, "--people", "50", "--sessions", "200", "--places-per-session",
                        "5-9", "--seed", "3", "--out", in(out)});
  };
  auto const first = run("one");
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("50 people"));
  EXPECT_EQ(run_program({"territory", "check", in("one")}).code, 0);
  EXPECT_EQ(run("two").code, 0);
  EXPECT_EQ(*read_file(scratch_ / "one" / "people.csv"), *read_file(scratch_ / "two" / "people.csv"));
  EXPECT_EQ(run("two").code, 2);  // is there already
  EXPECT_EQ(
      run_program({"generate", "--people", "5", "--seed", "1", "--out", in("x"), "--places-per-session", "9-x"}).code,
      2);
}

}  // namespace
}  // namespace foothold
