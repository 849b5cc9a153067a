#pragma once
// What the benchmarks share: a clock, a territory or an end, the first faults of a check.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "check/run_check.h"
#include "interop/folder.h"

namespace foothold {

using clock_type = std::chrono::steady_clock;

inline double seconds_since(clock_type::time_point const begin) {
  return std::chrono::duration<double>(clock_type::now() - begin).count();
}

inline territory load_or_stop(char const* folder) {
  auto load = load_territory(folder);
  if (!load || !load->value) {
    fmt::print(stderr, "{}: not a valid territory; foothold territory check says why\n", folder);
    std::exit(3);
  }
  return std::move(*load->value);
}

inline void print_faults(run_verdict const& verdict) {
  constexpr auto kMost = std::size_t{5U};
  for (auto i = std::size_t{0U}; i != std::min(verdict.broken.size(), kMost); ++i) {
    fmt::print("    {} {}: {}\n", verdict.broken[i].rule, verdict.broken[i].about, verdict.broken[i].message);
  }
  std::fflush(stdout);
}

}  // namespace foothold
