#pragma once
// Authenticated encryption as the whole vault uses it: XChaCha20-Poly1305 of libsodium with a random nonce, bound to a
// description of what is sealed. What was sealed as one thing does not open as another.

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/field_cipher.h"
#include "vault/secret.h"

namespace foothold {

inline constexpr std::size_t kNonceBytes{24U};
inline constexpr std::size_t kTagBytes{16U};
inline constexpr std::size_t kSealBytes{kNonceBytes + kTagBytes};  // what sealing adds

// The parts one after the other, each behind its length, so that no two lists give the same text.
[[nodiscard]] std::string described(std::initializer_list<std::string_view> parts);

// Nonce, ciphertext and tag, as raw bytes. The key has kKeyBytes.
[[nodiscard]] std::string seal_bytes(secret_view key, std::string_view about, secret_view clear);
// False: another key, another description, or not what was sealed; `clear` is then all zero. It has kSealBytes less
// than `sealed`.
[[nodiscard]] bool open_bytes(secret_view key, std::string_view about, std::string_view sealed,
                              std::span<unsigned char> clear);

// A field of the store as base64 text: padded to steps of 64 bytes, bound to the installation and to all of its place.
[[nodiscard]] std::string seal_field(secret_view key, std::string_view installation, field_place const& place,
                                     std::string_view clear);
// broken: it was not sealed under this key at this place.
[[nodiscard]] result<std::string> open_field(secret_view key, std::string_view installation, field_place const& place,
                                             std::string_view sealed);

}  // namespace foothold
