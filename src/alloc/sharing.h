#pragma once
// A sharing of the places: one column for each member, no session taken more often than it has places.

#include <cstdint>
#include <span>

#include "alloc/column.h"
#include "alloc/column_pool.h"
#include "alloc/pricing.h"

namespace foothold {

struct sharing {
  vec_map<member_idx, column> choice;
  place_counts left;    // places that are still free
  milli_days value{0};  // sum of costs
};

// Nobody has a plan.
sharing nobody(cohort const& people);

// Member m takes c in place of what they had; c must fit once that is given back.
void change(sharing& s, member_idx m, column c);

// These people, one after the other, take the best plan on the places that are left.
void take_in_turn(pricer& desk, sharing& s, std::span<member_idx const> who);

// Everybody in the order of their lot takes the best plan on the places that are left: what offices do today, with
// exact plans. `wishes`: each one's best plan while all places are free, from the pool.
sharing first_come_first_served(pricer& desk, column_pool const& pool,
                                vec_map<member_idx, std::uint32_t> const& wishes);

}  // namespace foothold
