#pragma once
// A sealed copy of the key store and its ledger in one file, for another place than the data's backups. It opens with
// the master key, which the two holders of the recovery shares can bring back from the copy itself. The form is in
// docs/vault.md.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/key_database.h"
#include "vault/secret.h"

namespace foothold {

// What can be read without any key.
struct key_backup_head {
  std::chrono::sys_seconds made_at{};
  std::string installation;
  std::string salt, recovery_key, recovery_sealed;  // raw, as in key_store_head
  std::size_t length{0U};                           // bytes of the first line, its end included
};
[[nodiscard]] result<key_backup_head> read_key_backup_head(std::string_view bytes);

// Gives the ledger's text and then the bytes of keys.db, piece by piece. bad_input: another master key; broken:
// damaged, or cut off. What was given before an error must not be used.
struct key_backup_parts {
  std::function<result<void>(std::string_view)> ledger;    // once, whole
  std::function<result<void>(std::string_view)> database;  // as often as need be
};
[[nodiscard]] result<void> open_key_backup(std::string_view bytes, secret const& master, key_backup_parts const& take);

// Writes FOLDER/keys-20260304T091500Z.backup, synced, for its owner only; then reads all of it back from the disk and
// compares. The log of the database must have been emptied.
[[nodiscard]] result<std::filesystem::path> write_key_backup(std::filesystem::path const& folder,
                                                             key_database& database, secret const& master,
                                                             std::string_view ledger, std::chrono::sys_seconds now);

// Beside the key store stands when it was last copied, so that no copy of the data is made that no key will open.
[[nodiscard]] result<void> note_key_backup(std::filesystem::path const& key_folder, std::string_view installation,
                                           std::chrono::sys_seconds now);
// not_found: never, as far as this folder knows.
[[nodiscard]] result<std::chrono::sys_seconds> last_key_backup(std::filesystem::path const& key_folder,
                                                               std::string_view installation);

}  // namespace foothold
