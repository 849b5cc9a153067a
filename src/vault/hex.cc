#include "vault/hex.h"

#include <sodium.h>

#include <cstddef>

namespace foothold {

std::string as_hex(std::string_view const bytes) {
  auto text = std::string(2U * bytes.size() + 1U, '\0');
  ::sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  text.pop_back();
  return text.empty() ? "-" : text;
}

std::optional<std::string> from_hex(std::string_view const text) {
  if (text == "-") {
    return std::string{};
  }
  auto out = std::string(text.size() / 2U, '\0');
  auto size = std::size_t{0U};
  if (::sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                       &size, nullptr) != 0 ||
      as_hex(out) != text) {
    return std::nullopt;
  }
  return out;
}

}  // namespace foothold
