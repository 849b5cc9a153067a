#pragma once
// Memory that runs out once: the nth allocation of the program or of SQLite fails, in whichever thread. This program's
// operator new and SQLite's malloc are replaced for that.

#include <cstdint>

namespace foothold {

enum class memory_of : std::uint8_t { program, sqlite };

class failing_memory {
public:
  failing_memory(memory_of whose, std::uint64_t nth);
  ~failing_memory();
  failing_memory(failing_memory const&) = delete;
  failing_memory& operator=(failing_memory const&) = delete;

  // Did it fail since this was made? False: there were fewer allocations.
  [[nodiscard]] static bool failed();
};

}  // namespace foothold
