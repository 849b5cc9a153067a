#pragma once
// The keys of an installation at work. A master key wraps the installation's key, which wraps two keys for each
// subject: one for personal data, one for special categories. All of this but the master key lies in the folder of the
// key store, apart from the data. docs/vault.md tells how it is kept and what it cannot do.
//
// A vault is unlocked once for an installation; all its functions may be called from many threads. Errors:
//   conflict   another process has the folder
//   no_room    the disk is full: it may be tried again
//   broken     the disk fails or the key store was damaged; after a failed sync everything is refused until the vault
//              is unlocked anew

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "sys/clock.h"
#include "sys/lock_file.h"
#include "vault/erasure_ledger.h"
#include "vault/field_cipher.h"
#include "vault/key_cache.h"
#include "vault/key_database.h"
#include "vault/master_key.h"
#include "vault/secret.h"

namespace foothold {

struct vault_options {
  std::filesystem::path folder{};  // keys.db, its log, erasures.log and keys.lock; not part of any backup of the data
  master_source master{};
  std::size_t cached{4096U};  // subjects whose keys are kept unwrapped, in locked memory; at least 1

  // Called with the name of each step of a change that must survive a kill before and after it: for tests.
  std::function<void(std::string_view)> at{};
};

[[nodiscard]] std::filesystem::path key_database_file(std::filesystem::path const& folder);
[[nodiscard]] std::filesystem::path ledger_file(std::filesystem::path const& folder);

// Makes the folder, for its owner only, and an empty key store. A master key file that is not there is made too.
// Returns the two shares of the recovery key, which are nowhere else. conflict: there is a key store already.
[[nodiscard]] result<std::pair<std::string, std::string>> make_key_store(vault_options const& options);

class vault final : public field_cipher {
public:
  // Carries out every erasure of the ledger that the key store does not know yet, before anything can be read.
  // not_found: there is no key store, or no master key; bad_input: another master key, or a ledger that lacks
  // erasures that were carried out.
  [[nodiscard]] static result<std::unique_ptr<vault>> unlock(vault_options options, time_source const& clock);

  [[nodiscard]] result<std::string> seal(field_place const& place, std::string_view clear) override;
  [[nodiscard]] result<std::string> open(field_place const& place, std::string_view sealed) override;
  [[nodiscard]] result<void> settle() override;

  // The key of a stream (sealed_stream.h) that belongs to a subject: made of the subject's key, this installation and
  // what the stream is, and gone with the subject's key. not_found: there is none, or it was destroyed.
  [[nodiscard]] result<secret> key_of_stream(std::string_view subject, std::string_view what);

  // Destroys the keys of a subject for ever: noted in the ledger, then written over, then gone from the log of the key
  // store. Repeating it gives the first receipt. not_found: it never had keys. After any error it may be repeated: what
  // the ledger has is refused at once, and carried out by the next call or the next start.
  [[nodiscard]] result<erasure> erase(std::string const& subject);
  // All there ever were, the first first.
  [[nodiscard]] result<std::vector<erasure>> erasures();

  // Another key of the installation, and another master key if `master` is given: its file is made, or replaced. The
  // keys of all subjects are wrapped anew in one transaction; what they sealed is not touched. After a kill the old
  // keys hold or the new ones, and `master.file` opens the store either way if it did before.
  [[nodiscard]] result<void> rotate(std::optional<master_source> const& master);

  // Writes a sealed copy of the key store and the ledger into `folder`, reads it back and compares. Returns its file.
  [[nodiscard]] result<std::filesystem::path> back_up(std::filesystem::path const& folder);

  [[nodiscard]] result<std::int64_t> subjects();  // that have keys

  [[nodiscard]] std::string const& installation() const { return installation_; }  // 32 hex digits
  [[nodiscard]] std::filesystem::path const& folder() const { return options_.folder; }
  [[nodiscard]] std::string recovery_key();  // the open half, raw: who holds both shares opens what is sealed to it

private:
  struct opened;
  vault(vault_options options, time_source const& clock, opened parts);

  template <typename Work>
  auto guarded(Work const& work) -> decltype(work());
  template <typename Use>
  auto with_keys(field_place const& place, bool make, Use const& use) -> std::invoke_result_t<Use const&, secret_view>;
  result<secret_view> load(std::string_view subject, bool make);
  void settle_locked();
  void carry_out();
  void step(std::string_view name) const;
  [[nodiscard]] result<erasure> receipt(std::string const& subject) const;
  [[nodiscard]] bool due(std::string_view subject) const;

  vault_options options_;
  time_source const* clock_;
  lock_file lock_;
  std::string const installation_;

  std::mutex files_;  // guards what follows; taken before keys_
  key_database database_;
  erasure_ledger ledger_;
  key_store_head head_;
  secret master_;
  std::vector<erasure> due_;  // in the ledger, not carried out yet

  std::mutex keys_;  // guards what follows
  secret installation_key_;
  key_cache cache_;
  std::unordered_map<std::string, std::string> unsettled_;  // wrapped keys that are not in the database yet
  std::optional<error> failed_;
};

}  // namespace foothold
