#include "store/record_id.h"

#include <algorithm>
#include <span>

#include "sys/random.h"

namespace foothold {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string format_id(std::array<std::uint8_t, kIdBytes> const& bytes) {
  auto text = std::string{};
  text.reserve(2U * kIdBytes);
  for (auto const b : bytes) {
    text += kDigits[b >> 4U];
    text += kDigits[b & 15U];
  }
  return text;
}

std::optional<std::array<std::uint8_t, kIdBytes>> parse_id(std::string_view const text) {
  if (text.size() != 2U * kIdBytes || text.find_first_not_of(kDigits) != std::string_view::npos ||
      text.find_first_not_of('0') == std::string_view::npos) {
    return std::nullopt;
  }
  auto bytes = std::array<std::uint8_t, kIdBytes>{};
  for (auto i = std::size_t{0U}; i != kIdBytes; ++i) {
    bytes[i] = static_cast<std::uint8_t>(kDigits.find(text[2U * i]) * 16U + kDigits.find(text[2U * i + 1U]));
  }
  return bytes;
}

std::array<std::uint8_t, kIdBytes> random_id() {
  auto bytes = std::array<std::uint8_t, kIdBytes>{};
  fill_random(std::as_writable_bytes(std::span{bytes}));
  return bytes;
}

}  // namespace foothold
