#include "vault/vault.h"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "sys/file.h"
#include "sys/random.h"
#include "vault/key_backup.h"
#include "vault/key_ladder.h"
#include "vault/recovery.h"
#include "vault/sealing.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

std::chrono::sys_seconds now_of(time_source const& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.now());
}

std::string random_text(std::size_t const size) {
  auto text = std::string(size, '\0');
  fill_random(std::as_writable_bytes(std::span{text}));
  return text;
}

std::string random_hex(std::size_t const bytes) {
  auto text = std::string{};
  for (auto const c : random_text(bytes)) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

result<void> make_private_folder(fs::path const& folder) {
  auto failed = std::error_code{};
  auto const made = fs::create_directories(folder, failed);
  if (failed || (made && ::chmod(folder.c_str(), S_IRWXU) != 0)) {
    return fail(errc::broken, fmt::format("{}: cannot make the folder", folder.string()));
  }
  return {};
}

// Beside the file, while a rotation has not ended.
fs::path next_to(fs::path file) {
  file += ".new";
  return file;
}

result<void> put_in_place(fs::path const& file) {
  auto failed = std::error_code{};
  fs::rename(next_to(file), file, failed);
  return failed ? result<void>{fail(errc::broken, fmt::format("{}: cannot be put in place: {}; the master key is in {}",
                                                              file.string(), failed.message(), next_to(file).string()))}
                : sync_folder_of(file);
}

struct unlocked {
  secret master, installation_key;
};

result<unlocked> unlock_with(key_store_head const& head, master_source const& source) {
  auto master = master_key_for(head, source);
  if (!master) {
    return tl::make_unexpected(master.error());
  }
  auto key = unwrap_installation_key(head, *master);
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  return unlocked{std::move(*master), std::move(*key)};
}

// Ends a rotation that was cut off between the key store and the file of the new master key.
result<unlocked> unlock_store(key_store_head const& head, master_source const& source) {
  auto usual = unlock_with(head, source);
  if (usual || !source.passphrase.empty() || !fs::exists(next_to(source.file))) {
    return usual;
  }
  auto next = unlock_with(head, {.file = next_to(source.file)});
  if (!next) {
    return usual;
  }
  if (auto const placed = put_in_place(source.file); !placed) {
    return tl::make_unexpected(placed.error());
  }
  return next;
}

}  // namespace

struct vault::opened {
  lock_file lock;
  key_database database;
  erasure_ledger ledger;
  key_store_head head;
  unlocked keys;
  std::vector<erasure> due;
};

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

vault::vault(vault_options options, time_source const& clock, opened parts)
    : options_{std::move(options)},
      clock_{&clock},
      lock_{std::move(parts.lock)},
      installation_{parts.head.installation},
      database_{std::move(parts.database)},
      ledger_{std::move(parts.ledger)},
      head_{std::move(parts.head)},
      master_{std::move(parts.keys.master)},
      due_{std::move(parts.due)},
      installation_key_{std::move(parts.keys.installation_key)},
      cache_{options_.cached, kSubjectKeyBytes} {
  options_.master.passphrase = {};
}

void vault::step(std::string_view const name) const {
  if (options_.at) {
    options_.at(name);
  }
}

// What the database could not do, as an outcome. The caller holds files_ or calls what takes it.
template <typename Work>
auto vault::guarded(Work const& work) -> decltype(work()) {
  {
    auto const lock = std::lock_guard{keys_};
    if (failed_) {
      return tl::make_unexpected(*failed_);
    }
  }
  try {
    return work();
  } catch (key_failure const& f) {
    auto const e = error{f.code, f.what()};
    if (f.code == errc::broken) {
      auto const lock = std::lock_guard{keys_};
      failed_ = e;
    }
    return tl::make_unexpected(e);
  }
}

bool vault::due(std::string_view const subject) const {
  return std::any_of(due_.begin(), due_.end(), [&](erasure const& e) { return e.subject == subject; });
}

// The keys of a subject into the cache. Both mutexes are held.
result<secret_view> vault::load(std::string_view const subject, bool const make) {
  auto const gone = [] {
    return fail(errc::not_found, "the keys of this subject were destroyed, or it never had any");
  };
  if (auto const keys = cache_.find(subject); !keys.empty()) {
    return keys;
  }
  if (due(subject)) {
    return gone();
  }
  auto found = std::optional<subject_keys>{};
  if (auto const at = unsettled_.find(std::string{subject}); at != unsettled_.end()) {
    found = subject_keys{at->first, at->second};
  } else {
    found = database_.find(subject);
  }
  if (found ? found->wrapped.empty() : !make) {
    return gone();
  }
  auto const room = cache_.add(subject);
  if (!found) {
    fill_random(std::as_writable_bytes(room));
    unsettled_.emplace(subject, wrap_subject_keys(head_, installation_key_.bytes(), subject, room));
  } else if (!unwrap_subject_keys(head_, installation_key_.bytes(), *found, room)) {
    cache_.drop(subject);
    return fail(errc::broken, "the keys of a subject do not open: the key store was changed or damaged");
  }
  return room;
}

template <typename Use>
result<std::string> vault::with_keys(field_place const& place, bool const make, Use const& use) {
  return guarded([&]() -> result<std::string> {
    {
      auto const lock = std::lock_guard{keys_};
      if (auto const keys = cache_.find(place.subject); !keys.empty()) {
        return use(key_for(keys, place.sort));
      }
    }
    auto const files = std::lock_guard{files_};
    auto const lock = std::lock_guard{keys_};
    auto const keys = load(place.subject, make);
    return keys ? use(key_for(*keys, place.sort)) : tl::make_unexpected(keys.error());
  });
}

result<std::string> vault::seal(field_place const& place, std::string_view const clear) {
  return with_keys(place, true, [&](secret_view const key) -> result<std::string> {
    return seal_field(key, installation_, place, clear);
  });
}

result<std::string> vault::open(field_place const& place, std::string_view const sealed) {
  return with_keys(place, false, [&](secret_view const key) { return open_field(key, installation_, place, sealed); });
}

// files_ is held. What another thread seals meanwhile under a new key is settled by that thread.
void vault::settle_locked() {
  auto made = std::vector<subject_keys>{};
  {
    auto const lock = std::lock_guard{keys_};
    for (auto const& [subject, wrapped] : unsettled_) {
      made.push_back({subject, wrapped});
    }
  }
  if (made.empty()) {
    return;
  }
  std::sort(made.begin(), made.end(), [](auto const& a, auto const& b) { return a.subject < b.subject; });
  step("settle.begin");
  database_.add(made);
  step("settle.written");
  auto const lock = std::lock_guard{keys_};
  for (auto const& k : made) {
    unsettled_.erase(k.subject);
  }
}

result<void> vault::settle() {
  return guarded([&]() -> result<void> {
    {
      auto const lock = std::lock_guard{keys_};
      if (unsettled_.empty()) {
        return {};
      }
    }
    auto const files = std::lock_guard{files_};
    settle_locked();
    return {};
  });
}

// files_ is held.
void vault::carry_out() {
  if (due_.empty()) {
    return;
  }
  auto next = head_;
  auto subjects = std::vector<std::string>{};
  for (auto const& e : due_) {
    subjects.push_back(e.subject);
    next.erased = e.number;
    next.erased_head = e.head;
  }
  step("erase.destroying");
  database_.destroy(subjects, next);
  head_ = next;
  step("erase.destroyed");
  database_.empty_log();
  step("erase.emptied");
  due_.clear();
}

result<erasure> vault::receipt(std::string const& subject) const {
  auto const there = ledger_.read();
  if (!there) {
    return tl::make_unexpected(there.error());
  }
  auto const at = std::find_if(there->entries.begin(), there->entries.end(),
                               [&](erasure const& e) { return e.subject == subject; });
  return at == there->entries.end() ? result<erasure>{fail(errc::broken, "the ledger does not know this erasure")}
                                    : *at;
}

result<erasure> vault::erase(std::string const& subject) {
  if (!is_subject(subject)) {
    return fail(errc::wrong_use, fmt::format("an id has 1 to {} letters, digits or signs", kLongestSubject));
  }
  return guarded([&]() -> result<erasure> {
    auto const files = std::lock_guard{files_};
    if (due(subject)) {
      carry_out();
      return receipt(subject);
    }
    auto const there = database_.find(subject);
    {
      auto const lock = std::lock_guard{keys_};
      if (!there && !unsettled_.contains(subject)) {
        return fail(errc::not_found, "nobody with this id has keys");
      }
    }
    if (there && there->wrapped.empty()) {
      return receipt(subject);
    }
    step("erase.begin");
    auto noted = ledger_.append(subject, now_of(*clock_));
    if (!noted) {
      if (noted.error().code == errc::broken) {
        throw key_failure{errc::broken, noted.error().message};
      }
      return noted;
    }
    step("erase.noted");
    due_.push_back(*noted);
    {
      auto const lock = std::lock_guard{keys_};
      cache_.drop(subject);
      unsettled_.erase(subject);
    }
    carry_out();
    return noted;
  });
}

result<void> vault::rotate(std::optional<master_source> const& master) {
  return guarded([&]() -> result<void> {
    auto const files = std::lock_guard{files_};
    settle_locked();
    auto next = head_;
    ++next.version;
    auto next_master = secret{kKeyBytes};
    std::copy(master_.bytes().begin(), master_.bytes().end(), next_master.bytes().begin());
    auto const file = master && master->passphrase.empty();
    if (master) {
      next.salt = file ? "" : random_text(kSaltBytes);
      if (file) {
        auto left = std::error_code{};
        fs::remove(next_to(master->file), left);  // of a rotation that was cut off; it opens nothing
        next_master = secret::random(kKeyBytes);
        if (auto const written = write_master_key(next_to(master->file), next_master); !written) {
          return written;
        }
      } else {
        auto derived = master_key_of(master->passphrase, next.salt);
        if (!derived) {
          return tl::make_unexpected(derived.error());
        }
        next_master = std::move(*derived);
      }
    }
    auto next_key = secret::random(kKeyBytes);
    wrap_installation_key(next, next_master, next_key);
    step("rotate.begin");
    auto keys = secret{kSubjectKeyBytes};
    database_.rewrap(
        [&](subject_keys const& old) {
          if (!unwrap_subject_keys(head_, installation_key_.bytes(), old, keys.bytes())) {
            throw key_failure{errc::broken, "the keys of a subject do not open: the key store was changed or damaged"};
          }
          step("rotate.within");
          return wrap_subject_keys(next, next_key.bytes(), old.subject, keys.bytes());
        },
        next);
    step("rotate.written");
    {
      auto const lock = std::lock_guard{keys_};
      head_ = std::move(next);
      installation_key_ = std::move(next_key);
    }
    master_ = std::move(next_master);
    database_.empty_log();
    step("rotate.emptied");
    return file ? put_in_place(master->file) : result<void>{};
  });
}

result<fs::path> vault::back_up(fs::path const& folder) {
  return guarded([&]() -> result<fs::path> {
    if (auto const made = make_private_folder(folder); !made) {
      return tl::make_unexpected(made.error());
    }
    auto const files = std::lock_guard{files_};
    settle_locked();
    database_.empty_log();
    if (auto const ill = database_.examine(); !ill.empty()) {
      throw key_failure{errc::broken, fmt::format("the key store is damaged and was not copied: {}", ill)};
    }
    auto const ledger = ledger_.text();
    return ledger ? write_key_backup(folder, database_, master_, *ledger, now_of(*clock_))
                  : tl::make_unexpected(ledger.error());
  });
}

result<std::int64_t> vault::subjects() {
  return guarded([&]() -> result<std::int64_t> {
    auto const files = std::lock_guard{files_};
    settle_locked();
    return database_.count();
  });
}

}  // namespace foothold
