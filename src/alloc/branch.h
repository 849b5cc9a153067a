#pragma once
// The best sharing of a small cohort by branch and price: where the linear program gives somebody part of a place, the
// person either takes it in full or not at all, and both programs are solved with new plans (Barnhart et al.,
// Operations Research 46, 1998, section on branching on original variables).

#include "alloc/column_generation.h"
#include "alloc/sharing.h"

namespace foothold {

// Makes `s` better until nothing better is left or `nodes` programs were solved. Returns whether s is now proven best.
bool branch(pricer& desk, column_pool& pool, sharing& s, std::size_t nodes, work_budget& budget);

}  // namespace foothold
