#pragma once
// A disk in memory for SQLite, as a file layer of its own. It counts what it is asked for, fails where it is told to,
// and can lose its power: then what was not synced is gone, kept or torn, as chance has it.

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "random_source.h"

namespace foothold {

enum class disk_act : std::uint8_t { write, sync, open, shorten, remove };

struct disk_fault {
  disk_act act{disk_act::write};
  std::uint64_t nth{1U};  // from now on, 1: the next one
  int code{SQLITE_IOERR};
  std::string ending{};  // only of files whose names end so
};

class memory_disk {
public:
  memory_disk();
  ~memory_disk();
  memory_disk(memory_disk const&) = delete;
  memory_disk& operator=(memory_disk const&) = delete;

  // For store_options::vfs.
  [[nodiscard]] std::string const& name() const { return name_; }

  [[nodiscard]] std::uint64_t count(disk_act act) const;
  // The threads that changed files with this ending since the last call.
  [[nodiscard]] std::set<std::thread::id> take_writers(std::string const& ending);

  void fail(disk_fault const& fault);
  void heal();  // no more faults, power and room again
  void limit(std::optional<std::uint64_t> bytes);
  // Power goes at the nth write, sync, shortening or removal from now on: it and all later ones do not happen.
  void cut_after(std::uint64_t acts);
  [[nodiscard]] bool is_cut() const;
  // Says that it has synced without having done it.
  void lie_about_syncs() { lies_ = true; }

  // What is found on the disk when power is back.
  [[nodiscard]] std::unique_ptr<memory_disk> after_cut(random_source& random) const;

  // Every byte of every file, for looking for what must not be there.
  [[nodiscard]] std::string all_bytes() const;

private:
  friend struct memory_file;

  struct change {
    std::uint64_t at{0U};
    std::string bytes{};                  // written there
    std::optional<std::uint64_t> size{};  // or the file gets this size
  };
  struct content {
    std::string now;
    std::string durable;
    bool durably_there{false};  // its name is on the disk
    std::vector<change> pending;
    std::set<std::thread::id> writers;

    // Locks of connections on the file, and the memory they share.
    int shared{0};
    void const* reserved{nullptr};
    void const* exclusive{nullptr};
    std::vector<std::unique_ptr<char[]>> regions;
    std::map<int, int> region_shared;
    std::map<int, void const*> region_exclusive;
  };

  [[nodiscard]] int begin(disk_act act, std::string const& path);  // SQLITE_OK, or why it fails
  [[nodiscard]] std::uint64_t used() const;
  static void apply(std::string& bytes, change const& c);

  mutable std::mutex mutex_;
  std::string name_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::shared_ptr<content>> files_;
  std::map<disk_act, std::uint64_t> counts_;
  std::vector<disk_fault> faults_;
  std::optional<std::uint64_t> room_, until_cut_;
  bool cut_{false}, lies_{false};
};

}  // namespace foothold
