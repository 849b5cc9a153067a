#pragma once
// Random numbers as a function of (seed, purpose, index): the same on every machine, whatever is drawn in between.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace foothold {

// SplitMix64 (Steele, Lea, Flood 2014), started from the seed or from a hash of the three.
class random_stream {
public:
  explicit random_stream(std::uint64_t const seed) : state_{seed} {}
  random_stream(std::uint64_t const seed, std::string_view const purpose, std::uint64_t const index) : state_{seed} {
    for (auto const c : purpose) {
      state_ = mixed(state_ ^ static_cast<unsigned char>(c));
    }
    state_ = mixed(state_ ^ index);
  }

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return mixed(state_);
  }

  // 0 .. n - 1; n at least 1. The bias is below n / 2^64.
  std::uint64_t below(std::uint64_t const n) { return next() % n; }

  // From low to high, both included.
  std::int64_t between(std::int64_t const low, std::int64_t const high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1U));
  }

private:
  static constexpr std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace foothold
