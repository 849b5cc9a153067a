#include "store_support/slow_disk.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace foothold {
namespace {

std::atomic<std::chrono::nanoseconds> sync_time{};

int sync(sqlite3_file* const f, int const flags) {
  auto const end = std::chrono::steady_clock::now() + sync_time.load();
  auto const done = machine_disk::original(f).xSync(f, flags);
  std::this_thread::sleep_until(end);
  return done;
}

}  // namespace

slow_disk::slow_disk(double const syncs_a_second) : disk_{[](sqlite3_io_methods& m) { m.xSync = &sync; }} {
  sync_time = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(1.0 / syncs_a_second));
}

}  // namespace foothold
