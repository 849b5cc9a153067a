#include "http/url.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace foothold::http {
namespace {

// -1 for anything but a hexadecimal digit.
int hex_value(char const c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  auto const lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_unreserved(char const c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// C0, DEL, and the C1 block U+0080..U+009F, which is C2 80..C2 9F in UTF-8.
bool has_control(std::string_view const text, bool const multiline) {
  for (auto i = std::size_t{0U}; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    auto const line = c == '\t' || c == '\r' || c == '\n';
    if ((c < 0x20U && !(multiline && line)) || c == 0x7FU) {
      return true;
    }
    if (c == 0xC2U && i + 1U < text.size() && static_cast<unsigned char>(text[i + 1U]) < 0xA0U) {
      return true;
    }
  }
  return false;
}

parsed<std::string> decode_text(std::string_view const raw, bool const plus_is_space, bool const multiline) {
  auto text = percent_decode(raw, plus_is_space);
  if (!text) {
    return tl::unexpected{
        refusal{400, "a percent sign in the address or form is not followed by two hexadecimal digits"}};
  }
  if (first_invalid_utf8(*text)) {
    return tl::unexpected{refusal{400, "the address or form is not valid UTF-8"}};
  }
  if (has_control(*text, multiline)) {
    return tl::unexpected{refusal{400, "the address or form holds a control character"}};
  }
  return std::move(*text);
}

parsed<std::string> parse_part(std::string_view const raw) {
  auto part = decode_text(raw, false, false);
  if (!part) {
    return part;
  }
  if (part->empty() || *part == "." || *part == "..") {
    return tl::unexpected{refusal{400, "the address has an empty or dotted part"}};
  }
  if (part->find_first_of("/\\") != std::string::npos) {
    return tl::unexpected{refusal{400, "the address has a slash or backslash inside a part"}};
  }
  return part;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view const text, bool const plus_is_space) {
  auto decoded = std::string{};
  decoded.reserve(text.size());
  for (auto i = std::size_t{0U}; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3U) {
        return std::nullopt;
      }
      auto const high = hex_value(text[i + 1U]);
      auto const low = hex_value(text[i + 2U]);
      if (high < 0 || low < 0) {
        return std::nullopt;
      }
      decoded.push_back(static_cast<char>(high * 16 + low));
      i += 2U;
    } else {
      decoded.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return decoded;
}

std::string percent_encode(std::string_view const text) {
  constexpr auto kDigits = std::string_view{"0123456789ABCDEF"};
  auto encoded = std::string{};
  encoded.reserve(text.size());
  for (auto const c : text) {
    if (is_unreserved(c)) {
      encoded.push_back(c);
    } else {
      auto const byte = static_cast<unsigned char>(c);
      encoded.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
  }
  return encoded;
}

std::string to_query(fields const& list) {
  auto text = std::string{};
  for (auto const& f : list) {
    if (!text.empty()) {
      text.push_back('&');
    }
    text.append(percent_encode(f.name)).append("=").append(percent_encode(f.value));
  }
  return text;
}

parsed<fields> parse_query(std::string_view text, std::size_t const max, bool const multiline) {
  auto list = fields{};
  while (!text.empty()) {
    auto const end = std::min(text.find('&'), text.size());
    auto const piece = text.substr(0U, end);
    text.remove_prefix(std::min(end + 1U, text.size()));
    if (piece.empty()) {
      continue;
    }
    if (list.size() == max) {
      return tl::unexpected{refusal{400, "too many parameters"}};
    }
    auto const equals = std::min(piece.find('='), piece.size());
    auto name = decode_text(piece.substr(0U, equals), true, false);
    if (!name) {
      return tl::unexpected{name.error()};
    }
    auto value = decode_text(piece.substr(std::min(equals + 1U, piece.size())), true, multiline);
    if (!value) {
      return tl::unexpected{value.error()};
    }
    list.push_back({std::move(*name), std::move(*value)});
  }
  return list;
}

parsed<std::string> parse_path(std::string_view raw) {
  if (!raw.starts_with('/')) {
    return tl::unexpected{refusal{400, "the address does not begin with a slash"}};
  }
  if (raw == "/") {
    return std::string{raw};
  }
  if (raw.ends_with('/')) {
    raw.remove_suffix(1U);
  }
  auto path = std::string{};
  while (!raw.empty()) {
    raw.remove_prefix(1U);
    auto const end = std::min(raw.find('/'), raw.size());
    auto const part = parse_part(raw.substr(0U, end));
    if (!part) {
      return part;
    }
    path.append("/").append(*part);
    raw.remove_prefix(end);
  }
  return path;
}

}  // namespace foothold::http
