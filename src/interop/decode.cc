#include "interop/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/utf8.h"

namespace foothold {

namespace {

// What Windows-1252 has at 0x80 .. 0x9F; 0 where it has nothing.
constexpr auto kWindowsUpper =
    std::array<char16_t, 32>{u'\u20AC', 0,         u'\u201A', u'\u0192', u'\u201E', u'\u2026', u'\u2020', u'\u2021',
                             u'\u02C6', u'\u2030', u'\u0160', u'\u2039', u'\u0152', 0,         u'\u017D', 0,
                             0,         u'\u2018', u'\u2019', u'\u201C', u'\u201D', u'\u2022', u'\u2013', u'\u2014',
                             u'\u02DC', u'\u2122', u'\u0161', u'\u203A', u'\u0153', 0,         u'\u017E', u'\u0178'};

unsigned char_code(char const c) {
  return static_cast<unsigned char>(c);
}

void append_utf8(std::string& out, char32_t const c) {
  auto const tail = [&](unsigned const shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80U) {
    out += static_cast<char>(c);
  } else if (c < 0x800U) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    tail(0U);
  } else if (c < 0x10000U) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    tail(6U);
    tail(0U);
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    tail(12U);
    tail(6U);
    tail(0U);
  }
}

bool is_control(char32_t const c) {
  return c < 0x20U && c != '\t' && c != '\n' && c != '\r';
}

std::uint64_t line_at(std::string_view const bytes, std::size_t const offset) {
  return 1U + static_cast<std::uint64_t>(
                  std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

tl::unexpected<fault> no_text(std::string_view const file, std::uint64_t const line, unsigned const byte) {
  constexpr auto kHex = std::string_view{"0123456789ABCDEF"};
  auto const value = std::string{"byte 0x"} + kHex[(byte >> 4U) & 0xFU] + kHex[byte & 0xFU];
  return tl::unexpected<fault>{fault{
      .file = std::string{file}, .line = line, .value = value, .expected = "text as UTF-8, UTF-16 or Windows-1252"}};
}

std::optional<std::size_t> first_control(std::string_view const text) {
  auto const at = std::ranges::find_if(text, [](char const c) { return is_control(char_code(c)); });
  return at == text.end() ? std::nullopt : std::optional{static_cast<std::size_t>(at - text.begin())};
}

tl::expected<decoded_text, fault> checked_utf8(std::string_view const file, std::string_view const text,
                                               std::string_view const encoding) {
  if (auto const at = first_control(text)) {
    return no_text(file, line_at(text, *at), char_code(text[*at]));
  }
  return decoded_text{std::string{text}, encoding};
}

// Bytes of UTF-16, `high` is where the upper half of a unit lies (1: little endian).
tl::expected<decoded_text, fault> from_utf16(std::string_view const file, std::string_view const bytes,
                                             std::size_t const high) {
  auto out = decoded_text{{}, "UTF-16"};
  out.text.reserve(bytes.size());
  auto line = std::uint64_t{1U};
  auto const unit = [&](std::size_t const i) {
    return char_code(bytes[i + high]) << 8U | char_code(bytes[i + 1U - high]);
  };
  for (auto i = std::size_t{0U}; i + 1U < bytes.size(); i += 2U) {
    auto c = char32_t{unit(i)};
    if (c >= 0xD800U && c < 0xDC00U && i + 3U < bytes.size()) {
      auto const low = unit(i + 2U);
      if (low >= 0xDC00U && low < 0xE000U) {
        c = 0x10000U + ((c - 0xD800U) << 10U) + (low - 0xDC00U);
        i += 2U;
      }
    }
    if (is_control(c) || (c >= 0xD800U && c < 0xE000U)) {
      return no_text(file, line, char_code(bytes[i]));
    }
    line += c == '\n' ? 1U : 0U;
    append_utf8(out.text, c);
  }
  if (bytes.size() % 2U != 0U) {
    return no_text(file, line, char_code(bytes.back()));
  }
  return out;
}

// Every second byte of the beginning is zero: UTF-16 without a byte order mark. The offset of the zeros.
std::optional<std::size_t> utf16_without_mark(std::string_view const bytes) {
  auto const n = std::min<std::size_t>(bytes.size() / 2U, 32U);
  auto zeros = std::array<std::size_t, 2>{};
  for (auto i = std::size_t{0U}; i != 2U * n; ++i) {
    zeros[i % 2U] += bytes[i] == '\0' ? 1U : 0U;
  }
  for (auto const half : {std::size_t{0U}, std::size_t{1U}}) {
    if (n != 0U && zeros[half] == n && zeros[1U - half] == 0U) {
      return half;
    }
  }
  return std::nullopt;
}

// Is there a whole character of several bytes before `end`? Then the file is broken UTF-8 and not Windows-1252.
bool has_utf8_letters(std::string_view const bytes, std::size_t const end) {
  return std::any_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char const c) { return char_code(c) >= 0x80U; });
}

tl::expected<decoded_text, fault> from_windows(std::string_view const file, std::string_view const bytes) {
  auto out = decoded_text{{}, "Windows-1252"};
  out.text.reserve(bytes.size() + bytes.size() / 8U);
  for (auto i = std::size_t{0U}; i != bytes.size(); ++i) {
    auto const byte = char_code(bytes[i]);
    auto const c = byte >= 0x80U && byte < 0xA0U ? char32_t{kWindowsUpper[byte - 0x80U]} : char32_t{byte};
    if (is_control(c)) {  // 0 from the table too
      return no_text(file, line_at(bytes, i), byte);
    }
    append_utf8(out.text, c);
  }
  return out;
}

}  // namespace

tl::expected<decoded_text, fault> decode_text(std::string_view const file, std::string_view const bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    auto const text = bytes.substr(3U);
    if (auto const bad = first_invalid_utf8(text)) {
      return no_text(file, line_at(text, *bad), char_code(text[*bad]));
    }
    return checked_utf8(file, text, "UTF-8 with a byte order mark");
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return from_utf16(file, bytes.substr(2U), bytes[0] == '\xFF' ? 1U : 0U);
  }
  if (auto const high = utf16_without_mark(bytes)) {
    return from_utf16(file, bytes, *high);
  }
  auto const bad = first_invalid_utf8(bytes);
  if (!bad) {
    return checked_utf8(file, bytes, "UTF-8");
  }
  if (has_utf8_letters(bytes, *bad)) {
    return no_text(file, line_at(bytes, *bad), char_code(bytes[*bad]));
  }
  return from_windows(file, bytes);
}

char detect_separator(std::string_view const utf8) {
  auto counts = std::array<std::size_t, 3>{};
  constexpr auto kSeparators = std::string_view{",;\t"};
  auto quoted = false;
  for (auto const c : utf8) {
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '\n' || c == '\r')) {
      break;
    } else if (auto const at = kSeparators.find(c); !quoted && at != std::string_view::npos) {
      ++counts[at];
    }
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace foothold
