#include "sys/hash.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace foothold {
namespace {

// Known values: b2sum -l 256.
TEST(hash, equals_the_published_blake2b) {
  EXPECT_EQ(hash_hex(std::string_view{}), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(hash_hex(std::string_view{"abc"}), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  auto const bytes = std::array{std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
  EXPECT_EQ(hash_hex(std::span<std::byte const>{bytes}), hash_hex(std::string_view{"abc"}));
}

TEST(hash, a_stream_equals_the_whole_and_parts_do_not_run_together) {
  auto stream = hasher{};
  stream.add("ab");
  stream.add("c");
  EXPECT_EQ(std::move(stream).hex(), hash_hex(std::string_view{"abc"}));
  auto const parts = [](std::string_view const a, std::string_view const b) {
    auto h = hasher{};
    h.add_part(a);
    h.add_part(b);
    return std::move(h).hex();
  };
  EXPECT_EQ(parts("ab", "c"), parts("ab", "c"));
  EXPECT_NE(parts("ab", "c"), parts("a", "bc"));
}

}  // namespace
}  // namespace foothold
