// What changes a key store as a whole: erasures, rotations, copies.

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "sys/folders.h"
#include "vault/key_backup.h"
#include "vault/key_ladder.h"
#include "vault/vault_parts.h"

namespace foothold {

namespace fs = std::filesystem;

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

result<std::vector<erasure>> vault::erasures() {
  return guarded([&]() -> result<std::vector<erasure>> {
    auto const files = std::lock_guard{files_};
    return ledger_.read().map([](ledger_text&& l) { return std::move(l.entries); });
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
        fs::remove(waiting_master_key(master->file), left);  // of a rotation that was cut off; it opens nothing
        next_master = secret::random(kKeyBytes);
        if (auto const written = write_master_key(waiting_master_key(master->file), next_master); !written) {
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
    return file ? put_master_key_in_place(master->file) : result<void>{};
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
    if (!ledger) {
      return tl::make_unexpected(ledger.error());
    }
    auto const now = now_of(*clock_);
    return write_key_backup(folder, database_, master_, *ledger, now).and_then([&](fs::path const& copy) {
      return note_key_backup(options_.folder, installation_, now).map([&] { return copy; });
    });
  });
}

}  // namespace foothold
