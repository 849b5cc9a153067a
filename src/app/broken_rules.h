#pragma once
// What `allocate verify` says of a run that does not hold.

#include <vector>

#include "check/run_check.h"

namespace foothold {

// On stdout: the first of each rule, and how many more there are.
void print_broken(std::vector<run_violation> const& broken);

}  // namespace foothold
