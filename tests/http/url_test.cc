#include "http/url.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.h"

namespace http = foothold::http;

namespace {

TEST(url, plus_is_a_space_only_in_queries) {
  EXPECT_EQ(http::percent_decode("a+b%2B"), "a+b+");
  EXPECT_EQ(http::percent_decode("a+b%2B", true), "a b+");
}

TEST(url, decoding_needs_two_hexadecimal_digits) {
  for (auto const* const text : {"%", "%1", "%g0", "%0g", "a%", "%%00", "% 1"}) {
    EXPECT_FALSE(http::percent_decode(text)) << text;
  }
  EXPECT_EQ(http::percent_decode("%c3%A4"), "ä");
}

TEST(url, queries_keep_order_and_duplicates) {
  auto const list = http::parse_query("b=1&a=2&b=3&c&=4&&d==", 10U);
  ASSERT_TRUE(list);
  EXPECT_EQ(*list, (http::fields{{"b", "1"}, {"a", "2"}, {"b", "3"}, {"c", ""}, {"", "4"}, {"d", "="}}));
}

TEST(url, only_forms_may_hold_line_ends) {
  EXPECT_FALSE(http::parse_query("a=1%0A2", 10U));
  EXPECT_TRUE(http::parse_query("a=1%0A2", 10U, true));
  EXPECT_FALSE(http::parse_query("a%0A=1", 10U, true)) << "names never";
  EXPECT_FALSE(http::parse_query("a=%1B", 10U, true));
}

TEST(url, paths_are_decoded_part_by_part) {
  EXPECT_EQ(http::parse_path("/"), "/");
  EXPECT_EQ(http::parse_path("/a%20b/%C3%A4/"), "/a b/ä");
  EXPECT_EQ(http::parse_path("/vacancy:v-1/..."), "/vacancy:v-1/...");
  for (auto const* const raw :
       {"", "a", "//", "/a//b", "/.", "/a/..", "/%2E%2e", "/a%2Fb", "/a%5Cb", "/a\\b", "/%00", "/%7F"}) {
    EXPECT_FALSE(http::parse_path(raw)) << raw;
  }
}

RC_GTEST_PROP(url, decode_undoes_encode, (std::string const& text)) {
  RC_ASSERT(http::percent_decode(http::percent_encode(text)) == text);
  RC_ASSERT(http::percent_decode(http::percent_encode(text), true) == text);
}

RC_GTEST_PROP(url, encoded_text_is_safe_in_html_and_headers, (std::string const& text)) {
  for (auto const c : http::percent_encode(text)) {
    RC_ASSERT(c > ' ' && c < '\x7f' && std::string_view{"\"'<>&=+#?/\\"}.find(c) == std::string_view::npos);
  }
}

// Printable text of one to four bytes a character.
rc::Gen<std::string> words() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "a", "Z", "0", " ", "&", "=", "+", "%", "/", "ä", "ß", "ع", "ر", "ї", "\u20ac", "\U0001F6E0")),
      [](std::vector<std::string> const& parts) {
        auto text = std::string{};
        for (auto const& p : parts) {
          text += p;
        }
        return text;
      });
}

RC_GTEST_PROP(url, parsing_undoes_writing_a_query, ()) {
  auto const pairs =
      *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(rc::gen::pair(words(), words()));
  auto list = http::fields{};
  for (auto const& [name, value] : pairs) {
    list.push_back({name, value});
  }
  auto const back = http::parse_query(http::to_query(list), list.size());
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == list);
}

RC_GTEST_PROP(url, whatever_a_path_is_its_parts_are_clean, (std::string const& raw)) {
  auto const path = http::parse_path("/" + raw);
  if (!path) {
    return;
  }
  RC_ASSERT(path->starts_with('/'));
  RC_ASSERT(!foothold::first_invalid_utf8(*path));
  RC_ASSERT((*path + "/").find("/../") == std::string::npos);
  RC_ASSERT((*path + "/").find("//") == (*path == "/" ? 0U : std::string::npos));
  RC_ASSERT(path->find('\0') == std::string::npos);
}

}  // namespace
