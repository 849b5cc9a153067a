#include "vault/key_backup.h"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vault/key_recovery.h"
#include "vault_support/disk_search.h"
#include "vault_support/vaults.h"

namespace foothold {
namespace {

using testing::HasSubstr;

class key_backup_test : public with_vault {
protected:
  [[nodiscard]] std::filesystem::path back_up() const {
    auto const made = keys->back_up(folder.path() / "copies");
    EXPECT_TRUE(made) << made.error().message;
    return *made;
  }
  [[nodiscard]] result<recovery_done> recover(recovery_request request) {
    keys.reset();
    request.folder = options.folder;
    request.master = options.master;
    return recover_keys(request);
  }
  void lose_key_store() {
    keys.reset();
    std::filesystem::remove_all(options.folder);
  }
  void lose_master_key() {
    keys.reset();
    std::filesystem::remove(options.master.file);
  }
};

TEST_F(key_backup_test, a_lost_key_store_comes_back) {
  auto const sealed = write("p1");
  auto const copy = back_up();
  EXPECT_EQ(copy.filename(), "keys-20260304T000000Z.backup");
  struct stat about{};
  ASSERT_EQ(::stat(copy.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  lose_key_store();
  auto const done = recover({.backup = copy});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->copy_of, std::chrono::sys_days{kDayOfKeys});
  EXPECT_FALSE(done->ledger_kept);
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(key_backup_test, a_lost_master_key_comes_back_by_two_people) {
  auto const sealed = write("p1");
  lose_master_key();
  auto const one = recover({.shares = std::pair{shares.first, shares.first}});
  EXPECT_THAT(one.error().message, HasSubstr("the other person's is needed too"));
  EXPECT_FALSE(std::filesystem::exists(options.master.file));
  for (auto again = 0; again != 2; ++again) {
    auto const done = recover({.shares = shares});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(done->master_written);
  }
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(key_backup_test, both_lost_come_back_from_a_copy_and_two_shares) {
  auto const sealed = write("p1");
  auto const copy = back_up();
  lose_key_store();
  lose_master_key();
  ASSERT_TRUE(recover({.backup = copy, .shares = shares}));
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(key_backup_test, a_forgotten_passphrase_gives_way_to_a_file) {
  ASSERT_TRUE(keys->rotate(master_source{.passphrase = "correct horse battery"}));
  auto const sealed = write("p1");
  lose_master_key();
  ASSERT_TRUE(recover({.shares = shares}));
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(key_backup_test, another_key_in_the_file_is_not_replaced) {
  lose_master_key();
  ASSERT_TRUE(write_master_key(options.master.file, secret::random(kKeyBytes)));
  EXPECT_EQ(recover({.shares = shares}).error().code, errc::conflict);
}

// The oldest copy of the keys with the ledger of today.
// REQ H8
TEST_F(key_backup_test, an_old_copy_does_not_bring_the_erased_back) {
  auto const sealed = write("p1");
  auto const kept = write("p2");
  auto const copy = back_up();
  ASSERT_TRUE(keys->erase("p1"));
  auto const done = recover({.backup = copy});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_TRUE(done->ledger_kept);
  unlock();
  EXPECT_EQ(keys->open(a_place("p1"), sealed).error().code, errc::not_found);
  EXPECT_EQ(read("p2", kept), "");
}

TEST_F(key_backup_test, the_control_without_the_ledger_an_old_copy_would) {
  auto const sealed = write("p1");
  auto const copy = back_up();
  ASSERT_TRUE(keys->erase("p1"));
  lose_key_store();
  ASSERT_TRUE(recover({.backup = copy}));
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(key_backup_test, a_copy_knows_the_erasures_before_it) {
  auto const sealed = write("p1");
  ASSERT_TRUE(keys->erase("p1"));
  auto const copy = back_up();
  lose_key_store();
  ASSERT_TRUE(recover({.backup = copy}));
  unlock();
  EXPECT_EQ(keys->open(a_place("p1"), sealed).error().code, errc::not_found);
}

TEST_F(key_backup_test, a_ledger_of_another_history_is_refused) {
  write("p1");
  write("p2");
  auto const before = bytes_of(ledger_file(options.folder));
  ASSERT_TRUE(keys->erase("p1"));
  auto const copy = back_up();
  keys.reset();
  folder.put("keys/erasures.log", before);
  {
    auto ledger = erasure_ledger::open(ledger_file(options.folder), before.substr(20U, 32U));
    ASSERT_TRUE(ledger) << ledger.error().message;
    ASSERT_TRUE(ledger->append("p2", std::chrono::sys_days{kDayOfKeys}));
  }
  EXPECT_THAT(recover({.backup = copy}).error().message, HasSubstr("do not belong together"));
}

TEST_F(key_backup_test, nothing_of_a_copy_can_be_read_or_changed) {
  write("canary-subject");
  auto const copy = back_up();
  auto const whole = bytes_of(copy);
  EXPECT_EQ(whole.find("canary"), std::string::npos);
  EXPECT_NE(bytes_on_disk(options.folder).find("canary"), std::string::npos) << "the control";
  auto const master = read_master_key(options.master.file).value();
  auto const ignore = [](std::string_view) -> result<void> { return {}; };
  ASSERT_TRUE(open_key_backup(whole, master, {ignore, ignore}));
  for (auto i = std::size_t{0U}; i < whole.size(); i += i < 600U ? 1U : 97U) {
    auto changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    ASSERT_FALSE(open_key_backup(changed, master, {ignore, ignore})) << i;
  }
  for (auto n = std::size_t{0U}; n < whole.size(); n += n < 600U ? 1U : 97U) {
    ASSERT_FALSE(open_key_backup(std::string_view{whole}.substr(0U, n), master, {ignore, ignore})) << n;
  }
  EXPECT_EQ(open_key_backup(whole, secret::random(kKeyBytes), {ignore, ignore}).error().code, errc::bad_input);
  EXPECT_FALSE(open_key_backup(whole + "x", master, {ignore, ignore}));
}

TEST_F(key_backup_test, a_damaged_copy_leaves_what_is_there) {
  auto const sealed = write("p1");
  auto bytes = bytes_of(back_up());
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  EXPECT_FALSE(recover({.backup = folder.put("damaged.backup", bytes)}));
  EXPECT_EQ(recover({.backup = folder.put("no.backup", "text\n")}).error().code, errc::bad_input);
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
  EXPECT_FALSE(std::filesystem::exists(options.folder / "keys.db.restored"));
}

TEST_F(key_backup_test, many_keys_take_many_blocks) {
  auto sealed = std::vector<std::string>{};
  for (auto i = 0; i != 3000; ++i) {
    sealed.push_back(keys->seal(a_place("p" + std::to_string(i)), "Zahra").value());
  }
  auto const copy = back_up();
  EXPECT_GT(std::filesystem::file_size(copy), 5U * 65'536U);
  lose_key_store();
  ASSERT_TRUE(recover({.backup = copy}));
  unlock();
  EXPECT_EQ(read("p2999", sealed.back()), "");
  EXPECT_EQ(read("p0", sealed.front()), "");
}

TEST_F(key_backup_test, a_note_beside_the_keys_says_when_they_were_last_copied) {
  EXPECT_EQ(last_key_backup(options.folder, keys->installation()).error().code, errc::not_found);
  (void)back_up();
  clock.advance(std::chrono::hours{30});
  EXPECT_EQ(last_key_backup(options.folder, keys->installation()).value(), std::chrono::sys_days{kDayOfKeys});
  (void)back_up();
  EXPECT_EQ(last_key_backup(options.folder, keys->installation()).value(),
            std::chrono::sys_days{kDayOfKeys} + std::chrono::hours{30});
  EXPECT_EQ(last_key_backup(options.folder, std::string(32U, '0')).error().code, errc::not_found)
      << "the note of another key store is none";
  auto const note = bytes_of(options.folder / "copied");
  for (auto const& other : {note.substr(0U, note.size() - 1U), note + "1", "x" + note, std::string{}}) {
    folder.put("keys/copied", other);
    EXPECT_EQ(last_key_backup(options.folder, keys->installation()).error().code, errc::not_found) << other;
  }
}

TEST_F(key_backup_test, a_copy_that_was_not_made_is_not_noted) {
  folder.put("file", "no folder");
  EXPECT_FALSE(keys->back_up(folder.path() / "file" / "copies"));
  EXPECT_EQ(last_key_backup(options.folder, keys->installation()).error().code, errc::not_found);
}

}  // namespace
}  // namespace foothold
