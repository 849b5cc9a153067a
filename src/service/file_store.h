#pragma once
// Where the bytes of files lie: DIR/files/<two hex digits>/<id of the row>, each sealed in blocks of 64 KiB
// (vault/sealed_stream.h) under a key that is made of the person's own and of the file's id. Their rows are in the
// store; a file is on the disk before its row is, and goes after it. Thread-safe.

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "vault/vault.h"

namespace foothold {

struct file_place {
  std::string person, id;  // 32 hex digits each
};

struct file_on_disk {
  std::string id;
  std::filesystem::file_time_type written;
};

class file_store {
public:
  file_store(std::filesystem::path folder, vault& keys) : folder_{std::move(folder)}, keys_{&keys} {}
  file_store(file_store const&) = delete;
  file_store& operator=(file_store const&) = delete;

  // On the disk, with its folder, when it returns. no_room, broken: nothing is left; not_found: the person has no keys.
  [[nodiscard]] result<void> write(file_place const& at, std::string_view bytes);
  // broken: it is not there, or was damaged; not_found: the person's keys were destroyed.
  [[nodiscard]] result<std::string> read(file_place const& at);
  // broken too where they are not the bytes of this hash.
  [[nodiscard]] result<std::string> read_same(file_place const& at, std::string_view hash);
  // Of one that is not there nothing has to be done. While somebody keeps all of them it stays, for tidy_files().
  void remove(std::string const& id);

  [[nodiscard]] bool has(std::string const& id) const;
  [[nodiscard]] std::filesystem::path path_of(std::string const& id) const;
  [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }
  // What lies there; left-overs of writes that were killed are not among them.
  [[nodiscard]] std::vector<file_on_disk> list() const;
  // Left-overs of writes that were killed before this moment.
  void remove_left_over(std::filesystem::file_time_type before);

  // For as long as it lives no file goes: a copy of the data is being made.
  class keeping {
  public:
    explicit keeping(file_store& of);
    keeping(keeping const&) = delete;
    keeping& operator=(keeping const&) = delete;
    ~keeping();

  private:
    file_store& of_;
  };

private:
  std::filesystem::path folder_;
  vault* keys_;
  std::mutex removing_;
  int kept_by_{0};  // guarded by removing_
};

}  // namespace foothold
