#pragma once
// The exact planner: forward label setting in start order with dominance and an admissible bound (A*).
//
// A plan is a sequence of actions by start day. A label holds, for a prefix, the day each fact becomes true, the day
// each atom of the week becomes free, the running weekly load and the sum of prices. A label is dropped when another
// one is at least as good in all of these (it can copy every later action), or when its bound is not below the best
// plan. The bounds follow chains of landmarks, facts that every plan for a goal must make true, and the order that long
// courses force on full weeks. Proofs and traps are in docs/planner.md.
//
// Complexity is exponential in the worst case; memory is one label (a few hundred bytes) per generated state, at most
// `label_limit` of them. The same problem gives the same answer on every machine.

#include <cstdint>
#include <vector>

#include "plan/problem.h"

namespace foothold {

// How the labels are spent on whoever is not done after a glance.
//
// dive_first: a dive for some plan, removal by its value, longer rounds of proof. once: removal by the upper bound, one
// glance. steady: removal and a glance in turn, each three times longer; best where a good upper bound is known.
enum class search_pattern : std::uint8_t { dive_first, once, steady };

struct search_options {
  std::uint32_t label_limit{2'000'000U};  // then the best plan so far, and the proven bound
  milli_days upper_bound{INT64_MAX};      // only plans with a smaller value are of interest
  search_pattern pattern{search_pattern::dive_first};
  // For tests: each may be switched off and nothing but time may change.
  bool dominance{true};
  bool bound{true};
  bool chains{true};
  bool sequences{true};
  bool presolve{true};
  std::uint32_t glance{96U};  // labels before the long way: dive, removal, proof
};

enum class search_status : std::uint8_t { exact, best_found, none };

struct chosen_action {
  bool procedure{false};
  std::uint32_t index{0U};  // in problem::sessions or problem::procedures
  plan_day start{0U};
};

struct search_result {
  search_status status{search_status::none};
  bool found{false};            // a plan is there; with best_found it may be missing
  milli_days value{INT64_MAX};  // z without the constant of `origin`
  milli_days bound{INT64_MAX};  // proven: no plan is below
  std::uint32_t goal{0U};       // position in problem::goals
  plan_day goal_day{0U};
  std::vector<chosen_action> actions;  // by start
  std::uint64_t expanded{0U}, generated{0U};
};

search_result search(problem const& p, search_options const& options = {});

}  // namespace foothold
