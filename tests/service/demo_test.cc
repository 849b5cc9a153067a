#include "service/demo.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {
namespace {

class demo : public testing::Test {
protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_{std::filesystem::temp_directory_path() /
                                ("foothold-demo-test-" + std::to_string(::getpid()))};
};

TEST_F(demo, is_laid_out_once_and_keeps_changes_until_fresh) {
  auto const first = open_demo(folder_, false);
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_TRUE(first->value);
  EXPECT_GE(first->value->people.size(), 200U);

  auto const policy = folder_ / "policy.json";
  std::ofstream{policy, std::ios::app} << "\n";
  auto const changed = std::filesystem::file_size(policy);
  ASSERT_TRUE(open_demo(folder_, false));
  EXPECT_EQ(std::filesystem::file_size(policy), changed);
  ASSERT_TRUE(open_demo(folder_, true));
  EXPECT_EQ(std::filesystem::file_size(policy), changed - 1U);
}

TEST_F(demo, whose_bytes_do_not_match_its_origin_counts_as_changed_and_stays) {
  ASSERT_TRUE(open_demo(folder_, false));
  std::ofstream{folder_ / "policy.json", std::ios::app} << "\n";
  std::ofstream{folder_ / ".origin"} << "0";
  auto const kept = std::filesystem::file_size(folder_ / "policy.json");
  ASSERT_TRUE(open_demo(folder_, false));
  EXPECT_EQ(std::filesystem::file_size(folder_ / "policy.json"), kept);
}

TEST_F(demo, of_an_older_program_is_brought_up_to_date_where_nobody_changed_it) {
  ASSERT_TRUE(open_demo(folder_, false));
  auto const policy = folder_ / "policy.json";
  auto const now = std::filesystem::file_size(policy);
  std::ofstream{policy, std::ios::app} << "\n";
  // The origin that an older program, with these bytes inside, would have written.
  auto h = hasher{};
  for (auto const& file : embedded_demo()) {
    h.add_part(file.path);
    h.add_part(read_file(folder_ / file.path).value());
  }
  std::ofstream{folder_ / ".origin"} << std::move(h).hex();
  ASSERT_TRUE(open_demo(folder_, false));
  EXPECT_EQ(std::filesystem::file_size(policy), now);
}

TEST_F(demo, a_broken_change_is_told_with_its_place) {
  ASSERT_TRUE(open_demo(folder_, false));
  std::ofstream{folder_ / "children.csv", std::ios::app} << "x,nobody,2026-02-31,,\n";
  auto const load = open_demo(folder_, false);
  ASSERT_TRUE(load);
  EXPECT_FALSE(load->value);
  EXPECT_FALSE(load->found.empty());
}

}  // namespace
}  // namespace foothold
