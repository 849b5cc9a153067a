#include "base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace foothold;

namespace {

std::string encoded(char32_t const c) {
  auto const tail = [&](int const shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80U) {
    return {static_cast<char>(c)};
  }
  if (c < 0x800U) {
    return {static_cast<char>(0xC0U | (c >> 6)), tail(0)};
  }
  if (c < 0x10000U) {
    return {static_cast<char>(0xE0U | (c >> 12)), tail(6), tail(0)};
  }
  return {static_cast<char>(0xF0U | (c >> 18)), tail(12), tail(6), tail(0)};
}

}  // namespace

TEST(utf8, every_character_is_well_formed_and_nothing_else) {
  for (auto c = char32_t{0}; c != 0x110000U; ++c) {
    auto const surrogate = c >= 0xD800U && c <= 0xDFFFU;
    ASSERT_EQ(first_invalid_utf8(encoded(c)).has_value(), surrogate) << static_cast<unsigned>(c);
  }
}

TEST(utf8, the_offset_of_the_first_bad_byte_is_given) {
  EXPECT_EQ(first_invalid_utf8("Caf\xE9 au lait"), 3U);
  EXPECT_EQ(first_invalid_utf8("eight ascii bytes, then \xC0\xAF"), 24U);  // overlong
  EXPECT_EQ(first_invalid_utf8("\xE0\x80\xAF"), 0U);                       // overlong
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);                   // above U+10FFFF
  EXPECT_EQ(first_invalid_utf8("cut \xE2\x82"), 4U);
  EXPECT_EQ(first_invalid_utf8("\x80"), 0U);
  EXPECT_FALSE(first_invalid_utf8(""));
}

TEST(utf8, texts_are_shortened_between_characters) {
  EXPECT_EQ(shortened("abc", 3U), "abc");
  EXPECT_EQ(shortened("abcd", 3U), "abc...");
  EXPECT_EQ(shortened("a\xC3\xA4z", 2U), "a...");
  EXPECT_EQ(shortened("a\xFFz", 10U), "a...");
}

RC_GTEST_PROP(utf8, a_shortened_text_is_always_well_formed, (std::string const& bytes)) {
  RC_ASSERT(!first_invalid_utf8(shortened(bytes, 5U)));
}
