#include "http/url.h"

#include <gtest/gtest.h>

namespace http = foothold::http;

TEST(url, plus_is_a_space_only_in_queries) {
  EXPECT_EQ(http::percent_decode("a+b%2B"), "a+b+");
  EXPECT_EQ(http::percent_decode("a+b%2B", true), "a b+");
}
