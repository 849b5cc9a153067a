#include "service/typed_secret.h"

#include <set>

#include <gtest/gtest.h>

namespace foothold {
namespace {

TEST(typed_secret, is_read_however_it_was_grouped_and_in_whichever_digits) {
  auto const secret = new_secret_digits(kCardDigits);
  ASSERT_EQ(secret.size(), kCardDigits);
  EXPECT_EQ(typed_secret(secret, kCardDigits), secret);
  EXPECT_EQ(typed_secret(in_groups(secret), kCardDigits), secret);
  EXPECT_EQ(typed_secret("  " + in_groups(secret) + "\r\n", kCardDigits), secret);
  EXPECT_EQ(typed_digits("١٢٣-٤٥٦ ۷۸۹۰"), "1234567890");
  EXPECT_EQ(typed_digits("12a"), std::nullopt);
  EXPECT_EQ(typed_digits("１２"), std::nullopt);
}

TEST(typed_secret, one_slip_is_seen) {
  auto const secret = new_secret_digits(kCardDigits);
  for (auto i = std::size_t{0U}; i != secret.size(); ++i) {
    auto other = secret;
    other[i] = other[i] == '9' ? '0' : static_cast<char>(other[i] + 1);
    EXPECT_EQ(typed_secret(other, kCardDigits), std::nullopt) << i;
  }
  EXPECT_EQ(typed_secret(secret.substr(1U), kCardDigits), std::nullopt);
  EXPECT_EQ(typed_secret("", kCardDigits), std::nullopt);
}

TEST(typed_secret, no_two_are_alike) {
  auto seen = std::set<std::string>{};
  for (auto i = 0; i != 1000; ++i) {
    EXPECT_TRUE(seen.insert(new_secret_digits(kRecoveryDigits)).second);
  }
}

}  // namespace
}  // namespace foothold
