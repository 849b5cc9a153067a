#pragma once
// Rule 9 of docs/formats/run.md: a run that goes on from another one. Inside the checker only.

#include "check/run_checking.h"

namespace foothold::check {

// The territory with the places that are shared now, by the run before and the changes.
territory with_places_now(territory const& place, rolled_origin const& origin);

// What the run says about itself, and that everybody who is not told of a change has the plan of before.
void check_rolled(run_checking& c, rolled_origin const& origin, territory const& as_filed);

}  // namespace foothold::check
