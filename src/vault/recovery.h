#pragma once
// The way back when the master key is lost. It is also sealed to a recovery key, whose secret half exists only as two
// shares on paper, kept by two people: each share alone says nothing about it.

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "vault/secret.h"

namespace foothold {

struct recovery_key {
  std::string open_half;  // 32 raw bytes, kept in the key store
  secret secret_half;     // 32 bytes, never written by us but as shares
};
[[nodiscard]] recovery_key make_recovery_key();

// Two lines of text: foothold-share-1, or -2, and groups of hex digits that end with a checksum.
[[nodiscard]] std::pair<std::string, std::string> split_in_two(recovery_key const& key);

// The two in any order, with blanks as they like. bad_input: not a share, a slip of the pen, twice the same, or shares
// of different keys (`open_half` is that of the key store). No error quotes a share.
[[nodiscard]] result<recovery_key> join_shares(std::string_view one, std::string_view other,
                                               std::string_view open_half);

// The master key, to be opened by who joins the shares.
[[nodiscard]] std::string seal_for_recovery(std::string_view open_half, secret const& master);
// broken: it was not sealed to this key.
[[nodiscard]] result<secret> open_by_recovery(recovery_key const& key, std::string_view sealed);

}  // namespace foothold
