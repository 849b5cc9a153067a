#include "vault/recovery.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace foothold {
namespace {

using testing::HasSubstr;

class recovery_test : public testing::Test {
protected:
  recovery_test() { start_sodium(); }
  recovery_key key{make_recovery_key()};
  std::pair<std::string, std::string> shares{split_in_two(key)};

  [[nodiscard]] result<recovery_key> join(std::string_view const a, std::string_view const b) const {
    return join_shares(a, b, key.open_half);
  }
};

TEST_F(recovery_test, two_shares_bring_the_master_key_back) {
  auto const master = secret::random(kKeyBytes);
  auto const sealed = seal_for_recovery(key.open_half, master);
  auto const joined = join(shares.second, shares.first);
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_TRUE(std::ranges::equal(open_by_recovery(*joined, sealed).value().bytes(), master.bytes()));
  EXPECT_THAT(shares.first, testing::MatchesRegex("foothold-share-1( [0-9a-f]{6}){12}"));
}

TEST_F(recovery_test, blanks_and_lines_do_not_matter) {
  auto spread = shares.first;
  std::replace(spread.begin(), spread.end(), ' ', '\n');
  EXPECT_TRUE(join("  " + spread + "\r\n", shares.second));
}

TEST_F(recovery_test, one_share_is_not_enough) {
  EXPECT_THAT(join(shares.first, shares.first).error().message, HasSubstr("the other person's is needed too"));
  // Another first share fits every second one in form, and gives another key.
  auto const other = split_in_two(key);
  EXPECT_THAT(join(other.first, shares.second).error().message, HasSubstr("do not belong"));
}

TEST_F(recovery_test, a_slip_of_the_pen_is_told_and_the_share_is_not_quoted) {
  for (auto i = std::string_view{"foothold-share-1 "}.size(); i != shares.first.size(); ++i) {
    if (shares.first[i] == ' ') {
      continue;
    }
    auto slip = shares.first;
    slip[i] = slip[i] == '0' ? '1' : '0';
    if (slip != shares.first) {
      EXPECT_EQ(join(slip, shares.second).error().message,
                "share 1 has a wrong digit somewhere: its checksum does not fit");
    }
  }
  for (auto const* const text : {"", "share", "foothold-share-", "foothold-share-3 00", "foothold-share-1 zz"}) {
    EXPECT_EQ(join(text, shares.second).error().code, errc::bad_input);
  }
  EXPECT_FALSE(join(shares.first + " 00", shares.second));
}

TEST_F(recovery_test, shares_of_another_key_open_nothing) {
  auto const sealed = seal_for_recovery(key.open_half, secret::random(kKeyBytes));
  EXPECT_EQ(open_by_recovery(make_recovery_key(), sealed).error().code, errc::broken);
  auto changed = sealed;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  EXPECT_EQ(open_by_recovery(key, changed).error().code, errc::broken);
  EXPECT_EQ(open_by_recovery(key, "").error().code, errc::broken);
}

}  // namespace
}  // namespace foothold
