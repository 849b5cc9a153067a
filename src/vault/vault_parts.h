#pragma once
// What the sources of the vault share and nobody else sees.

#include <vector>

#include "vault/vault.h"

namespace foothold {

struct unlocked_keys {
  secret master, installation_key;
};

struct vault::opened {
  lock_file lock;
  key_database database;
  erasure_ledger ledger;
  key_store_head head;
  unlocked_keys keys;
  std::vector<erasure> due;
};

[[nodiscard]] inline std::chrono::sys_seconds now_of(time_source const& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.now());
}

// Random bytes that need not be secret.
[[nodiscard]] std::string random_text(std::size_t size);

// What the database could not do, as an outcome. What is broken stays so until the vault is unlocked anew.
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

}  // namespace foothold
