#include "vault/key_cache.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace foothold {
namespace {

void put(key_cache& cache, std::string_view const subject, unsigned char const value) {
  std::ranges::fill(cache.add(subject), value);
}

bool has(key_cache& cache, std::string_view const subject, unsigned char const value) {
  auto const keys = cache.find(subject);
  return keys.size() == 8U && std::ranges::all_of(keys, [&](unsigned char const b) { return b == value; });
}

TEST(key_cache, who_was_not_used_for_longest_makes_room) {
  auto cache = key_cache{2U, 8U};
  put(cache, "a", 1U);
  put(cache, "b", 2U);
  EXPECT_TRUE(has(cache, "a", 1U));
  put(cache, "c", 3U);
  EXPECT_TRUE(cache.find("b").empty());
  EXPECT_TRUE(has(cache, "a", 1U));
  EXPECT_TRUE(has(cache, "c", 3U));
}

TEST(key_cache, what_is_dropped_is_wiped) {
  auto cache = key_cache{2U, 8U};
  put(cache, "a", 1U);
  auto const where = cache.find("a");
  cache.drop("a");
  EXPECT_TRUE(std::ranges::all_of(where, [](unsigned char const b) { return b == 0U; }));
  EXPECT_TRUE(cache.find("a").empty());
  cache.drop("a");

  put(cache, "b", 2U);
  put(cache, "c", 3U);
  cache.clear();
  EXPECT_TRUE(cache.find("b").empty());
  put(cache, "", 4U);
  EXPECT_TRUE(has(cache, "", 4U));
}

}  // namespace
}  // namespace foothold
