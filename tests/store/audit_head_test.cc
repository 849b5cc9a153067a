#include "store/audit_head.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

audit_head a_head(signing_key const& key) {
  return sign_head(
      key, 12, std::string(64U, 'a'),
      instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4}} + std::chrono::milliseconds{36'061'700});
}

TEST(audit_head, is_one_printable_line_that_comes_back) {
  auto const key = signing_key::make();
  auto const head = a_head(key);
  auto const text = format_head(head);
  EXPECT_EQ(text.substr(0U, 110U), "foothold-audit-head/1 12 " + std::string(64U, 'a') + " 2026-03-04T10:01:01Z");
  EXPECT_EQ(text.size(), 110U + 1U + kPublicKeyDigits + 1U + kSignatureDigits);
  EXPECT_EQ(parse_head(text).value(), head);
  EXPECT_EQ(parse_head(text + "\n").value(), head);
}

TEST(audit_head, any_other_sign_makes_it_none) {
  auto const text = format_head(a_head(signing_key::make()));
  for (auto i = std::size_t{0U}; i != text.size(); ++i) {
    for (auto const flip : {1, 2, 0x20}) {
      auto other = text;
      other[i] = static_cast<char>(other[i] ^ flip);
      EXPECT_FALSE(parse_head(other)) << other;
    }
    EXPECT_FALSE(parse_head(text.substr(0U, i)));
    EXPECT_FALSE(parse_head(text.substr(0U, i) + " " + text.substr(i)));
  }
  EXPECT_FALSE(parse_head(text + "\n\n"));
  EXPECT_FALSE(parse_head(" " + text));
}

// Signed by somebody, but not by the key that it names.
TEST(audit_head, a_key_that_did_not_sign_is_refused) {
  auto head = a_head(signing_key::make());
  head.key = signing_key::make().public_hex();
  auto const refused = parse_head(format_head(head));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the head of the audit is not signed by the key that it names");
}

}  // namespace
}  // namespace foothold
