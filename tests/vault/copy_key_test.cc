#include "vault/copy_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vault/key_recovery.h"
#include "vault/recovery.h"
#include "vault_support/vaults.h"

namespace foothold {
namespace {

class copy_key_test : public with_vault {
protected:
  static std::chrono::sys_seconds day(int const month, int const d) {
    return std::chrono::sys_days{std::chrono::year{2026} / month / d};
  }
  static std::vector<unsigned char> bytes(secret const& s) { return {s.bytes().begin(), s.bytes().end()}; }
};

TEST_F(copy_key_test, the_month_and_the_two_shares_open_it) {
  auto const made = make_copy_key(*keys, day(3, 4));
  ASSERT_TRUE(made) << made.error().message;
  unlock();
  EXPECT_EQ(bytes(open_copy_key(*keys, day(3, 4), made->by_month).value()), bytes(made->key));
  EXPECT_EQ(bytes(open_copy_key(*keys, shares, made->for_recovery).value()), bytes(made->key));
  EXPECT_NE(bytes(make_copy_key(*keys, day(3, 4))->key), bytes(made->key)) << "each copy has its own";
  // Neither opens at another moment, or with one share.
  EXPECT_EQ(open_copy_key(*keys, day(3, 5), made->by_month).error().code, errc::broken);
  EXPECT_EQ(open_copy_key(*keys, {shares.first, shares.first}, made->for_recovery).error().code, errc::bad_input);
  auto changed = made->for_recovery;
  changed[3] = static_cast<char>(changed[3] ^ 1);
  EXPECT_EQ(open_copy_key(*keys, shares, changed).error().code, errc::broken);
}

TEST_F(copy_key_test, after_three_months_only_the_shares_do) {
  auto const made = make_copy_key(*keys, day(3, 4));
  ASSERT_TRUE(forget_old_months(*keys, day(5, 31)));
  EXPECT_TRUE(open_copy_key(*keys, day(3, 4), made->by_month));
  ASSERT_TRUE(forget_old_months(*keys, day(6, 1)));
  EXPECT_EQ(open_copy_key(*keys, day(3, 4), made->by_month).error().code, errc::not_found);
  EXPECT_TRUE(open_copy_key(*keys, shares, made->for_recovery));
  ASSERT_TRUE(forget_old_months(*keys, day(6, 1))) << "again";
  unlock();
  EXPECT_EQ(open_copy_key(*keys, day(3, 4), made->by_month).error().code, errc::not_found);
  EXPECT_TRUE(make_copy_key(*keys, day(6, 1)));
}

// An older copy of the keys, with the ledger of today.
TEST_F(copy_key_test, an_older_key_store_does_not_bring_a_month_back) {
  auto const made = make_copy_key(*keys, day(3, 4));
  auto const copy = keys->back_up(folder.path() / "copies");
  ASSERT_TRUE(copy);
  ASSERT_TRUE(forget_old_months(*keys, day(6, 1)));
  keys.reset();
  ASSERT_TRUE(recover_keys({.folder = options.folder, .backup = *copy, .master = options.master}));
  unlock();
  EXPECT_EQ(open_copy_key(*keys, day(3, 4), made->by_month).error().code, errc::not_found);
}

TEST_F(copy_key_test, the_next_months_key_is_made_ahead) {
  ASSERT_TRUE(make_copy_key(*keys, day(3, 4)));
  EXPECT_EQ(keys->subjects().value(), 2);
  ASSERT_TRUE(make_copy_key(*keys, day(3, 31)));
  EXPECT_EQ(keys->subjects().value(), 2);
  ASSERT_TRUE(make_copy_key(*keys, day(4, 1)));
  EXPECT_EQ(keys->subjects().value(), 3);
}

}  // namespace
}  // namespace foothold
