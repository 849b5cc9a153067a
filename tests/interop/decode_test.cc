#include "interop/decode.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

using namespace std::string_literals;

TEST(decode, utf8_passes_with_and_without_a_byte_order_mark) {
  EXPECT_EQ(decode_text("f", "id\nKäse")->text, "id\nKäse");
  EXPECT_EQ(decode_text("f", "id\nKäse")->encoding, "UTF-8");
  EXPECT_EQ(decode_text("f", "\xEF\xBB\xBFid")->text, "id");
  EXPECT_EQ(decode_text("f", "\xEF\xBB\xBFid")->encoding, "UTF-8 with a byte order mark");
  EXPECT_EQ(decode_text("f", "")->text, "");
}

TEST(decode, windows_1252_is_recognised) {
  auto const decoded = decode_text("f", "K\xE4se f\xFCr 3 \x80\n");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "Käse für 3 €\n");
  EXPECT_EQ(decoded->encoding, "Windows-1252");
}

TEST(decode, utf16_of_both_orders_is_recognised) {
  EXPECT_EQ(decode_text("f", "\xFF\xFEi\0d\0\xE4\0"s)->text, "idä");
  EXPECT_EQ(decode_text("f", "\xFE\xFF\0i\0d\0\xE4"s)->text, "idä");
  EXPECT_EQ(decode_text("f", "i\0d\0,\0"s)->text, "id,");
  EXPECT_EQ(decode_text("f", "\xFF\xFE\x3D\xD8\x00\xDE"s)->text, "😀");
}

TEST(decode, what_is_no_text_is_refused_with_its_line) {
  auto const broken = decode_text("offers.csv", "id\nKäse\nbro\xC3ken");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().file, "offers.csv");
  EXPECT_EQ(broken.error().line, 3U);
  EXPECT_EQ(broken.error().value, "byte 0xC3");
  EXPECT_EQ(decode_text("f", "id\n\x81\n").error().line, 2U);  // Windows-1252 has no 0x81
  EXPECT_FALSE(decode_text("f", "PK\x03\x04 a zip"));
  EXPECT_FALSE(decode_text("f", "\xFF\xFE\x00\xD8x\0"s));  // half of a pair
  EXPECT_FALSE(decode_text("f", "\xFF\xFEi\0d"s));         // half of a unit
}

TEST(decode, the_separator_is_what_parts_the_header) {
  EXPECT_EQ(detect_separator("id,a;b,c\n1;2;3;4"), ',');
  EXPECT_EQ(detect_separator("id;name;kind\r\n"), ';');
  EXPECT_EQ(detect_separator("id\tname"), '\t');
  EXPECT_EQ(detect_separator("\"a;b;c\",d"), ',');
  EXPECT_EQ(detect_separator("id"), ',');
}

}  // namespace
}  // namespace foothold
