#include "ui/url.h"

#include <algorithm>

namespace foothold {

namespace {

bool is_unreserved(char const c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

}  // namespace

std::string percent_encode(std::string_view const text) {
  constexpr auto kDigits = std::string_view{"0123456789ABCDEF"};
  auto out = std::string{};
  for (auto const c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      auto const byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

std::optional<url> url::external(std::string_view const text) {
  auto const clean = std::ranges::all_of(text, [](char const c) { return static_cast<unsigned char>(c) > 0x20U; });
  if (!clean || !(text.starts_with("https://") || text.starts_with("http://"))) {
    return std::nullopt;
  }
  auto out = url{};
  out.path_ = text;
  return out;
}

}  // namespace foothold
