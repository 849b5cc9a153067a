#include "vault/credentials.h"

#include <sodium.h>

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace foothold {
namespace {

constexpr auto kCheap = hash_cost{.memory_bytes = crypto_pwhash_MEMLIMIT_MIN, .passes = 1U};

secret pepper(unsigned char const first) {
  auto s = secret{kKeyBytes};
  s.bytes()[0] = first;
  return s;
}

TEST(credentials, a_keyed_hash_depends_on_key_and_use) {
  auto const a = credential_keeper{pepper(1U)};
  auto const b = credential_keeper{pepper(2U)};
  EXPECT_EQ(a.keyed_hash("card", "x"), a.keyed_hash("card", "x"));
  EXPECT_NE(a.keyed_hash("card", "x"), b.keyed_hash("card", "x"));
  EXPECT_NE(a.keyed_hash("card", "x"), a.keyed_hash("name", "x"));
  EXPECT_NE(a.keyed_hash("ab", "c"), a.keyed_hash("a", "bc"));
}

TEST(credentials, a_slow_hash_is_argon2id_with_its_cost_and_a_salt) {
  auto a = credential_keeper{pepper(1U)};
  auto const hash = a.slow_hash("123450", kPinCost).value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_NE(a.slow_hash("123450", kPinCost).value(), hash);
  EXPECT_TRUE(a.slow_hash("x", kPasswordCost).value().starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST(credentials, a_value_fits_its_hash_under_its_pepper_only) {
  auto a = credential_keeper{pepper(1U)};
  auto b = credential_keeper{pepper(2U)};
  auto const hash = a.slow_hash("123450", kCheap).value();
  EXPECT_TRUE(a.fits(hash, "123450", kCheap).value());
  EXPECT_FALSE(a.fits(hash, "123451", kCheap).value());
  EXPECT_FALSE(b.fits(hash, "123450", kCheap).value()) << "who has the database alone cannot try PINs";
}

TEST(credentials, nobodys_hash_costs_the_same) {
  auto a = credential_keeper{pepper(1U)};
  auto const hash = a.slow_hash("123450", kCheap).value();
  auto const before = a.spent();
  EXPECT_FALSE(a.fits(hash, "000000", kCheap).value());
  auto const known = a.spent() - before;
  EXPECT_FALSE(a.fits(std::nullopt, "000000", kCheap).value());
  EXPECT_EQ(a.spent() - before - known, known);
  EXPECT_EQ(known, 1U);
}

TEST(credentials, only_a_few_run_at_once_and_the_rest_are_refused) {
  auto a = credential_keeper{pepper(1U), {.at_once = 1U, .waiting = 1U, .longest = std::chrono::seconds{20}}};
  constexpr auto kLong = hash_cost{.memory_bytes = std::size_t{64U} << 20U, .passes = 4U};
  auto refused = std::atomic<int>{0};
  auto fine = std::atomic<int>{0};
  {
    auto many = std::vector<std::jthread>{};
    for (auto i = 0; i != 8; ++i) {
      many.emplace_back([&] {
        auto const done = a.slow_hash("x", kLong);
        ++(done ? fine : refused);
        if (!done) {
          EXPECT_EQ(done.error().code, errc::out_of_time);
        }
      });
    }
  }
  EXPECT_GE(fine.load(), 1);
  EXPECT_GE(refused.load(), 1) << "eight came while one ran and one waited";
  EXPECT_EQ(a.spent(), static_cast<std::uint64_t>(fine.load()));
  EXPECT_TRUE(a.slow_hash("x", kCheap)) << "afterwards there is room again";
}

}  // namespace
}  // namespace foothold
