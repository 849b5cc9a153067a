#pragma once
// How every verb ends: exit codes and fault lists, in one place.

#include "base/fault.h"
#include "base/result.h"

namespace foothold {

enum exit_code : int {
  kDone = 0,
  kFault = 1,       // check and verify found a fault
  kWrongUse = 2,    // arguments
  kBadInput = 3,    // a file or an id
  kInfeasible = 4,  // no way, or none in the time given
  kBroken = 5,      // disk, memory, a bug
};

[[nodiscard]] exit_code exit_code_of(errc code);

// "foothold: SENTENCE" on stderr; returns the exit code.
int report(error const& e);

// All faults on stderr, each on a line, and how many there are of each sort. True if none stops the work.
bool report(faults const& list);

}  // namespace foothold
