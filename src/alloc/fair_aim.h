#pragma once
// What a sharing that protects groups aims at, and what prices and multipliers prove about it.
//
// S_g is the sum of weight x value over a group, W_g that of the weights, so S_g / W_g are the weeks of the group. For
// any multipliers u_g >= 0 and prices p >= 0 every sharing has
//
//   sum of u_g S_g  >=  L(u, p)  =  sum over people of the least (u_g w z + prices of places) - sum of p x places
//
// (Lagrangian duality, as in price_round.h). With limits c_g on the weeks of some groups it follows that the worst of
// the others is at least (L - sum over limited groups of u_g W_g c_g) / sum over the others of u_g W_g, and, with every
// group limited and u_g >= s, that the total is at least (L - sum of (u_g - s) W_g c_g) / s. Whole numbers throughout.

#include <cstdint>
#include <optional>

#include "alloc/fair_groups.h"
#include "alloc/sharing.h"

namespace foothold {

using group_sums = vec_map<group_idx, milli_days>;

struct fair_aim {
  fair_groups const& groups;
  // On the weeks of a group, in milli-days. A group without one is to be as little behind as can be; with one on every
  // group the total is to be least.
  vec_map<group_idx, std::optional<milli_days>> limit;

  [[nodiscard]] bool total() const;  // every group has a limit
};

struct multipliers {
  std::uint32_t scale{1U};  // s: at most each of them
  vec_map<group_idx, std::uint32_t> of;
};

struct fair_terms {
  multipliers by;
  place_prices prices;
};

// What holds for every sharing.
struct fair_proof {
  fair_terms terms;
  milli_days lagrangian{0};               // L
  vec_map<member_idx, milli_days> least;  // by person, at these terms
  milli_days bound{INT64_MIN};            // of the aim
};

group_sums sums_of(fair_groups const& groups, sharing const& s);

// Sum / weight, rounded up: a group's weeks in milli-days.
milli_days mean_up(milli_days sum, std::uint64_t weight);

// The most weeks of any group; of those alone that have no limit in `aim`.
milli_days worst_of(fair_groups const& groups, group_sums const& sums);
milli_days worst_free(fair_aim const& aim, group_sums const& sums);

// What the aim makes least; nothing where a limit is exceeded.
std::optional<milli_days> aimed_at(fair_aim const& aim, sharing const& s);

// Is `a` the better one by the aim, and where that is equal by the total? What exceeds a limit is worse than all else.
bool better(fair_aim const& aim, sharing const& a, sharing const& b);

// What L = `lagrangian` at these multipliers proves about the aim.
milli_days bound_of(fair_aim const& aim, multipliers const& by, milli_days lagrangian);

}  // namespace foothold
