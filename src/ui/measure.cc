#include "ui/measure.h"

#include <cstdint>

namespace foothold {

namespace {

constexpr std::string_view kEllipsis = "…";

// The code point at `at`, which moves behind it. A byte that starts no character counts as one.
std::uint32_t next_code_point(std::string_view const text, std::size_t& at) {
  auto const first = static_cast<unsigned char>(text[at++]);
  auto const more = first >= 0xF0U ? 3U : first >= 0xE0U ? 2U : first >= 0xC0U ? 1U : 0U;
  auto point = more == 0U ? std::uint32_t{first} : std::uint32_t{first} & (0x3FU >> more);
  for (auto i = 0U; i != more && at != text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; ++i) {
    point = (point << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return point;
}

bool is_zero_width(std::uint32_t const point) {
  return (point >= 0x0300U && point <= 0x036FU) ||  // combining marks
         (point >= 0x064BU && point <= 0x065FU) ||  // Arabic vowel marks
         (point >= 0x200BU && point <= 0x200FU) || (point >= 0x202AU && point <= 0x202EU) ||
         (point >= 0x2066U && point <= 0x2069U);  // direction marks and isolates
}

// Thousandths of the font size.
unsigned advance_of(std::uint32_t const point) {
  if (is_zero_width(point)) {
    return 0U;
  }
  if (point < 0x80U) {
    auto const c = static_cast<char>(point);
    if (std::string_view{"ijl.,:;'|!() "}.find(c) != std::string_view::npos) {
      return 320U;
    }
    if (std::string_view{"mwMW%@"}.find(c) != std::string_view::npos) {
      return 930U;
    }
    return c >= 'A' && c <= 'Z' ? 720U : 625U;
  }
  return point >= 0x0600U && point < 0x0700U ? 540U : 620U;
}

}  // namespace

unsigned columns_of(std::string_view const text) {
  auto n = 0U;
  for (auto at = std::size_t{0U}; at != text.size();) {
    n += is_zero_width(next_code_point(text, at)) ? 0U : 1U;
  }
  return n;
}

int text_width(std::string_view const text, int const size) {
  auto sum = 0U;
  for (auto at = std::size_t{0U}; at != text.size();) {
    sum += advance_of(next_code_point(text, at));
  }
  return static_cast<int>((sum * static_cast<unsigned>(size) + 999U) / 1000U);
}

std::string shortened(std::string_view const text, unsigned const columns) {
  if (columns_of(text) <= columns) {
    return std::string{text};
  }
  auto n = 0U;
  auto at = std::size_t{0U};
  while (at != text.size() && n + 1U < columns) {
    n += is_zero_width(next_code_point(text, at)) ? 0U : 1U;
  }
  return std::string{text.substr(0U, at)} + std::string{kEllipsis};
}

std::string shortened_to_width(std::string_view const text, int const size, int const width) {
  if (text_width(text, size) <= width) {
    return std::string{text};
  }
  auto const room = width - size;
  auto used = 0;
  auto letters = 0;
  auto at = std::size_t{0U};
  auto cut = std::size_t{0U};
  while (at != text.size()) {
    auto const wide = static_cast<int>(advance_of(next_code_point(text, at))) * size / 1000;
    if (used + wide > room) {
      break;
    }
    used += wide;
    ++letters;
    cut = at;
  }
  while (cut != 0U && text[cut - 1U] == ' ') {
    --cut;
  }
  return letters < 3 ? std::string{} : std::string{text.substr(0U, cut)} + std::string{kEllipsis};
}

std::string padded(std::string_view const text, unsigned const columns) {
  auto const n = columns_of(text);
  return std::string{text} + std::string(n < columns ? columns - n : 0U, ' ');
}

}  // namespace foothold
