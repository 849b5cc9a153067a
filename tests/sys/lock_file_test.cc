#include "sys/lock_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include <utility>

#include <gtest/gtest.h>

#include "temp_folder.h"

namespace foothold {
namespace {

TEST(lock_file, is_held_by_one_at_a_time) {
  auto const folder = temp_folder{};
  auto const path = folder.path() / "lock";
  {
    auto first = lock_file::take(path);
    ASSERT_TRUE(first);
    auto const kept = std::move(*first);
    auto const second = lock_file::take(path);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, errc::conflict);
    EXPECT_NE(second.error().message.find(path.string()), std::string::npos);
  }
  EXPECT_TRUE(lock_file::take(path));
}

TEST(lock_file, keeps_another_process_out_and_ends_with_its_own) {
  auto const folder = temp_folder{};
  auto const path = folder.path() / "lock";
  auto const tried_by_child = [&] {
    auto const child = ::fork();
    if (child == 0) {
      auto const taken = lock_file::take(path);
      ::_exit(taken ? 0 : 1);  // without letting go of it
    }
    auto status = 0;
    ::waitpid(child, &status, 0);
    return WEXITSTATUS(status) == 0;
  };
  {
    auto const mine = lock_file::take(path);
    ASSERT_TRUE(mine);
    EXPECT_FALSE(tried_by_child());
  }
  EXPECT_TRUE(tried_by_child());
  EXPECT_TRUE(lock_file::take(path)) << "the child ended without a word";
}

TEST(lock_file, a_folder_that_is_not_there_is_named) {
  auto const refused = lock_file::take("/nonexistent/lock");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::broken);
  EXPECT_NE(refused.error().message.find("/nonexistent/lock"), std::string::npos);
}

}  // namespace
}  // namespace foothold
