#pragma once
// The machine's own disk as another file layer of SQLite, some of whose functions are replaced.

#include <sqlite3.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace foothold {

class machine_disk {
public:
  // `replace` gets the machine's functions for a sort of files and puts others in their place.
  explicit machine_disk(std::function<void(sqlite3_io_methods&)> replace);
  ~machine_disk();
  machine_disk(machine_disk const&) = delete;
  machine_disk& operator=(machine_disk const&) = delete;

  // For store_options::vfs.
  [[nodiscard]] std::string const& name() const { return name_; }

  // What the machine does with a file that was opened here.
  [[nodiscard]] static sqlite3_io_methods const& original(sqlite3_file* f);

private:
  struct table {
    sqlite3_io_methods changed;  // first: files point here
    sqlite3_io_methods const* original;
  };
  static int open(sqlite3_vfs* v, char const* name, sqlite3_file* f, int flags, int* out_flags);

  std::string name_;
  std::function<void(sqlite3_io_methods&)> replace_;
  sqlite3_vfs* machine_;
  sqlite3_vfs vfs_;
  std::mutex mutex_;
  std::map<sqlite3_io_methods const*, std::unique_ptr<table>> tables_;
};

}  // namespace foothold
