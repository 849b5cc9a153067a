#pragma once
// Branching on who takes a place: the parts that every search over programs with rules has (branch.h, fair_branch.h).

#include <cstddef>
#include <optional>
#include <vector>

#include "alloc/master.h"

namespace foothold {

using place_rules = vec_map<member_idx, place_rule>;

struct divided_place {
  member_idx who;
  session_idx session;
};

// Plans that the rules do not allow leave the program; only those beyond `seen`, which counts on.
void enforce(master& program, column_pool const& pool, place_rules const& rules,
             vec_map<member_idx, std::size_t>& seen);

// The place of which somebody has nearest to a half. None: everybody takes whole places.
std::optional<divided_place> most_divided(master const& program, cohort const& people, column_pool const& pool);

// Both ways on from `rules`; taking the place in full is next.
void divide(std::vector<place_rules>& open, place_rules const& rules, divided_place const& at);

// Everybody's surest plan. Where everybody takes whole places the cheapest of the plans that are mixed is as good as
// the mix. None: they do not fit.
std::optional<sharing> surest_sharing(master const& program, cohort const& people, column_pool const& pool);

}  // namespace foothold
