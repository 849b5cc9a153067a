#include "store_support/machine_disk.h"

#include <atomic>
#include <utility>

namespace foothold {

machine_disk::machine_disk(std::function<void(sqlite3_io_methods&)> replace)
    : replace_{std::move(replace)}, machine_{sqlite3_vfs_find(nullptr)}, vfs_{*machine_} {
  static auto disks = std::atomic<int>{0};
  name_ = "machine-disk-" + std::to_string(++disks);
  vfs_.zName = name_.c_str();
  vfs_.pNext = nullptr;
  vfs_.pAppData = this;
  vfs_.xOpen = &open;
  sqlite3_vfs_register(&vfs_, 0);
}

machine_disk::~machine_disk() {
  sqlite3_vfs_unregister(&vfs_);
}

sqlite3_io_methods const& machine_disk::original(sqlite3_file* const f) {
  return *reinterpret_cast<table const*>(f->pMethods)->original;
}

// The file is the machine's; only the table through which SQLite calls it is another.
int machine_disk::open(sqlite3_vfs* const v, char const* const name, sqlite3_file* const f, int const flags,
                       int* const out_flags) {
  auto& self = *static_cast<machine_disk*>(v->pAppData);
  auto const done = self.machine_->xOpen(self.machine_, name, f, flags, out_flags);
  if (done != SQLITE_OK || f->pMethods == nullptr) {
    return done;
  }
  auto const lock = std::lock_guard{self.mutex_};
  auto& mine = self.tables_[f->pMethods];
  if (!mine) {
    mine = std::make_unique<table>(table{*f->pMethods, f->pMethods});
    self.replace_(mine->changed);
  }
  f->pMethods = &mine->changed;
  return done;
}

}  // namespace foothold
