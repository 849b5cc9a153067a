#include "vault/key_database.h"

#include <sqlite3.h>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "random_source.h"
#include "temp_folder.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

key_store_head a_head() {
  return {.installation = "i",
          .version = 1,
          .wrapped = "w",
          .salt = {},
          .recovery_key = std::string("r\0r", 3U),
          .recovery_sealed = "s",
          .erased_head = {}};
}

// SQLite's free lists write over the first bytes of what was deleted.
std::string_view part_of(subject_keys const& k) {
  return std::string_view{k.wrapped}.substr(40U, 16U);
}

class key_database_test : public testing::Test {
protected:
  [[nodiscard]] static subject_keys random_keys(random_source& random) {
    auto keys = subject_keys{{}, std::string(104U, '\0')};
    for (auto i = 0; i != 32; ++i) {
      keys.subject += "0123456789abcdef"[random.below(16U)];
    }
    for (auto& c : keys.wrapped) {
      c = static_cast<char>(random.below(256U));
    }
    return keys;
  }
  [[nodiscard]] key_database opened() const {
    if (!std::filesystem::exists(file)) {
      key_database::create(file, a_head());
    }
    return key_database::open(file);
  }

  temp_folder folder;
  std::filesystem::path file{folder.path() / "keys.db"};
};

TEST_F(key_database_test, what_was_added_is_there_when_it_is_opened_again) {
  auto random = random_source{1U};
  auto const keys = std::vector{random_keys(random), random_keys(random)};
  {
    auto db = opened();
    EXPECT_EQ(db.head(), a_head());
    db.add(keys);
  }
  auto db = opened();
  EXPECT_EQ(db.find(keys[1].subject)->wrapped, keys[1].wrapped);
  EXPECT_FALSE(db.find("nobody"));
  EXPECT_EQ(db.count(), 2);
  EXPECT_EQ(db.examine(), "");
  EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(key_database_test, keys_are_added_together_or_not_at_all) {
  auto random = random_source{2U};
  auto db = opened();
  auto const first = std::vector{random_keys(random)};
  db.add(first);
  auto const again = std::vector{random_keys(random), first.front()};
  EXPECT_THROW(db.add(again), key_failure);
  EXPECT_FALSE(db.find(again.front().subject));
}

// Thousands of keys come and go in any order; of what was destroyed no byte stays in any file.
// REQ H8
TEST_F(key_database_test, what_is_destroyed_is_nowhere_on_the_disk) {
  auto random = random_source{3U};
  auto db = opened();
  auto living = std::vector<subject_keys>{};
  auto gone = std::vector<subject_keys>{};
  for (auto round = 0; round != 60; ++round) {
    auto batch = std::vector<subject_keys>{};
    for (auto n = random.below(80U); n != 0U; --n) {
      batch.push_back(random_keys(random));
    }
    db.add(batch);
    living.insert(living.end(), batch.begin(), batch.end());
    auto subjects = std::vector<std::string>{};
    for (auto n = random.below(40U); n != 0U && !living.empty(); --n) {
      auto const at = living.begin() + static_cast<std::ptrdiff_t>(random.below(living.size()));
      subjects.push_back(at->subject);
      gone.push_back(*at);
      living.erase(at);
    }
    db.destroy(subjects, a_head());
  }
  ASSERT_GT(gone.size(), 500U);
  db.empty_log();
  auto const disk = bytes_on_disk(folder.path());
  auto const found = [&](subject_keys const& k) { return disk.find(part_of(k)) != std::string::npos; };
  EXPECT_EQ(std::count_if(gone.begin(), gone.end(), found), 0);
  EXPECT_EQ(std::count_if(living.begin(), living.end(), found), static_cast<std::ptrdiff_t>(living.size()))
      << "the search itself misses keys";
  for (auto const& k : gone) {
    ASSERT_TRUE(db.find(k.subject)->wrapped.empty());
  }
  for (auto const& k : living) {
    ASSERT_EQ(db.find(k.subject)->wrapped, k.wrapped);
  }
}

TEST_F(key_database_test, the_control_a_log_that_is_not_emptied_still_has_the_key) {
  auto random = random_source{4U};
  auto db = opened();
  auto const keys = std::vector{random_keys(random)};
  db.add(keys);
  db.destroy(std::vector{keys.front().subject}, a_head());
  EXPECT_NE(bytes_on_disk(folder.path()).find(part_of(keys.front())), std::string::npos);
  db.empty_log();
  EXPECT_EQ(bytes_on_disk(folder.path()).find(part_of(keys.front())), std::string::npos);
}

// What SQLite does by itself when a row is deleted.
TEST_F(key_database_test, the_control_deleting_without_overwriting_leaves_the_key) {
  auto random = random_source{5U};
  auto const keys = std::vector{random_keys(random)};
  {
    auto db = opened();
    db.add(keys);
  }
  auto* plain = static_cast<sqlite3*>(nullptr);
  ASSERT_EQ(::sqlite3_open(file.c_str(), &plain), SQLITE_OK);
  ASSERT_EQ(::sqlite3_exec(plain, "PRAGMA secure_delete=OFF; DELETE FROM subjects;", nullptr, nullptr, nullptr),
            SQLITE_OK);
  ::sqlite3_close(plain);
  EXPECT_NE(bytes_on_disk(folder.path()).find(part_of(keys.front())), std::string::npos);
}

}  // namespace
}  // namespace foothold
