#include "taxonomy/esco_layout.h"

#include <bit>
#include <cstring>

namespace foothold::esco_layout {

namespace {

constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;

std::uint64_t mixed(std::uint64_t const lane, std::uint64_t const word) {
  return std::rotl(lane ^ word, 29) * kOdd;
}

std::uint64_t word_at(std::byte const* const data) {
  auto word = std::uint64_t{0U};
  std::memcpy(&word, data, sizeof(word));
  return word;
}

}  // namespace

std::uint64_t checksum(std::byte const* data, std::size_t const bytes) {
  constexpr auto kStride = std::size_t{32U};
  auto lanes = std::array<std::uint64_t, 4>{1U, 2U, 3U, 4U};
  auto left = bytes;
  for (; left >= kStride; left -= kStride, data += kStride) {
    for (std::size_t i = 0U; i != lanes.size(); ++i) {
      lanes[i] = mixed(lanes[i], word_at(data + i * sizeof(std::uint64_t)));
    }
  }
  auto rest = std::array<std::byte, kStride>{};
  std::memcpy(rest.data(), data, left);
  for (std::size_t i = 0U; i != lanes.size(); ++i) {
    lanes[i] = mixed(lanes[i], word_at(rest.data() + i * sizeof(std::uint64_t)));
  }
  auto sum = mixed(bytes, kOdd);
  for (auto const lane : lanes) {
    sum = mixed(sum, lane);
  }
  return sum;
}

}  // namespace foothold::esco_layout
