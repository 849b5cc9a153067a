#pragma once
// Back from a lost master key, a lost key store, or both.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "vault/master_key.h"

namespace foothold {

struct recovery_request {
  std::filesystem::path folder{};  // of the key store
  std::filesystem::path backup{};  // a copy to put there; empty: the key store that is there
  master_source master{};          // what opens the copy; with shares: the file to write
  std::optional<std::pair<std::string, std::string>> shares{};  // text of both
};

struct recovery_done {
  bool master_written{false};
  std::optional<std::chrono::sys_seconds> copy_of{};  // when the copy was made that is in place now
  bool ledger_kept{false};  // false: the folder had no ledger, so erasures after the copy are not known
};

// With shares the master key is written to its file, and the key store opens with it from now on, also if it opened
// with a passphrase before. A copy takes the place of the key store that is there; the longer of the two ledgers stays,
// and is carried out when the vault is unlocked. All of it may be repeated after a kill. conflict: the master key's
// file is there and holds another key, or a process has the key store; bad_input: shares, copy and ledger do not belong
// together.
[[nodiscard]] result<recovery_done> recover_keys(recovery_request const& request);

}  // namespace foothold
