#pragma once
// The key above all others: 32 bytes in a credential file that only its owner may read, or made of a passphrase. It is
// never in the key store.

#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "base/result.h"
#include "vault/secret.h"

namespace foothold {

inline constexpr std::size_t kSaltBytes{16U};
inline constexpr std::size_t kShortestPassphrase{16U};

// A line of 64 hex digits. bad_input: anything else, or others than the owner may read the file; the error never quotes
// what is in it.
[[nodiscard]] result<secret> read_master_key(std::filesystem::path const& file);

// Creates the file, synced, with mode 0400. conflict: there is one already.
[[nodiscard]] result<void> write_master_key(std::filesystem::path const& file, secret const& key);

// Where the file of the next master key waits while a rotation has not ended: FILE.new.
[[nodiscard]] std::filesystem::path waiting_master_key(std::filesystem::path file);
// Renames it to `file`, synced.
[[nodiscard]] result<void> put_master_key_in_place(std::filesystem::path const& file);

// Argon2id with libsodium's moderate limits: 256 MiB of memory, 0.6 s of a core. bad_input: too short.
[[nodiscard]] result<secret> master_key_of(std::string_view passphrase, std::string_view salt);

// Where an installation gets its master key from.
struct master_source {
  std::filesystem::path file{};
  std::string_view passphrase{};  // not empty: instead of the file; must outlive the call it is given to
};

}  // namespace foothold
