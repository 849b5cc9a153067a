#include "http/head.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/body.h"

namespace http = foothold::http;

namespace {

using ::testing::ElementsAre;

TEST(head, languages_are_ranked_by_weight_then_order) {
  EXPECT_THAT(http::parse_languages("de-AT,de;q=0.8,ar;q=0.9,en;q=0.8,*;q=0.1"),
              ElementsAre("de-at", "ar", "de", "en"));
  EXPECT_THAT(http::parse_languages("en;q=0, de;q=1.000, ,;;, fr;q=x, <b>, tr;level=1"), ElementsAre("de"));
  EXPECT_THAT(http::parse_languages(""), ElementsAre());
  auto many = std::string{};
  for (auto i = 0; i < 1000; ++i) {
    many += "en,";
  }
  EXPECT_EQ(http::parse_languages(many).size(), 32U);
}

TEST(head, cookies_of_others_do_not_spoil_ours) {
  EXPECT_EQ(http::parse_cookies("a=b; broken; c=\"d\"; sp ace=1; =x;e=f=g;"),
            (http::fields{{"a", "b"}, {"c", "d"}, {"e", "f=g"}}));
}

TEST(head, names_are_lowered_and_values_trimmed) {
  auto const h = http::parse_head("GET /a?b HTTP/1.1\r\nHOST: Example.ORG:80\r\nX-Y:\t z \t\r\n\r\n", {});
  ASSERT_TRUE(h);
  EXPECT_EQ(h->host, "example.org");
  EXPECT_EQ(h->target, "/a?b");
  EXPECT_EQ(h->headers, (http::fields{{"host", "Example.ORG:80"}, {"x-y", "z"}}));
}

TEST(head, keep_alive_follows_version_and_wish) {
  auto const keeps = [](std::string const& version, std::string const& connection) {
    auto const h = http::parse_head("GET / " + version + "\r\nHost: a\r\n" + connection + "\r\n", {});
    return h.has_value() && h->keep_alive;
  };
  EXPECT_TRUE(keeps("HTTP/1.1", ""));
  EXPECT_FALSE(keeps("HTTP/1.1", "Connection: Close\r\n"));
  EXPECT_FALSE(keeps("HTTP/1.1", "Connection: keep-alive, close\r\n"));
  EXPECT_FALSE(keeps("HTTP/1.0", ""));
  EXPECT_TRUE(keeps("HTTP/1.0", "Connection: keep-alive\r\n"));
}

// Cutting the bytes anywhere, and reading on where the scanner stopped, gives the verdict of one piece.
RC_GTEST_PROP(head, scanning_in_pieces_is_scanning_at_once, ()) {
  auto const pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("GET / HTTP/1.1\r\n", "Host: a\r\n", "\r\n", "\n", "\r", "x", "A: b\r\n"));
  auto text = std::string{};
  for (auto const& p : pieces) {
    text += p;
  }
  auto const limits = http::settings{.max_head_bytes = 100U, .max_header_lines = 5U, .max_target_bytes = 40U};
  auto whole = http::head_scanner{limits};
  auto const expected = whole.scan(text);
  auto stepwise = http::head_scanner{limits};
  for (auto n = std::size_t{1U}; n <= text.size(); ++n) {
    auto const now = stepwise.scan(std::string_view{text}.substr(0U, n));
    if (!now) {
      // A lone CR is seen at once in one piece, and by parse_head at the latest in many.
      RC_ASSERT(!expected.has_value());
      return;
    }
    if (*now) {
      auto const agrees = expected.has_value()
                              ? *expected == *now
                              : !http::parse_head(std::string_view{text}.substr(0U, **now), limits).has_value();
      RC_ASSERT(agrees);
      return;
    }
  }
}

TEST(body, is_the_same_in_one_piece_and_byte_by_byte) {
  auto const raw = std::string{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"};
  auto const h = http::parse_head(raw, {});
  ASSERT_TRUE(h);
  auto const bytes = std::string{"A;e=\"1\"\r\n0123456789\r\n1\r\nx\r\n0\r\nT: u\r\n\r\nGET"};
  auto whole = http::body_reader{*h, 100U};
  auto const used = whole.feed(bytes);
  ASSERT_TRUE(used);
  EXPECT_EQ(bytes.substr(*used), "GET");
  auto stepwise = http::body_reader{*h, 100U};
  auto waiting = std::string{};
  for (auto const c : bytes) {
    waiting.push_back(c);
    auto const n = stepwise.feed(waiting);
    ASSERT_TRUE(n);
    waiting.erase(0U, *n);
  }
  EXPECT_EQ(waiting, "GET");
  EXPECT_TRUE(stepwise.done());
  EXPECT_EQ(whole.take(), "0123456789x");
  EXPECT_EQ(stepwise.take(), "0123456789x");
}

}  // namespace
