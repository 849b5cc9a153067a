#include "store_faults/failing_memory.h"

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>

namespace foothold {
namespace {

// How many allocations until the one that fails; below one: none does.
std::array<std::atomic<std::int64_t>, 2> left{};
std::atomic<bool> ran_out{false};

bool fails(memory_of const whose) {
  auto& mine = left[static_cast<std::size_t>(whose)];
  if (mine.load(std::memory_order_relaxed) <= 0 || mine.fetch_sub(1) != 1) {
    return false;
  }
  ran_out = true;
  return true;
}

sqlite3_mem_methods machine{};

void* sqlite_malloc(int const size) {
  return fails(memory_of::sqlite) ? nullptr : machine.xMalloc(size);
}
void* sqlite_realloc(void* const old, int const size) {
  return fails(memory_of::sqlite) ? nullptr : machine.xRealloc(old, size);
}

// Before SQLite is first used.
[[maybe_unused]] auto const replaced_for_sqlite = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &machine);
  auto failing = machine;
  failing.xMalloc = &sqlite_malloc;
  failing.xRealloc = &sqlite_realloc;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
}();

}  // namespace

failing_memory::failing_memory(memory_of const whose, std::uint64_t const nth) {
  ran_out = false;
  left[static_cast<std::size_t>(whose)] = static_cast<std::int64_t>(nth);
}
failing_memory::~failing_memory() {
  left[0] = 0;
  left[1] = 0;
}
bool failing_memory::failed() {
  return ran_out;
}

}  // namespace foothold

void* operator new(std::size_t const size) {
  auto* const made = foothold::fails(foothold::memory_of::program) ? nullptr : std::malloc(size == 0U ? 1U : size);
  if (made == nullptr) {
    throw std::bad_alloc{};
  }
  return made;
}
void operator delete(void* const old) noexcept {
  std::free(old);
}
void operator delete(void* const old, std::size_t /*size*/) noexcept {
  std::free(old);
}
