#pragma once
// Why a person gets this plan and not the earlier one (row D14): which session of their best plan is full, how many of
// those who have its places would lose more without it, and where the next free place is. Keys:
//
//   alloc.best                                      the best plan there is for them
//   alloc.no_way                                    no plan, not even with all places free
//   alloc.no_place                                  with all places free there would be a plan
//   alloc.full        session, offer, start, places, more   full; so many of its places are held by people who would
//                                                   lose at least as much as this person would gain by one
//   alloc.next_free   session, offer, start         the next session of that offer with a place
//   alloc.none_free   offer                         there is none

#include <vector>

#include "alloc/column_pool.h"
#include "alloc/pricing.h"
#include "alloc/sharing.h"
#include "model/plan.h"

namespace foothold {

// By member, in the order of the cohort. Everything is computed by solving again; nothing is taken from prices.
// `wishes`: each one's best plan while all places are free, from the pool. With less effort fewer holders are counted
// as losing at least as much, never more.
vec_map<member_idx, std::vector<reason>> allocation_reasons(pricer& desk, column_pool const& pool,
                                                            vec_map<member_idx, std::uint32_t> const& wishes,
                                                            sharing const& s, effort how);

}  // namespace foothold
