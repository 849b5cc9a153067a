#include "store_support/memory_disk.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace foothold {
namespace {

constexpr auto kSector = std::uint64_t{512U};

int no_file_control(sqlite3_file* /*f*/, int /*op*/, void* /*argument*/) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file* /*f*/) {
  return static_cast<int>(kSector);
}
int characteristics(sqlite3_file* /*f*/) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;  // as the layer for Unix says of every disk
}

}  // namespace

// What SQLite holds for an open file. It is made and ended by hand, as SQLite gives the memory.
struct memory_file {
  sqlite3_file base;
  memory_disk* disk;
  std::shared_ptr<memory_disk::content> file;
  std::string path;
  int level;
  bool remove_at_close;

  static memory_file& of(sqlite3_file* const f) { return *reinterpret_cast<memory_file*>(f); }
  static memory_disk& disk_of(sqlite3_vfs* const v) { return *static_cast<memory_disk*>(v->pAppData); }

  static int close(sqlite3_file* const f) {
    auto& self = of(f);
    unlock(f, SQLITE_LOCK_NONE);
    {
      auto const lock = std::lock_guard{self.disk->mutex_};
      if (self.remove_at_close) {
        self.disk->files_.erase(self.path);
      }
    }
    self.~memory_file();
    return SQLITE_OK;
  }

  static int read(sqlite3_file* const f, void* const out, int const size, sqlite3_int64 const at) {
    auto& self = of(f);
    auto const lock = std::lock_guard{self.disk->mutex_};
    if (self.disk->cut_) {
      return SQLITE_IOERR_READ;
    }
    auto const& bytes = self.file->now;
    auto const from = std::min<std::size_t>(static_cast<std::size_t>(at), bytes.size());
    auto const got = std::min<std::size_t>(static_cast<std::size_t>(size), bytes.size() - from);
    std::memcpy(out, bytes.data() + from, got);
    std::memset(static_cast<char*>(out) + got, 0, static_cast<std::size_t>(size) - got);
    return got == static_cast<std::size_t>(size) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }

  static int change(memory_file& self, disk_act const act, memory_disk::change c) {
    auto const lock = std::lock_guard{self.disk->mutex_};
    if (auto const wrong = self.disk->begin(act, self.path); wrong != SQLITE_OK) {
      return wrong;
    }
    auto const end = c.at + c.bytes.size();
    if (self.disk->room_ && end > self.file->now.size() &&
        self.disk->used() + end - self.file->now.size() > *self.disk->room_) {
      return SQLITE_FULL;
    }
    memory_disk::apply(self.file->now, c);
    self.file->writers.insert(std::this_thread::get_id());
    self.file->pending.push_back(std::move(c));
    return SQLITE_OK;
  }
  static int write(sqlite3_file* const f, void const* const in, int const size, sqlite3_int64 const at) {
    return change(of(f), disk_act::write,
                  {.at = static_cast<std::uint64_t>(at),
                   .bytes = std::string{static_cast<char const*>(in), static_cast<std::size_t>(size)}});
  }
  static int truncate(sqlite3_file* const f, sqlite3_int64 const size) {
    return change(of(f), disk_act::shorten, {.size = static_cast<std::uint64_t>(size)});
  }

  static int sync(sqlite3_file* const f, int /*flags*/) {
    auto& self = of(f);
    auto const lock = std::lock_guard{self.disk->mutex_};
    if (auto const wrong = self.disk->begin(disk_act::sync, self.path); wrong != SQLITE_OK) {
      return wrong == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : wrong;
    }
    if (!self.disk->lies_) {
      self.file->durable = self.file->now;
      self.file->durably_there = true;
      self.file->pending.clear();
    }
    return SQLITE_OK;
  }

  static int size(sqlite3_file* const f, sqlite3_int64* const out) {
    auto& self = of(f);
    auto const lock = std::lock_guard{self.disk->mutex_};
    *out = static_cast<sqlite3_int64>(self.file->now.size());
    return SQLITE_OK;
  }

  static int lock(sqlite3_file* const f, int const level) {
    auto& self = of(f);
    auto const guard = std::lock_guard{self.disk->mutex_};
    auto& file = *self.file;
    auto const others = [&](void const* const holder) { return holder != nullptr && holder != f; };
    if (level <= self.level) {
      return SQLITE_OK;
    }
    if (others(file.exclusive) || (level >= SQLITE_LOCK_RESERVED && others(file.reserved))) {
      return SQLITE_BUSY;
    }
    if (level == SQLITE_LOCK_SHARED) {
      ++file.shared;
    } else if (level == SQLITE_LOCK_RESERVED) {
      file.reserved = f;
    } else {
      file.exclusive = f;  // pending: nobody else comes in
      if (file.shared > 1) {
        self.level = SQLITE_LOCK_PENDING;
        return SQLITE_BUSY;
      }
    }
    self.level = level;
    return SQLITE_OK;
  }

  static int unlock(sqlite3_file* const f, int const level) {
    auto& self = of(f);
    auto const guard = std::lock_guard{self.disk->mutex_};
    auto& file = *self.file;
    if (level >= self.level) {
      return SQLITE_OK;
    }
    if (file.exclusive == f) {
      file.exclusive = nullptr;
    }
    if (file.reserved == f) {
      file.reserved = nullptr;
    }
    if (level == SQLITE_LOCK_NONE && self.level >= SQLITE_LOCK_SHARED) {
      --file.shared;
    }
    self.level = level;
    return SQLITE_OK;
  }

  static int is_reserved(sqlite3_file* const f, int* const out) {
    auto& self = of(f);
    auto const guard = std::lock_guard{self.disk->mutex_};
    *out = self.file->reserved != nullptr || self.file->exclusive != nullptr ? 1 : 0;
    return SQLITE_OK;
  }

  static int shared_memory(sqlite3_file* const f, int const region, int const size, int const extend,
                           void volatile** const out) {
    auto& self = of(f);
    auto const guard = std::lock_guard{self.disk->mutex_};
    auto& regions = self.file->regions;
    *out = nullptr;
    while (regions.size() <= static_cast<std::size_t>(region)) {
      if (extend == 0) {
        return SQLITE_OK;
      }
      regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    }
    *out = regions[static_cast<std::size_t>(region)].get();
    return SQLITE_OK;
  }

  static int shared_lock(sqlite3_file* const f, int const offset, int const n, int const flags) {
    auto& self = of(f);
    auto const guard = std::lock_guard{self.disk->mutex_};
    auto& file = *self.file;
    auto const exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    for (auto i = offset; i != offset + n; ++i) {
      if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        if (exclusive) {
          file.region_exclusive.erase(i);
        } else {
          --file.region_shared[i];
        }
        continue;
      }
      auto const holder = file.region_exclusive.find(i);
      if ((holder != file.region_exclusive.end() && holder->second != f) || (exclusive && file.region_shared[i] > 0)) {
        return SQLITE_BUSY;
      }
    }
    if ((flags & SQLITE_SHM_LOCK) != 0) {
      for (auto i = offset; i != offset + n; ++i) {
        if (exclusive) {
          file.region_exclusive[i] = f;
        } else {
          ++file.region_shared[i];
        }
      }
    }
    return SQLITE_OK;
  }

  static void barrier(sqlite3_file* const f) {
    auto const guard = std::lock_guard{of(f).disk->mutex_};  // a mutex is a full barrier
  }

  static int no_more_shared(sqlite3_file* const f, int const forget) {
    auto& self = of(f);
    auto const guard = std::lock_guard{self.disk->mutex_};
    if (forget != 0) {
      self.file->regions.clear();
    }
    return SQLITE_OK;
  }

  static sqlite3_io_methods const* methods() {
    static auto const made = [] {
      auto m = sqlite3_io_methods{};
      m.iVersion = 2;
      m.xClose = &close;
      m.xRead = &read;
      m.xWrite = &write;
      m.xTruncate = &truncate;
      m.xSync = &sync;
      m.xFileSize = &size;
      m.xLock = &lock;
      m.xUnlock = &unlock;
      m.xCheckReservedLock = &is_reserved;
      m.xFileControl = &no_file_control;
      m.xSectorSize = &sector_size;
      m.xDeviceCharacteristics = &characteristics;
      m.xShmMap = &shared_memory;
      m.xShmLock = &shared_lock;
      m.xShmBarrier = &barrier;
      m.xShmUnmap = &no_more_shared;
      return m;
    }();
    return &made;
  }

  static int open(sqlite3_vfs* const v, char const* const name, sqlite3_file* const f, int const flags,
                  int* const out_flags) {
    static auto nameless = std::atomic<int>{0};
    auto& disk = disk_of(v);
    f->pMethods = nullptr;
    auto const lock = std::lock_guard{disk.mutex_};
    auto const path = name != nullptr ? std::string{name} : "nameless-" + std::to_string(++nameless);
    if (auto const wrong = disk.begin(disk_act::open, path); wrong != SQLITE_OK) {
      return wrong == SQLITE_IOERR ? SQLITE_CANTOPEN : wrong;
    }
    auto const found = disk.files_.find(path);
    if (found == disk.files_.end() && (flags & SQLITE_OPEN_CREATE) == 0) {
      return SQLITE_CANTOPEN;
    }
    auto& file = disk.files_[path];
    if (!file) {
      file = std::make_shared<memory_disk::content>();
    }
    new (f) memory_file{{methods()}, &disk, file, path, SQLITE_LOCK_NONE, (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
    if (out_flags != nullptr) {
      *out_flags = flags;
    }
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* const v, char const* const name, int const sync_folder) {
    auto& disk = disk_of(v);
    auto const lock = std::lock_guard{disk.mutex_};
    if (auto const wrong = disk.begin(disk_act::remove, name); wrong != SQLITE_OK) {
      return wrong;
    }
    auto const found = disk.files_.find(name);
    if (found == disk.files_.end()) {
      return SQLITE_IOERR_DELETE_NOENT;
    }
    if (sync_folder != 0 || !found->second->durably_there) {
      disk.files_.erase(found);
    } else {
      // The name may come back when power goes now; an emptied file says the same to SQLite.
      found->second->now.clear();
      found->second->pending.push_back({.size = 0U});
      disk.files_.erase(found);
    }
    return SQLITE_OK;
  }

  static int access(sqlite3_vfs* const v, char const* const name, int /*flags*/, int* const out) {
    auto& disk = disk_of(v);
    auto const lock = std::lock_guard{disk.mutex_};
    *out = disk.files_.contains(name) ? 1 : 0;
    return SQLITE_OK;
  }

  static int full_name(sqlite3_vfs* /*v*/, char const* const name, int const size, char* const out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
  }
};

memory_disk::memory_disk() {
  static auto disks = std::atomic<int>{0};
  name_ = "memory-disk-" + std::to_string(++disks);
  auto* const machine = sqlite3_vfs_find(nullptr);
  vfs_.iVersion = 1;
  vfs_.szOsFile = sizeof(memory_file);
  vfs_.mxPathname = machine->mxPathname;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = &memory_file::open;
  vfs_.xDelete = &memory_file::remove;
  vfs_.xAccess = &memory_file::access;
  vfs_.xFullPathname = &memory_file::full_name;
  vfs_.xRandomness = machine->xRandomness;
  vfs_.xSleep = machine->xSleep;
  vfs_.xCurrentTime = machine->xCurrentTime;
  vfs_.xGetLastError = machine->xGetLastError;
  sqlite3_vfs_register(&vfs_, 0);
}

memory_disk::~memory_disk() {
  sqlite3_vfs_unregister(&vfs_);
}

// Called with the lock held.
int memory_disk::begin(disk_act const act, std::string const& path) {
  if (cut_) {
    return SQLITE_IOERR;
  }
  if (act != disk_act::open && until_cut_ && (*until_cut_)-- == 0U) {
    cut_ = true;
    return SQLITE_IOERR;
  }
  ++counts_[act];
  for (auto& f : faults_) {
    if (f.act == act && path.ends_with(f.ending) && --f.nth == 0U) {
      auto const code = f.code;
      std::erase_if(faults_, [&](disk_fault const& x) { return &x == &f; });
      return code;
    }
  }
  return SQLITE_OK;
}

std::uint64_t memory_disk::used() const {
  auto sum = std::uint64_t{0U};
  for (auto const& [path, file] : files_) {
    sum += file->now.size();
  }
  return sum;
}

void memory_disk::apply(std::string& bytes, change const& c) {
  if (c.size) {
    bytes.resize(static_cast<std::size_t>(*c.size));
    return;
  }
  bytes.resize(std::max<std::size_t>(bytes.size(), static_cast<std::size_t>(c.at) + c.bytes.size()));
  std::copy(c.bytes.begin(), c.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(c.at));
}

std::uint64_t memory_disk::count(disk_act const act) const {
  auto const lock = std::lock_guard{mutex_};
  auto const found = counts_.find(act);
  return found == counts_.end() ? 0U : found->second;
}

std::set<std::thread::id> memory_disk::take_writers(std::string const& ending) {
  auto const lock = std::lock_guard{mutex_};
  auto all = std::set<std::thread::id>{};
  for (auto const& [path, file] : files_) {
    if (path.ends_with(ending)) {
      all.merge(file->writers);
      file->writers.clear();
    }
  }
  return all;
}

void memory_disk::fail(disk_fault const& fault) {
  auto const lock = std::lock_guard{mutex_};
  faults_.push_back(fault);
}

void memory_disk::heal() {
  auto const lock = std::lock_guard{mutex_};
  faults_.clear();
  room_.reset();
  until_cut_.reset();
  cut_ = false;
}

void memory_disk::limit(std::optional<std::uint64_t> const bytes) {
  auto const lock = std::lock_guard{mutex_};
  room_ = bytes ? std::optional{used() + *bytes} : std::nullopt;
}

void memory_disk::cut_after(std::uint64_t const acts) {
  auto const lock = std::lock_guard{mutex_};
  until_cut_ = acts;
}

bool memory_disk::is_cut() const {
  auto const lock = std::lock_guard{mutex_};
  return cut_;
}

std::unique_ptr<memory_disk> memory_disk::after_cut(random_source& random) const {
  auto found = std::make_unique<memory_disk>();
  auto const lock = std::lock_guard{mutex_};
  auto const way = random.below(4U);  // a prefix of what was pending, any part of it, torn sectors, nothing
  for (auto const& [path, file] : files_) {
    if (!file->durably_there && random.one_in(2U)) {
      continue;
    }
    auto bytes = file->durable;
    auto const kept = random.below(file->pending.size() + 1U);
    for (auto i = std::size_t{0U}; i != file->pending.size(); ++i) {
      auto const& c = file->pending[i];
      if (way == 3U || (way == 0U && i >= kept) || (way != 0U && random.one_in(2U))) {
        continue;
      }
      if (way != 2U || c.size) {
        apply(bytes, c);
        continue;
      }
      for (auto at = std::uint64_t{0U}; at < c.bytes.size(); at += kSector) {
        if (random.one_in(2U)) {
          apply(bytes, {.at = c.at + at, .bytes = c.bytes.substr(at, kSector)});
        }
      }
    }
    auto& copy = found->files_[path];
    copy = std::make_shared<content>();
    copy->now = bytes;
    copy->durable = std::move(bytes);
    copy->durably_there = true;
  }
  return found;
}

std::string memory_disk::all_bytes() const {
  auto const lock = std::lock_guard{mutex_};
  auto all = std::string{};
  for (auto const& [path, file] : files_) {
    all += file->now;
  }
  return all;
}

}  // namespace foothold
