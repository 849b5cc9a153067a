#include "sys/hash.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace foothold {
namespace {

constexpr std::size_t kHashBytes{kHashHexDigits / 2U};

using digest = std::array<unsigned char, kHashBytes>;

void start_sodium() {
  static bool const ready = sodium_init() >= 0;
  if (!ready) {
    throw std::runtime_error{"libsodium does not start"};
  }
}

unsigned char const* raw(void const* const data) {
  return static_cast<unsigned char const*>(data);
}

std::string to_hex(digest const& bytes) {
  auto text = std::string(kHashHexDigits + 1U, '\0');  // sodium writes a closing zero
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

}  // namespace

struct hasher::state {
  crypto_generichash_state blake{};
};

hasher::hasher() : state_{std::make_unique<state>()} {
  start_sodium();
  crypto_generichash_init(&state_->blake, nullptr, 0U, kHashBytes);
}
hasher::hasher(hasher&&) noexcept = default;
hasher& hasher::operator=(hasher&&) noexcept = default;
hasher::~hasher() = default;

void hasher::add(std::string_view const bytes) {
  crypto_generichash_update(&state_->blake, raw(bytes.data()), bytes.size());
}

void hasher::add_part(std::string_view const bytes) {
  // Little-endian whatever the machine, so that hashes can be compared between machines.
  auto length = std::array<char, 8>{};
  for (auto i = std::size_t{0}; i < length.size(); ++i) {
    length[i] = static_cast<char>((static_cast<std::uint64_t>(bytes.size()) >> (8U * i)) & 0xFFU);
  }
  add({length.data(), length.size()});
  add(bytes);
}

std::string hasher::hex() && {
  auto bytes = digest{};
  crypto_generichash_final(&state_->blake, bytes.data(), bytes.size());
  return to_hex(bytes);
}

bool is_hash_hex(std::string_view const text) {
  return text.size() == kHashHexDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string hash_hex(std::string_view const bytes) {
  start_sodium();
  auto out = digest{};
  crypto_generichash(out.data(), out.size(), raw(bytes.data()), bytes.size(), nullptr, 0U);
  return to_hex(out);
}

std::string hash_hex(std::span<std::byte const> const bytes) {
  return hash_hex(std::string_view{reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

}  // namespace foothold
