// A key store is made, and a vault unlocked: the ledger is carried out before anybody can use it.

#include <filesystem>

#include <fmt/format.h>

#include "sys/folders.h"
#include "sys/random.h"
#include "vault/key_ladder.h"
#include "vault/recovery.h"
#include "vault/vault_parts.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

std::string random_hex(std::size_t const bytes) {
  auto text = std::string{};
  for (auto const c : random_text(bytes)) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

result<unlocked_keys> unlock_with(key_store_head const& head, master_source const& source) {
  auto master = master_key_for(head, source);
  if (!master) {
    return tl::make_unexpected(master.error());
  }
  auto key = unwrap_installation_key(head, *master);
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  return unlocked_keys{std::move(*master), std::move(*key)};
}

// Ends a rotation that was cut off between the key store and the file of the new master key.
result<unlocked_keys> unlock_store(key_store_head const& head, master_source const& source) {
  auto usual = unlock_with(head, source);
  if (usual || !source.passphrase.empty() || !fs::exists(waiting_master_key(source.file))) {
    return usual;
  }
  auto next = unlock_with(head, {.file = waiting_master_key(source.file)});
  if (!next) {
    return usual;
  }
  if (auto const placed = put_master_key_in_place(source.file); !placed) {
    return tl::make_unexpected(placed.error());
  }
  return next;
}

}  // namespace

std::string random_text(std::size_t const size) {
  auto text = std::string(size, '\0');
  fill_random(std::as_writable_bytes(std::span{text}));
  return text;
}

fs::path key_database_file(fs::path const& folder) {
  return folder / "keys.db";
}

fs::path ledger_file(fs::path const& folder) {
  return folder / "erasures.log";
}

result<std::pair<std::string, std::string>> make_key_store(vault_options const& options) {
  start_sodium();
  if (auto const made = make_private_folder(options.folder); !made) {
    return tl::make_unexpected(made.error());
  }
  auto const lock = lock_file::take(options.folder / "keys.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  auto const file = key_database_file(options.folder);
  if (fs::exists(file)) {
    return fail(errc::conflict, fmt::format("{}: there is a key store already", file.string()));
  }
  if (fs::exists(ledger_file(options.folder))) {
    return fail(errc::conflict, fmt::format("{}: is the ledger of a key store that is lost; `foothold keys recover` "
                                            "brings that back from a copy",
                                            ledger_file(options.folder).string()));
  }
  auto const& from = options.master;
  if (from.passphrase.empty() && !fs::exists(from.file)) {
    if (auto const written = write_master_key(from.file, secret::random(kKeyBytes)); !written) {
      return tl::make_unexpected(written.error());
    }
  }
  auto recovery = make_recovery_key();
  auto head = key_store_head{.installation = random_hex(16U),
                             .version = 1,
                             .wrapped = {},
                             .salt = from.passphrase.empty() ? "" : random_text(kSaltBytes),
                             .recovery_key = recovery.open_half,
                             .recovery_sealed = {},
                             .erased_head = {}};
  auto const master = master_key_for(head, from);
  if (!master) {
    return tl::make_unexpected(master.error());
  }
  wrap_installation_key(head, *master, secret::random(kKeyBytes));
  try {
    key_database::create(file, head);
  } catch (key_failure const& f) {
    return fail(f.code, f.what());
  }
  return split_in_two(recovery);
}

result<std::unique_ptr<vault>> vault::unlock(vault_options options, time_source const& clock) {
  start_sodium();
  auto const file = key_database_file(options.folder);
  if (!fs::exists(file)) {
    return fail(errc::not_found,
                fmt::format("{}: there is no key store; `foothold keys init` makes one", options.folder.string()));
  }
  auto lock = lock_file::take(options.folder / "keys.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  try {
    auto database = key_database::open(file);
    auto head = database.head();
    auto keys = unlock_store(head, options.master);
    if (!keys) {
      return tl::make_unexpected(keys.error());
    }
    auto ledger = erasure_ledger::open(ledger_file(options.folder), head.installation);
    if (!ledger) {
      return tl::make_unexpected(ledger.error());
    }
    auto there = ledger->read();
    if (!there) {
      return tl::make_unexpected(there.error());
    }
    if (head_after(*there, head.erased) != head.erased_head) {
      return fail(errc::bad_input, fmt::format("{}: the ledger lacks erasures that the key store has carried out; put "
                                               "the whole ledger back",
                                               ledger_file(options.folder).string()));
    }
    auto due = std::vector<erasure>(there->entries.begin() + head.erased, there->entries.end());
    auto made = std::unique_ptr<vault>{new vault{std::move(options), clock,
                                                 opened{std::move(*lock), std::move(database), std::move(*ledger),
                                                        std::move(head), std::move(*keys), std::move(due)}}};
    made->carry_out();
    return made;
  } catch (key_failure const& f) {
    return fail(f.code, f.what());
  }
}

}  // namespace foothold
