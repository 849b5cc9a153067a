#pragma once
// Ties between people are decided by their lot and not by the solver: where an earlier and a later person of the same
// weight could exchange their plans and each would then have what the other has now, the earlier one has the better.

#include "alloc/column_pool.h"
#include "alloc/fair_groups.h"
#include "alloc/sharing.h"

namespace foothold {

// Changes neither the value nor the places taken. Exchanges between people whose plans are known to the pool; with
// groups that are protected, between people of one group.
void settle_ties(pricer& desk, column_pool& pool, sharing& s, fair_groups const* groups = nullptr);

}  // namespace foothold
