#include "base/utf8.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace foothold {

namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

struct sequence {
  std::size_t length{0U};  // 0 = this byte cannot start a character
  unsigned char second_from{0x80U};
  unsigned char second_to{0xBFU};
};

constexpr sequence sequence_of(unsigned char const lead) {
  if (lead >= 0xC2U && lead <= 0xDFU) {
    return {.length = 2U};
  }
  switch (lead) {
    case 0xE0U:
      return {.length = 3U, .second_from = 0xA0U};
    case 0xEDU:
      return {.length = 3U, .second_to = 0x9FU};
    case 0xF0U:
      return {.length = 4U, .second_from = 0x90U};
    case 0xF4U:
      return {.length = 4U, .second_to = 0x8FU};
    default:
      break;
  }
  if (lead >= 0xE1U && lead <= 0xEFU) {
    return {.length = 3U};
  }
  return {.length = (lead >= 0xF1U && lead <= 0xF3U) ? std::size_t{4U} : std::size_t{0U}};
}

constexpr auto kSequences = [] {
  std::array<sequence, 256U> table{};
  for (std::size_t i = 0U; i != table.size(); ++i) {
    table[i] = sequence_of(static_cast<unsigned char>(i));
  }
  return table;
}();

unsigned char byte_at(std::string_view const text, std::size_t const i) {
  return static_cast<unsigned char>(text[i]);
}

bool whole_character(std::string_view const text, std::size_t const at, sequence const& s) {
  if (s.length == 0U || text.size() - at < s.length) {
    return false;
  }
  if (byte_at(text, at + 1U) < s.second_from || byte_at(text, at + 1U) > s.second_to) {
    return false;
  }
  for (std::size_t i = 2U; i < s.length; ++i) {
    if ((byte_at(text, at + i) & 0xC0U) != 0x80U) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view const text) {
  std::size_t i = 0U;
  while (i != text.size()) {
    if (text.size() - i >= sizeof(std::uint64_t)) {  // most text is ASCII: eight bytes at once
      std::uint64_t word = 0U;
      std::memcpy(&word, text.data() + i, sizeof(word));
      if ((word & kHighBits) == 0U) {
        i += sizeof(word);
        continue;
      }
    }
    if (byte_at(text, i) < 0x80U) {
      ++i;
      continue;
    }
    auto const& s = kSequences[byte_at(text, i)];
    if (!whole_character(text, i, s)) {
      return i;
    }
    i += s.length;
  }
  return std::nullopt;
}

std::string shortened(std::string_view const text, std::size_t const bytes) {
  auto cut = text.substr(0U, bytes);
  if (auto const bad = first_invalid_utf8(cut)) {
    cut = cut.substr(0U, *bad);
  }
  auto out = std::string{cut};
  if (cut.size() != text.size()) {
    out += "...";
  }
  return out;
}

}  // namespace foothold
