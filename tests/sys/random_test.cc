#include "sys/random.h"

#include <array>
#include <set>

#include <gtest/gtest.h>

namespace foothold {
namespace {

TEST(random, fills_every_byte_and_never_repeats) {
  auto seen = std::set<std::array<std::byte, 16>>{};
  auto changed = std::array<bool, 16>{};
  for (auto i = 0; i != 1000; ++i) {
    auto bytes = std::array<std::byte, 16>{};
    fill_random(bytes);
    seen.insert(bytes);
    for (auto at = std::size_t{0U}; at != bytes.size(); ++at) {
      changed[at] = changed[at] || bytes[at] != std::byte{0};
    }
  }
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(changed, (std::array<bool, 16>{true, true, true, true, true, true, true, true, true, true, true, true, true,
                                           true, true, true}));
}

}  // namespace
}  // namespace foothold
