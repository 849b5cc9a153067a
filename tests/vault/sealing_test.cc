#include "vault/sealing.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vault_support/places.h"

namespace foothold {
namespace {

secret const& a_key() {
  static auto const key = secret::random(kKeyBytes);
  return key;
}

std::string sealed(std::string_view const clear, field_place const& place = a_place()) {
  return seal_field(a_key().bytes(), "installation", place, clear);
}

result<std::string> opened(std::string_view const text, field_place const& place = a_place()) {
  return open_field(a_key().bytes(), "installation", place, text);
}

RC_GTEST_PROP(sealing, what_is_sealed_opens_at_its_place, (std::string const& clear, std::int64_t const version)) {
  auto place = a_place();
  place.version = version;
  auto const text = sealed(clear, place);
  RC_ASSERT(std::all_of(text.begin(), text.end(), [](char const c) { return c > ' ' && c <= '~'; }));
  RC_ASSERT(opened(text, place).value() == clear);
}

TEST(sealing, the_length_tells_the_length_of_the_text_only_in_steps_of_64) {
  auto lengths = std::set<std::size_t>{};
  for (auto n = std::size_t{0U}; n != 64U; ++n) {
    lengths.insert(sealed(std::string(n, 'x')).size());
  }
  EXPECT_EQ(lengths.size(), 1U);
  EXPECT_GT(sealed(std::string(64U, 'x')).size(), *lengths.begin());
  EXPECT_EQ(sealed(std::string(64U, 'x')).size(), sealed(std::string(127U, 'y')).size());
}

TEST(sealing, a_byte_that_was_changed_is_noticed) {
  auto const text = sealed("Zahra");
  for (auto i = std::size_t{0U}; i != text.size(); ++i) {
    for (auto const other : {'A', '_', ' ', '\0', static_cast<char>(text[i] ^ 1)}) {
      auto changed = text;
      changed[i] = other;
      if (changed != text) {
        EXPECT_EQ(opened(changed).error().code, errc::broken) << i;
      }
    }
  }
  for (auto n = std::size_t{0U}; n != text.size(); ++n) {
    EXPECT_FALSE(opened(text.substr(0U, n)));
  }
  EXPECT_FALSE(opened(text + "A"));
  EXPECT_FALSE(opened("Zahra"));
}

TEST(sealing, every_bit_of_what_it_is_bound_to_matters) {
  auto const about = described({"installation", "p1", "persons", "name", "r1", "3"});
  auto const clear = std::string(64U, 'x');
  auto const bytes = secret_view{reinterpret_cast<unsigned char const*>(clear.data()), clear.size()};
  auto const text = seal_bytes(a_key().bytes(), about, bytes);
  auto out = secret{clear.size()};
  for (auto bit = std::size_t{0U}; bit != 8U * about.size(); ++bit) {
    auto other = about;
    other[bit / 8U] = static_cast<char>(other[bit / 8U] ^ (1 << (bit % 8U)));
    ASSERT_FALSE(open_bytes(a_key().bytes(), other, text, out.bytes())) << bit;
  }
  EXPECT_TRUE(open_bytes(a_key().bytes(), about, text, out.bytes()));
}

TEST(sealing, another_key_or_installation_opens_nothing) {
  auto const text = sealed("Zahra");
  EXPECT_EQ(open_field(secret::random(kKeyBytes).bytes(), "installation", a_place(), text).error().code, errc::broken);
  EXPECT_EQ(open_field(a_key().bytes(), "another", a_place(), text).error().code, errc::broken);
}

RC_GTEST_PROP(sealing, no_two_lists_are_described_alike, (std::vector<std::string> const& parts)) {
  // Two texts that run together as one would: cut the last part at any place, or none.
  RC_PRE(parts.size() >= 2U);
  auto const whole = described({parts[0], parts[1]});
  auto const joined = parts[0] + parts[1];
  for (auto cut = std::size_t{0U}; cut <= joined.size(); ++cut) {
    if (cut != parts[0].size()) {
      RC_ASSERT(described({std::string_view{joined}.substr(0U, cut), std::string_view{joined}.substr(cut)}) != whole);
    }
  }
  RC_ASSERT(described({joined}) != whole);
  RC_ASSERT(described({parts[0], parts[1], ""}) != whole);
}

TEST(sealing, a_nonce_never_comes_twice) {
  constexpr auto kTimes = std::size_t{100'000U};
  auto nonces = std::set<std::string>{};
  for (auto i = std::size_t{0U}; i != kTimes; ++i) {
    nonces.insert(seal_bytes(a_key().bytes(), "", {}).substr(0U, kNonceBytes));
  }
  EXPECT_EQ(nonces.size(), kTimes);
}

}  // namespace
}  // namespace foothold
