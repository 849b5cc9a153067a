#include "interop/folder.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sys/file.h"
#include "world.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

// A fresh folder that goes away with the test.
class folder : public testing::Test {
protected:
  void SetUp() override {
    path_ = fs::temp_directory_path() /
            ("foothold_" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  void TearDown() override { fs::remove_all(path_); }

  void put(std::string const& name, std::string_view const bytes) const {
    fs::create_directories((path_ / name).parent_path());
    ASSERT_TRUE(write_file(path_ / name, bytes));
  }

  fs::path path_;
};

TEST_F(folder, a_pack_is_read_and_what_does_not_belong_to_it_is_told) {
  for (auto const& file : world_files("[people]\nid\np1\n[texts/facts]\nfact\nlanguage:\n")) {
    put(file.name, file.bytes);
  }
  put("guidebook/1-arrival.md", "# Arrival");
  put("vacancy.csv", "id\n");
  put(".hidden", "");
  auto const load = load_territory(path_);
  ASSERT_TRUE(load);
  ASSERT_TRUE(load->value) << listing(load->found);
  EXPECT_EQ(load->value->people.size(), 1U);
  EXPECT_EQ(load->value->fact_labels.size(), 1U);
  EXPECT_THAT(load->assumed, testing::ElementsAre("ignored: guidebook/"));
  EXPECT_EQ(listing(load->found), "warning: vacancy.csv: expected a file of a pack; did you mean \"vacancies.csv\"?\n");
}

TEST_F(folder, a_folder_that_is_not_there_is_named) {
  auto const load = load_territory(path_ / "nowhere");
  ASSERT_FALSE(load);
  EXPECT_EQ(load.error().code, errc::not_found);
  EXPECT_THAT(load.error().message, testing::HasSubstr("nowhere"));
}

TEST_F(folder, an_empty_folder_lists_every_file_that_is_missing) {
  auto const load = load_territory(path_);
  ASSERT_TRUE(load);
  EXPECT_FALSE(load->value);
  EXPECT_GE(load->found.size(), 8U);
  EXPECT_THAT(listing(load->found), testing::HasSubstr("offers.csv: expected this file, which every pack must have"));
}

}  // namespace
}  // namespace foothold
