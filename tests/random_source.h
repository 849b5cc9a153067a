#pragma once
// Numbers from a seed, the same on every machine: the product's own stream, in the types that tests draw.

#include <cstddef>
#include <cstdint>

#include "interop/random.h"

namespace foothold {

class random_source {
public:
  explicit random_source(std::uint64_t const seed) : stream_{seed} {}

  std::uint64_t next() { return stream_.next(); }

  // 0 .. n - 1; n is at least 1.
  std::size_t below(std::size_t const n) { return static_cast<std::size_t>((next() >> 32U) * n >> 32U); }
  // from .. to, both included.
  int between(int const from, int const to) {
    return from + static_cast<int>(below(static_cast<std::size_t>(to - from) + 1U));
  }
  bool one_in(std::size_t const n) { return below(n) == 0U; }

private:
  random_stream stream_;
};

}  // namespace foothold
