#include "vault/vault.h"

#include <algorithm>

#include "sys/random.h"
#include "vault/key_ladder.h"
#include "vault/sealed_stream.h"
#include "vault/sealing.h"
#include "vault/vault_parts.h"

namespace foothold {

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
auto vault::with_keys(field_place const& place, bool const make, Use const& use)
    -> std::invoke_result_t<Use const&, secret_view> {
  return guarded([&]() -> std::invoke_result_t<Use const&, secret_view> {
    {
      auto const lock = std::lock_guard{keys_};
      if (auto const keys = cache_.find(place.subject); !keys.empty()) {
        return use(key_for(keys, place.sort));
      }
    }
    auto const files = std::lock_guard{files_};
    auto const lock = std::lock_guard{keys_};
    auto const keys = load(place.subject, make);
    if (!keys) {
      return tl::make_unexpected(keys.error());
    }
    return use(key_for(*keys, place.sort));
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

result<secret> vault::key_of_stream(std::string_view const subject, std::string_view const what) {
  auto const about = described({"stream", installation_, subject, what});
  return with_keys({.subject = subject, .table = {}, .column = {}, .row = {}}, false,
                   [&](secret_view const key) -> result<secret> { return stream_key(key, about); });
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

std::string vault::recovery_key() {
  auto const files = std::lock_guard{files_};
  return head_.recovery_key;
}

result<std::int64_t> vault::subjects() {
  return guarded([&]() -> result<std::int64_t> {
    auto const files = std::lock_guard{files_};
    settle_locked();
    return database_.count();
  });
}

}  // namespace foothold
