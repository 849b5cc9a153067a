#pragma once
// The searches for a sharing that protects groups: prices and multipliers by column generation; a dive,
// dives from parts of a sharing and branching for whole plans. Each is as in column_generation.h, dive.h and branch.h,
// with a row for each group.

#include "alloc/column_generation.h"
#include "alloc/fair_desk.h"

namespace foothold {

// From a proof of anything at the same prices: makes its bound on `aim` better until the program is solved or the
// budget is used up. Fills pool and program.
fair_proof prove(fair_desk& desk, column_pool& pool, master& program, fair_aim const& aim, fair_proof start,
                 work_budget& budget);

// Whole plans from the program's mixed ones. Limits may be exceeded.
sharing fair_dive(fair_desk& desk, pricer& plain, column_pool& pool, master& program, work_budget& budget);

// Makes `s` better by the aim: again and again a part of the people, drawn by lot, are open and all others keep their
// plans, until twenty draws in turn brought nothing.
void polish(fair_desk& desk, pricer& plain, column_pool& pool, fair_aim const& aim, sharing& s, work_budget& budget);

// Makes `s` better by branching until nothing better is left or `nodes` programs were solved.
void fair_branch(fair_desk& desk, column_pool& pool, fair_aim const& aim, sharing& s, std::size_t nodes,
                 work_budget& budget);

}  // namespace foothold
