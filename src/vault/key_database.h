#pragma once
// keys.db: the wrapped keys, apart from the data. SQLite with one connection that nobody else may open beside it; every
// commit is on the disk when it returns. What is destroyed is written over in place, and empty_log() takes the last
// copy of it out of the log. Not thread-safe; everything throws key_failure.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/result.h"

namespace foothold {

struct key_failure : std::runtime_error {
  key_failure(errc const c, std::string const& text) : std::runtime_error{text}, code{c} {}
  errc code;  // no_room: nothing was written; conflict: another process has the file; broken: everything else
};

// Everything about an installation's keys but the keys of people. Texts are raw bytes where it says so.
struct key_store_head {
  std::string installation;     // 32 hex digits
  std::int64_t version{0};      // of the installation's key: counts its rotations
  std::string wrapped;          // the installation's key under the master key, raw
  std::string salt;             // of the passphrase, raw; empty: the master key is a file
  std::string recovery_key;     // open half, raw
  std::string recovery_sealed;  // the master key sealed to it, raw
  std::int64_t erased{0};       // how many entries of the ledger are carried out here
  std::string erased_head;      // the hash of the last of them

  bool operator==(key_store_head const&) const = default;
};

struct subject_keys {
  std::string subject;
  std::string wrapped;  // raw; all of a subject's keys; empty: destroyed
};

class key_database {
public:
  // All or nothing, and on the disk. conflict: it is there already.
  static void create(std::filesystem::path const& file, key_store_head const& head);
  // A log that a killed process left is taken in. `vfs` names the file layer of SQLite, for tests of failing disks.
  [[nodiscard]] static key_database open(std::filesystem::path const& file, std::string const& vfs = "");
  key_database(key_database&&) noexcept;
  key_database& operator=(key_database&&) noexcept;
  ~key_database();

  [[nodiscard]] key_store_head head();
  void set_head(key_store_head const& head);

  // Nothing: this subject never had keys.
  [[nodiscard]] std::optional<subject_keys> find(std::string_view subject);
  // All or none, in one transaction. They must be new.
  void add(std::span<subject_keys const> keys);
  // The same; a subject that is not there is noted as destroyed.
  void destroy(std::span<std::string const> subjects, key_store_head const& head);
  // Gives every subject's keys another wrapping of the same length and the store another head, in one transaction.
  void rewrap(std::function<std::string(subject_keys const&)> const& wrap_anew, key_store_head const& head);

  // Carries the log over into the file, synced, and cuts it to nothing.
  void empty_log();

  [[nodiscard]] std::int64_t count();  // subjects with keys
  // SQLite's examination of the whole file; empty: it is sound.
  [[nodiscard]] std::string examine();
  // The bytes of the file; call empty_log() before. The file is read through SQLite: opening it a second time in this
  // process would drop its lock.
  void each_block(std::function<void(std::string_view)> const& take);

private:
  struct impl;
  explicit key_database(std::unique_ptr<impl> i);
  std::unique_ptr<impl> impl_;
};

}  // namespace foothold
