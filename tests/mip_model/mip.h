#pragma once
// Compiled problems as mixed-integer programs, solved by CBC. Nothing of the planner's search is used: no labels,
// no landmarks, no dominance. Slow (a second for seventy sessions), therefore only for tests and figures.
//
//   x_a in {0,1}   action a is taken; procedures have a start S_a in [earliest, latest] besides
//   y_fa in {0,1}  fact f is had from action a (y_f0: without any), y_fa <= x_a, sum_a y_fa = u_f in {0,1}
//   T_f            the day from which f holds: start + effect of the action that it is had from
//   needs          u_f >= x_a and T_f <= start of a, for every need f of a taken action a
//   week           for every atom and every start of a session: sessions that keep it busy on that day sum to at most
//   1;
//                  their loads on that day sum to at most the cap
//   goal           one goal g: u_f = 1 for its needs, G >= T_f, earliest_g <= G <= latest_g
//   minimise       offset_g + 1000 x weight x G + sum of prices
//
// Many people at once: a block of this for each, with one more way to end (stay, at its price); the x of a session,
// over all people, sum to at most its places.
//
// CBC works in floating point; what counts is the set of actions that it chose, which is dated and priced again in
// whole numbers.

#include <cstdint>
#include <span>

#include "base/vec_map.h"
#include "plan/problem.h"

namespace foothold {

struct mip_result {
  bool found{false};
  bool proven{false};     // optimal, or proven to have no solution; false: the time limit was hit
  milli_days value{0};    // of the chosen actions, exact, as search_result::value
  bool consistent{true};  // the chosen actions make a plan and its exact value is what CBC said, within half a unit
  double seconds{0.0};    // building and solving
};

mip_result solve_mip(problem const& p, double limit_seconds);

struct mip_person {
  problem p;  // compiled with the person's weight
  milli_days stay{0};
};

// value: sum over people. Compilation drops care places that others replace for one family alone, so it is for people
// without children.
mip_result solve_mip(std::span<mip_person const> people, vec_map<session_idx, std::uint32_t> const& places,
                     double limit_seconds);

}  // namespace foothold
