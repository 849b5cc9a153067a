#pragma once
// Numbers from a seed, the same on every machine (splitmix64, Steele, Lea and Flood 2014).

#include <cstdint>

namespace foothold {

class random_source {
public:
  explicit random_source(std::uint64_t const seed) : state_{seed} {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  // 0 .. n - 1; n is at least 1.
  std::size_t below(std::size_t const n) { return static_cast<std::size_t>((next() >> 32U) * n >> 32U); }
  // from .. to, both included.
  int between(int const from, int const to) {
    return from + static_cast<int>(below(static_cast<std::size_t>(to - from) + 1U));
  }
  bool one_in(std::size_t const n) { return below(n) == 0U; }

private:
  std::uint64_t state_;
};

}  // namespace foothold
