#pragma once
// An installation at work: its keys and its cases, opened in the one order that is safe. First the keys, which carry
// out every erasure of the ledger; then the cases, from which the rows of the erased are taken; then whoever asks.

#include <memory>

#include "base/result.h"
#include "media/cleaning.h"
#include "service/file_store.h"
#include "store/store.h"
#include "store/store_options.h"
#include "sys/clock.h"
#include "vault/vault.h"

namespace foothold {

struct installation_options {
  store_options data;
  vault_options keys;
  cleaning_options cleaning{};  // of uploaded files
};

class installation {
public:
  // conflict: another process has it open; not_found: there is no key store yet; else as vault::unlock() and
  // store::open(). The clock must outlive it.
  [[nodiscard]] static result<std::unique_ptr<installation>> open(installation_options const& options,
                                                                  time_source const& clock);

  [[nodiscard]] store& cases() { return cases_; }
  [[nodiscard]] vault& keys() { return *keys_; }
  [[nodiscard]] file_store& files() { return files_; }
  [[nodiscard]] media_cleaner& cleaner() { return cleaner_; }
  [[nodiscard]] time_source const& clock() const { return *clock_; }
  [[nodiscard]] installation_options const& options() const { return options_; }

private:
  installation(installation_options options, std::unique_ptr<vault> keys, store cases, time_source const& clock)
      : options_{std::move(options)},
        keys_{std::move(keys)},
        cases_{std::move(cases)},
        files_{options_.data.folder / "files", *keys_},
        cleaner_{options_.cleaning},
        clock_{&clock} {}

  installation_options options_;
  std::unique_ptr<vault> keys_;  // outlives the cases
  store cases_;
  file_store files_;
  media_cleaner cleaner_;
  time_source const* clock_;
};

}  // namespace foothold
