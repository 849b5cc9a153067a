#include "vault/key_recovery.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "sys/file.h"
#include "sys/folders.h"
#include "sys/lock_file.h"
#include "vault/erasure_ledger.h"
#include "vault/key_backup.h"
#include "vault/key_database.h"
#include "vault/key_ladder.h"
#include "vault/recovery.h"
#include "vault/vault.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

result<void> keep_master_key(fs::path const& file, secret const& master) {
  if (!fs::exists(file)) {
    return write_master_key(file, master);
  }
  auto const there = read_master_key(file);
  return there && std::ranges::equal(there->bytes(), master.bytes())
             ? result<void>{}
             : fail(errc::conflict,
                    fmt::format("{}: is there already and is not this master key; move it away first", file.string()));
}

// One of the two must be the beginning of the other. The text that is to be in the file, or nothing where it is
// already.
result<std::optional<std::string>> longer_ledger(fs::path const& file, std::string const& copied) {
  if (!fs::exists(file)) {
    return copied;
  }
  auto const text = read_file(file);
  if (!text) {
    return tl::make_unexpected(text.error());
  }
  auto const there = parse_ledger(*text);
  auto const copy = parse_ledger(copied);
  if (!there || !copy) {
    return tl::make_unexpected(there ? copy.error() : there.error());
  }
  auto const whole = text->substr(0U, there->length);
  if (whole.starts_with(copied.substr(0U, copy->length))) {
    return std::nullopt;
  }
  if (copied.starts_with(whole)) {
    return copied;
  }
  return fail(errc::bad_input,
              fmt::format("{}: this ledger and that of the copy do not belong together", file.string()));
}

struct restoring {
  fs::path folder;
  std::string ledger{};

  [[nodiscard]] fs::path beside() const {
    auto file = key_database_file(folder);
    file += ".restored";
    return file;
  }
  // Writes the database beside the one that is there.
  result<void> unpack(std::string_view const copy, secret const& master) {
    auto out = replacing_file::create(beside(), readers::owner);
    if (!out) {
      return tl::make_unexpected(out.error());
    }
    auto const take = key_backup_parts{.ledger = [&](std::string_view const text) -> result<void> {
                                         ledger = text;
                                         return {};
                                       },
                                       .database = [&](std::string_view const block) { return out->write(block); }};
    return open_key_backup(copy, master, take).and_then([&] { return out->commit(); });
  }
  result<void> examine(secret const& master) const {
    auto db = key_database::open(beside());
    if (auto const ill = db.examine(); !ill.empty()) {
      return fail(errc::broken, fmt::format("the copy holds a damaged key store: {}", ill));
    }
    return unwrap_installation_key(db.head(), master).map([](secret const&) {});
  }
  // A log of the older database must not be carried over into the copy.
  [[nodiscard]] result<void> put_in_place() const {
    auto const file = key_database_file(folder);
    for (auto const* const part : {"-wal", "-shm", "-journal"}) {
      auto left = file;
      left += part;
      ::unlink(left.c_str());
    }
    auto failed = std::error_code{};
    fs::rename(beside(), file, failed);
    return failed ? fail(errc::broken, fmt::format("{}: cannot be replaced: {}", file.string(), failed.message()))
                  : sync_folder_of(file);
  }
};

// The head that tells how the master key comes back: of the copy, or of the key store that is there.
result<key_store_head> head_of(recovery_request const& request, std::string_view const copy) {
  if (request.backup.empty()) {
    auto const file = key_database_file(request.folder);
    return fs::exists(file) ? result<key_store_head>{key_database::open(file).head()}
                            : fail(errc::not_found, fmt::format("{}: there is no key store; name a copy of it",
                                                                request.folder.string()));
  }
  auto head = read_key_backup_head(copy);
  if (!head) {
    return fail(head.error().code, fmt::format("{}: {}", request.backup.string(), head.error().message));
  }
  return key_store_head{.installation = head->installation,
                        .wrapped = {},
                        .salt = head->salt,
                        .recovery_key = head->recovery_key,
                        .recovery_sealed = head->recovery_sealed,
                        .erased_head = {}};
}

result<secret> master_key_by(recovery_request const& request, key_store_head const& head) {
  if (!request.shares) {
    return master_key_for(head, request.master);
  }
  auto const joined = join_shares(request.shares->first, request.shares->second, head.recovery_key);
  return joined ? open_by_recovery(*joined, head.recovery_sealed) : tl::make_unexpected(joined.error());
}

result<recovery_done> recover_locked(recovery_request const& request) {
  auto copy = mapped_file{};
  if (!request.backup.empty()) {
    auto opened = mapped_file::open(request.backup);
    if (!opened) {
      return tl::make_unexpected(opened.error());
    }
    copy = std::move(*opened);
  }
  auto const head = head_of(request, copy.text());
  if (!head) {
    return tl::make_unexpected(head.error());
  }
  auto const master = master_key_by(request, *head);
  if (!master) {
    return tl::make_unexpected(master.error());
  }
  auto done = recovery_done{};
  auto restored = restoring{.folder = request.folder};
  if (!request.backup.empty()) {
    if (auto const ready = restored.unpack(copy.text(), *master).and_then([&] { return restored.examine(*master); });
        !ready) {
      return tl::make_unexpected(ready.error());
    }
  }
  if (request.shares) {
    if (auto const kept = keep_master_key(request.master.file, *master); !kept) {
      return tl::make_unexpected(kept.error());
    }
    done.master_written = true;
  }
  if (!request.backup.empty()) {
    auto const file = ledger_file(request.folder);
    done.ledger_kept = fs::exists(file);
    auto const ledger = longer_ledger(file, restored.ledger);
    if (!ledger) {
      return tl::make_unexpected(ledger.error());
    }
    auto const placed = (*ledger ? write_file(file, **ledger, readers::owner) : result<void>{}).and_then([&] {
      return restored.put_in_place();
    });
    if (!placed) {
      return tl::make_unexpected(placed.error());
    }
    done.copy_of = read_key_backup_head(copy.text())->made_at;
  }
  if (request.shares && !head->salt.empty()) {
    auto db = key_database::open(key_database_file(request.folder));
    auto with_file = db.head();
    with_file.salt.clear();
    db.set_head(with_file);
  }
  return done;
}

}  // namespace

result<recovery_done> recover_keys(recovery_request const& request) {
  start_sodium();
  if (auto const made = make_private_folder(request.folder); !made) {
    return tl::make_unexpected(made.error());
  }
  auto const lock = lock_file::take(request.folder / "keys.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  auto done = result<recovery_done>{};
  try {
    done = recover_locked(request);
  } catch (key_failure const& f) {
    done = fail(f.code, f.what());
  }
  ::unlink(restoring{.folder = request.folder}.beside().c_str());  // where it was not put in place
  return done;
}

}  // namespace foothold
