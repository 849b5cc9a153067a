#include "plan/atoms.h"

#include <algorithm>
#include <bit>

namespace foothold {

namespace {

// The masks that contain one half hour, as bits.
using signature = std::span<std::uint64_t const>;

bool subset(signature const a, signature const b) {
  for (auto i = std::size_t{0U}; i != a.size(); ++i) {
    if ((a[i] & ~b[i]) != 0U) {
      return false;
    }
  }
  return true;
}

}  // namespace

atoms find_atoms(std::span<week_grid const> const masks) {
  auto const words = (masks.size() + 63U) / 64U;
  auto bits = std::vector<std::uint64_t>(kHalfHours * words);
  for (auto m = std::size_t{0U}; m != masks.size(); ++m) {
    for (auto w = std::size_t{0U}; w != masks[m].words.size(); ++w) {
      for (auto rest = masks[m].words[w]; rest != 0U; rest &= rest - 1U) {
        auto const half = w * 64U + static_cast<std::size_t>(std::countr_zero(rest));
        bits[half * words + m / 64U] |= std::uint64_t{1U} << (m % 64U);
      }
    }
  }
  auto const of = [&](std::size_t const half) { return signature{bits}.subspan(half * words, words); };

  // Neighbouring half hours mostly have the same signature: keep one of each run, then the maximal ones.
  auto found = std::vector<std::size_t>{};
  for (auto half = std::size_t{0U}; half != kHalfHours; ++half) {
    auto const sig = of(half);
    auto const none = std::all_of(sig.begin(), sig.end(), [](std::uint64_t const w) { return w == 0U; });
    if (none || (half != 0U && std::equal(sig.begin(), sig.end(), of(half - 1U).begin()))) {
      continue;
    }
    if (std::none_of(found.begin(), found.end(), [&](std::size_t const f) { return subset(sig, of(f)); })) {
      std::erase_if(found, [&](std::size_t const f) { return subset(of(f), sig); });
      found.push_back(half);
    }
  }

  auto out = atoms{static_cast<std::uint32_t>(found.size()), std::vector<std::vector<std::uint16_t>>(masks.size())};
  for (auto a = std::size_t{0U}; a != found.size(); ++a) {
    auto const sig = of(found[a]);
    for (auto w = std::size_t{0U}; w != words; ++w) {
      for (auto rest = sig[w]; rest != 0U; rest &= rest - 1U) {
        out.of_mask[w * 64U + static_cast<std::size_t>(std::countr_zero(rest))].push_back(
            static_cast<std::uint16_t>(a));
      }
    }
  }
  return out;
}

}  // namespace foothold
