#include "vault/one_time_code.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <new>

#include "vault/credentials.h"

namespace foothold {

std::string one_time_code(std::string_view const key, std::uint64_t const counter, int const digits) {
  auto message = std::array<unsigned char, 8>{};
  for (auto i = std::size_t{0U}; i != message.size(); ++i) {
    message[i] = static_cast<unsigned char>(counter >> (8U * (7U - i)));
  }
  auto mac = std::array<unsigned char, EVP_MAX_MD_SIZE>{};
  auto size = 0U;
  if (::HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), mac.data(), &size) ==
          nullptr ||
      size != 20U) {
    throw std::bad_alloc{};
  }
  // RFC 4226, section 5.3: dynamic truncation.
  auto const at = std::size_t{mac[19] & 0x0FU};
  auto const whole = (std::uint32_t{mac[at] & 0x7FU} << 24U) | (std::uint32_t{mac[at + 1U]} << 16U) |
                     (std::uint32_t{mac[at + 2U]} << 8U) | std::uint32_t{mac[at + 3U]};
  auto text = std::string(static_cast<std::size_t>(digits), '0');
  auto rest = whole;
  for (auto i = text.size(); i-- != 0U; rest /= 10U) {
    text[i] = static_cast<char>('0' + rest % 10U);
  }
  return text;
}

std::optional<std::int64_t> step_of_code(std::string_view const key, std::string_view const code,
                                         std::int64_t const step, std::int64_t const last) {
  auto found = std::optional<std::int64_t>{};
  for (auto const s : {step - 1, step, step + 1}) {
    auto const same = s >= 0 && same_secret(one_time_code(key, static_cast<std::uint64_t>(s)), code);
    if (same && s > last) {
      found = s;
    }
  }
  return found;
}

std::string base32(std::string_view const bytes) {
  constexpr std::string_view kLetters{"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"};
  auto out = std::string{};
  auto held = std::uint32_t{0U};
  auto bits = 0U;
  for (auto const c : bytes) {
    held = ((held & 0xFFFFU) << 8U) | static_cast<unsigned char>(c);
    for (bits += 8U; bits >= 5U; bits -= 5U) {
      out.push_back(kLetters[(held >> (bits - 5U)) & 31U]);
    }
  }
  if (bits != 0U) {
    out.push_back(kLetters[(held << (5U - bits)) & 31U]);
  }
  return out;
}

}  // namespace foothold
