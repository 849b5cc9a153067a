#include "vault/master_key.h"

#include <sys/stat.h>

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temp_folder.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

using testing::HasSubstr;

bool same(secret const& a, secret const& b) {
  return std::ranges::equal(a.bytes(), b.bytes());
}

TEST(master_key, a_file_gives_back_what_was_written_and_only_its_owner_may_read_it) {
  auto const folder = temp_folder{};
  auto const file = folder.path() / "master.key";
  auto const key = secret::random(kKeyBytes);
  ASSERT_TRUE(write_master_key(file, key));
  struct stat about{};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0400U);
  EXPECT_TRUE(same(read_master_key(file).value(), key));

  auto const again = write_master_key(file, secret::random(kKeyBytes));
  EXPECT_EQ(again.error().code, errc::conflict);
  EXPECT_TRUE(same(read_master_key(file).value(), key));
}

TEST(master_key, a_file_that_others_may_read_is_refused_in_plain_words) {
  auto const folder = temp_folder{};
  auto const file = folder.path() / "master.key";
  ASSERT_TRUE(write_master_key(file, secret::random(kKeyBytes)));
  for (auto const mode : {0440U, 0404U, 0420U, 0600U | 0010U, 0644U}) {
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    auto const refused = read_master_key(file);
    ASSERT_FALSE(refused) << mode;
    EXPECT_EQ(refused.error().code, errc::bad_input);
    EXPECT_THAT(refused.error().message, HasSubstr("others may read the master key; give it mode 0400"));
  }
  for (auto const mode : {0400U, 0600U}) {
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    EXPECT_TRUE(read_master_key(file)) << mode;
  }
}

TEST(master_key, what_is_no_key_is_refused_and_never_quoted) {
  auto const folder = temp_folder{};
  auto const digits = std::string(62U, '7');
  for (auto const& text : {std::string{}, std::string{"secret words"}, digits, digits + "7g", digits + "777",
                           digits + "77\n\n", digits + "77 ", "\n" + digits + "77", std::string(5000U, 'a')}) {
    auto const file = folder.put("master.key", text);
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    auto const refused = read_master_key(file);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, errc::bad_input);
    EXPECT_EQ(refused.error().message, file.string() + ": a master key is one line of 64 hex digits");
    std::filesystem::remove(file);
  }
  EXPECT_EQ(read_master_key(folder.path() / "nothing").error().code, errc::not_found);
  EXPECT_EQ(read_master_key(folder.path()).error().code, errc::bad_input);
}

TEST(master_key, a_passphrase_gives_the_same_key_with_the_same_salt_only) {
  auto const salt = std::string(kSaltBytes, 's');
  auto const key = master_key_of("correct horse battery", salt);
  ASSERT_TRUE(key);
  EXPECT_TRUE(same(*key, master_key_of("correct horse battery", salt).value()));
  EXPECT_FALSE(same(*key, master_key_of("correct horse battery", std::string(kSaltBytes, 't')).value()));
  EXPECT_FALSE(same(*key, master_key_of("correct horse batterx", salt).value()));
  EXPECT_EQ(master_key_of("too short", salt).error().code, errc::bad_input);
}

}  // namespace
}  // namespace foothold
