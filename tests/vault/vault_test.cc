#include "vault/vault.h"

#include <sys/stat.h>

#include <atomic>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store_support/memory_cipher.h"
#include "vault_support/disk_search.h"
#include "vault_support/vaults.h"

namespace foothold {
namespace {

using testing::HasSubstr;

constexpr auto kGone = "the keys of this subject were destroyed, or it never had any";

class vault_test : public with_vault {};

TEST_F(vault_test, what_was_sealed_opens_after_a_restart) {
  auto const sealed = write("p1");
  auto const of_nobody = write("");
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
  EXPECT_EQ(read("", of_nobody), "");
  EXPECT_EQ(read("p2", sealed), kGone);
  EXPECT_EQ(keys->subjects().value(), 2);
}

// Everything about a place matters, and to every cipher that the tests use.
TEST_F(vault_test, ciphertext_that_was_moved_does_not_open) {
  EXPECT_THAT(places_that_do_not_matter(*keys), testing::IsEmpty());
  auto in_memory = memory_cipher{};
  EXPECT_THAT(places_that_do_not_matter(in_memory), testing::IsEmpty());
}

TEST_F(vault_test, the_control_a_cipher_that_forgets_the_column_is_caught) {
  class forgetful final : public field_cipher {
  public:
    explicit forgetful(field_cipher& c) : cipher_{c} {}
    result<std::string> seal(field_place const& p, std::string_view const clear) override {
      return cipher_.seal(without(p), clear);
    }
    result<std::string> open(field_place const& p, std::string_view const sealed) override {
      return cipher_.open(without(p), sealed);
    }

  private:
    static field_place without(field_place p) {
      p.column = "";
      return p;
    }
    field_cipher& cipher_;
  };
  auto cipher = forgetful{*keys};
  EXPECT_THAT(places_that_do_not_matter(cipher), testing::ElementsAre("column"));
}

TEST_F(vault_test, special_categories_have_a_key_of_their_own) {
  auto place = a_place();
  place.sort = data_class::sensitive;
  auto const sealed = keys->seal(place, "x").value();
  EXPECT_EQ(keys->open(a_place(), sealed).error().code, errc::broken);
  EXPECT_EQ(keys->open(place, sealed).value(), "x");
}

// REQ H8
TEST_F(vault_test, who_is_erased_stays_erased) {
  auto const sealed = write("p1");
  auto const kept = write("p2");
  auto const receipt = keys->erase("p1");
  ASSERT_TRUE(receipt) << receipt.error().message;
  EXPECT_EQ(receipt->number, 1);
  EXPECT_EQ(receipt->at, std::chrono::sys_days{kDayOfKeys});
  for (auto again = 0; again != 2; ++again) {
    EXPECT_EQ(keys->open(a_place("p1"), sealed).error().code, errc::not_found);
    EXPECT_EQ(keys->seal(a_place("p1"), "x").error().code, errc::not_found) << "no new key for an old id";
    EXPECT_EQ(read("p2", kept), "");
    EXPECT_EQ(keys->erase("p1").value().head, receipt->head) << "the first receipt stands";
    unlock();
  }
}

TEST_F(vault_test, a_key_that_was_never_settled_can_be_erased_too) {
  auto const sealed = keys->seal(a_place("p1"), "Zahra").value();
  ASSERT_TRUE(keys->erase("p1"));
  ASSERT_TRUE(keys->settle());
  unlock();
  EXPECT_EQ(read("p1", sealed), kGone);
}

// The ledger has it and the key store has no room: nobody may use the key any more, and asking again ends it.
TEST_F(vault_test, an_erasure_that_found_no_room_is_ended_when_there_is_some) {
  auto full = false;
  options.at = [&](std::string_view const step) {
    if (full && step == "erase.destroying") {
      throw key_failure{errc::no_room, "the disk is full"};
    }
  };
  unlock();
  auto const sealed = write("p1");
  auto const kept = write("p2");
  full = true;
  EXPECT_EQ(keys->erase("p1").error().code, errc::no_room);
  EXPECT_EQ(read("p1", sealed), kGone);
  EXPECT_EQ(keys->seal(a_place("p1"), "x").error().code, errc::not_found);
  EXPECT_EQ(read("p2", kept), "") << "everybody else is read as before";
  EXPECT_EQ(write("p3").empty(), false);
  full = false;
  EXPECT_EQ(keys->erase("p1").value().number, 1);
  EXPECT_EQ(keys->subjects().value(), 2);
}

TEST_F(vault_test, after_a_disk_that_failed_everything_is_refused_until_the_next_start) {
  auto fails = false;
  options.at = [&](std::string_view const step) {
    if (fails && step == "settle.begin") {
      throw key_failure{errc::broken, "the disk could not confirm a write"};
    }
  };
  unlock();
  auto const sealed = write("p1");
  ASSERT_TRUE(keys->seal(a_place("p2"), "x"));
  fails = true;
  EXPECT_EQ(keys->settle().error().code, errc::broken);
  fails = false;
  EXPECT_EQ(keys->settle().error().code, errc::broken);
  EXPECT_EQ(read("p1", sealed), "the disk could not confirm a write");
  EXPECT_EQ(keys->erase("p1").error().code, errc::broken);
  EXPECT_EQ(keys->rotate(std::nullopt).error().code, errc::broken);
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(vault_test, a_key_store_is_made_with_the_master_key_that_is_there) {
  keys.reset();
  options.folder = folder.path() / "second";
  ASSERT_TRUE(make_key_store(options));
  unlock();
  // A kill while the first one was made leaves the master key and the beginning of a database.
  options.folder = folder.path() / "third";
  folder.put("third/keys.db.new", "half a database");
  ASSERT_TRUE(make_key_store(options));
  unlock();
}

TEST_F(vault_test, beside_the_ledger_of_a_lost_key_store_no_other_is_made) {
  keys.reset();
  std::filesystem::remove(key_database_file(options.folder));
  EXPECT_EQ(make_key_store(options).error().code, errc::conflict);
  EXPECT_THAT(make_key_store(options).error().message, HasSubstr("ledger of a key store that is lost"));
}

TEST_F(vault_test, nobody_is_erased_by_a_slip) {
  EXPECT_EQ(keys->erase("p1").error().code, errc::not_found);
  EXPECT_EQ(keys->erase("").error().code, errc::wrong_use) << "the key of the installation itself";
  EXPECT_EQ(keys->erase("p 1").error().code, errc::wrong_use);
  EXPECT_EQ(bytes_of(ledger_file(options.folder)).find("p1"), std::string::npos);
}

// Key stores that come back from any moment before: none brings the erased back.
TEST_F(vault_test, an_older_key_store_learns_of_erasures_before_it_opens) {
  auto const sealed = write("p1");
  auto const old = folder.path() / "old";
  keys.reset();
  std::filesystem::copy(options.folder, old);
  unlock();
  auto const of_later = write("p2");
  ASSERT_TRUE(keys->erase("p1"));
  ASSERT_TRUE(keys->erase("p2"));
  keys.reset();
  std::filesystem::copy(key_database_file(old), key_database_file(options.folder),
                        std::filesystem::copy_options::overwrite_existing);
  auto const wrapped = key_database::open(key_database_file(old)).find("p1")->wrapped;
  ASSERT_NE(bytes_of(key_database_file(options.folder)).find(wrapped), std::string::npos);
  unlock();
  EXPECT_EQ(read("p1", sealed), kGone);
  EXPECT_EQ(keys->seal(a_place("p2"), "x").error().code, errc::not_found) << "its key was younger than the copy";
  EXPECT_EQ(bytes_on_disk(options.folder).find(wrapped), std::string::npos);
}

TEST_F(vault_test, a_ledger_that_lacks_erasures_is_refused) {
  write("p1");
  write("p2");
  ASSERT_TRUE(keys->erase("p1"));
  auto const shorter = bytes_of(ledger_file(options.folder));
  ASSERT_TRUE(keys->erase("p2"));
  keys.reset();
  auto const whole = bytes_of(ledger_file(options.folder));
  folder.put("keys/erasures.log", shorter);
  EXPECT_EQ(refused().code, errc::bad_input);
  EXPECT_THAT(refused().message, HasSubstr("lacks erasures that the key store has carried out"));
  std::filesystem::remove(ledger_file(options.folder));
  EXPECT_EQ(refused().code, errc::bad_input);
  folder.put("keys/erasures.log", whole);
  unlock();
}

TEST_F(vault_test, another_master_key_is_refused_in_plain_words) {
  keys.reset();
  auto const right = options.master.file;
  options.master.file = folder.path() / "other.key";
  EXPECT_EQ(refused().code, errc::not_found);
  ASSERT_TRUE(write_master_key(options.master.file, secret::random(kKeyBytes)));
  EXPECT_EQ(refused().message, "this is not the master key of this key store");
  options.master.passphrase = "correct horse battery";
  EXPECT_THAT(refused().message, HasSubstr("opens with a master key file"));
  options.master = {.file = right};
  unlock();
}

TEST_F(vault_test, a_passphrase_opens_what_was_made_with_it) {
  options = {.folder = folder.path() / "more", .master = {.passphrase = "correct horse battery"}};
  ASSERT_TRUE(make_key_store(options));
  unlock();
  auto const sealed = write("p1");
  keys.reset();
  options.master.passphrase = "another horse battery";
  EXPECT_EQ(refused().message, "this is not the passphrase of this key store");
  options.master = {.file = folder.path() / "master.key"};
  EXPECT_EQ(refused().message, "this key store opens with a passphrase");
  options.master = {.passphrase = "correct horse battery"};
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(vault_test, one_process_has_the_keys) {
  EXPECT_EQ(refused().code, errc::conflict);
  keys.reset();
  EXPECT_EQ(make_key_store(options).error().code, errc::conflict) << "keys are never made twice";
  unlock();
}

TEST_F(vault_test, only_the_owner_may_look_into_the_folder) {
  struct stat about{};
  ASSERT_EQ(::stat(options.folder.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0700U);
  for (auto const& entry : std::filesystem::directory_iterator{options.folder}) {
    ASSERT_EQ(::stat(entry.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0077U, 0U) << entry.path();
  }
}

// A key that was made is on the disk only when it is settled; the store settles before each commit.
TEST_F(vault_test, the_control_without_settling_a_key_is_lost) {
  auto const sealed = keys->seal(a_place("p1"), "Zahra").value();
  EXPECT_EQ(read("p1", sealed), "");
  unlock();
  EXPECT_EQ(read("p1", sealed), kGone);
}

TEST_F(vault_test, more_subjects_than_are_kept_in_memory) {
  options.cached = 3U;
  unlock();
  auto sealed = std::vector<std::string>{};
  for (auto i = 0; i != 50; ++i) {
    sealed.push_back(keys->seal(a_place("p" + std::to_string(i)), "Zahra").value());
  }
  for (auto i = 0; i != 50; ++i) {
    EXPECT_EQ(read("p" + std::to_string(i), sealed[static_cast<std::size_t>(i)]), "");
  }
  ASSERT_TRUE(keys->settle());
  unlock();
  for (auto i = 49; i >= 0; --i) {
    EXPECT_EQ(read("p" + std::to_string(i), sealed[static_cast<std::size_t>(i)]), "");
  }
}

TEST_F(vault_test, other_keys_open_what_was_sealed_before) {
  auto const sealed = write("p1");
  auto const gone = write("p2");
  ASSERT_TRUE(keys->erase("p2"));
  auto const unsettled = keys->seal(a_place("p3"), "Zahra").value();
  auto const old_master = bytes_of(options.master.file);
  ASSERT_TRUE(keys->rotate(std::nullopt));
  EXPECT_EQ(bytes_of(options.master.file), old_master);
  EXPECT_EQ(read("p1", sealed), "");
  ASSERT_TRUE(keys->rotate(options.master));
  EXPECT_NE(bytes_of(options.master.file), old_master);
  for (auto again = 0; again != 2; ++again) {
    EXPECT_EQ(read("p1", sealed), "");
    EXPECT_EQ(read("p3", unsettled), "");
    EXPECT_EQ(read("p2", gone), kGone);
    unlock();
  }
  folder.put("old.key", old_master);
  ASSERT_EQ(::chmod((folder.path() / "old.key").c_str(), 0400), 0);
  keys.reset();
  options.master.file = folder.path() / "old.key";
  EXPECT_EQ(refused().message, "this is not the master key of this key store");
}

TEST_F(vault_test, a_rotation_leaves_no_key_under_the_old_one) {
  write("p1");
  keys.reset();
  auto const wrapped = [&] { return key_database::open(key_database_file(options.folder)).find("p1")->wrapped; };
  auto const head = key_database::open(key_database_file(options.folder)).head();
  auto const old = wrapped();
  unlock();
  ASSERT_TRUE(keys->rotate(std::nullopt));
  keys.reset();
  auto const disk = bytes_on_disk(options.folder);
  EXPECT_EQ(disk.find(old), std::string::npos);
  EXPECT_EQ(disk.find(head.wrapped), std::string::npos);
  EXPECT_NE(disk.find(wrapped()), std::string::npos);
  unlock();
}

TEST_F(vault_test, a_file_gives_way_to_a_passphrase_and_back) {
  auto const sealed = write("p1");
  auto const file = options.master;
  ASSERT_TRUE(keys->rotate(master_source{.passphrase = "correct horse battery"}));
  options.master = {.passphrase = "correct horse battery"};
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
  ASSERT_TRUE(keys->rotate(file));
  options.master = file;
  unlock();
  EXPECT_EQ(read("p1", sealed), "");
}

TEST_F(vault_test, a_key_that_was_moved_to_another_person_does_not_open) {
  write("p1");
  auto const of_other = write("p2");
  keys.reset();
  {
    auto db = key_database::open(key_database_file(options.folder));
    auto const stolen = db.find("p1")->wrapped;
    db.rewrap([&](subject_keys const& k) { return k.subject == "p2" ? stolen : k.wrapped; }, db.head());
  }
  unlock();
  EXPECT_EQ(read("p2", of_other), "the keys of a subject do not open: the key store was changed or damaged");
}

TEST_F(vault_test, many_threads_seal_open_erase_and_rotate) {
  options.cached = 8U;
  unlock();
  auto wrong = std::atomic<int>{0};
  auto erased = std::atomic<int>{0};
  {
    auto threads = std::vector<std::jthread>{};
    for (auto t = 0; t != 6; ++t) {
      threads.emplace_back([&, t] {
        for (auto i = 0; i != 60; ++i) {
          auto const who = "p" + std::to_string(t) + "-" + std::to_string(i);
          auto const sealed = keys->seal(a_place(who), "Zahra");
          wrong += sealed && keys->settle() && read(who, *sealed).empty() ? 0 : 1;
          if (i % 10 == 0) {
            wrong += keys->erase(who) && !read(who, *sealed).empty() ? 0 : 1;
            ++erased;
          }
          if (i == 30 && t == 0) {
            wrong += keys->rotate(std::nullopt) ? 0 : 1;
          }
        }
      });
    }
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(keys->subjects().value(), 6 * 60 - erased);
}

}  // namespace
}  // namespace foothold
