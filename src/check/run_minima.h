#pragma once
// Rule 7 of docs/formats/run.md: the minima of the people, found anew. Inside the checker only.

#include "check/run_checking.h"

namespace foothold::check {

// Fills in what `verdict` says of minima; `alone` and `priced` above the true minimum are blamed.
void check_minima(run_checking& c, run_check_options const& options, run_verdict& verdict);

}  // namespace foothold::check
