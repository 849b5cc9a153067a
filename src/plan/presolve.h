#pragma once
// Makes a problem smaller without losing its best plan.
//
// * Axioms. A procedure takes no time of the week, so it may start as soon as its needs hold. One that costs nothing,
// or
//   that is the only way to a fact which every goal needs, is never left out and never delayed: its facts follow from
//   its needs. The price of the latter is paid in any case (`constant`).
// * A procedure that another one replaces in every respect is dropped.
// * Two variants of a procedure or a goal, one with a further need and for longer, become one when that need holds
// anyway
//   as soon as the other variant's days are over.
// * Actions that no plan below an upper bound can use are removed (reduce), with the bounds of bound.h.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "plan/problem.h"
#include "plan/problem_bounds.h"

namespace foothold {

struct presolved {
  problem p;
  milli_days constant{0};                           // part of every plan's value, not in the prices of p
  std::vector<std::uint32_t> sessions, procedures;  // index in the problem that was given
  std::vector<plan_day> start;                      // days of facts as given, without any procedure
  std::vector<bool> axiom;                          // by procedure of p
  std::vector<std::uint32_t> goals;
  // By session: taking it as soon as it can be taken is never worse, see commit_candidates().
  std::vector<bool> commit;
};

// The problem itself, nothing removed.
presolved as_given(problem const& given);

presolved presolve(problem const& given);

// What the axioms add to the days of `tau`, by fact; the greatest Day: not true.
template <typename Day>
void close_under_axioms(presolved const& w, Day* const tau) {
  constexpr auto kNotTrue = static_cast<unsigned>(std::numeric_limits<Day>::max());
  for (auto changed = true; changed;) {
    changed = false;
    for (auto i = std::size_t{0U}; i != w.p.procedures.size(); ++i) {
      if (!w.axiom[i]) {
        continue;
      }
      auto const& a = w.p.procedures[i];
      auto start = unsigned{a.earliest};
      for (auto const need : w.p.needs(a)) {
        start = std::max(start, static_cast<unsigned>(tau[need]));
      }
      if (start == kNotTrue || start > a.latest) {
        continue;
      }
      auto const day = static_cast<Day>(start + a.effect);
      for (auto const f : w.p.gives(a)) {
        changed = changed || day < tau[f];
        tau[f] = std::min(tau[f], day);
      }
    }
  }
}

// Removes what only plans of value `upper` or more can use, and what follows from that. `bounds` are those of w as it
// is; returns those of what is left, of the same kinds.
std::unique_ptr<problem_bounds> reduce(presolved& w, milli_days upper, std::unique_ptr<problem_bounds> bounds);

// A session may be committed to when (1) all ways to its one fact are sessions that give nothing else, (2) none of the
// later ones is cheaper or done earlier, (3) nothing that starts while it runs could clash with it or share its load.
// Then any plan that takes a later one can take this one instead. The search commits only where the fact is open and
// every goal needs it, and the session can be taken.
void commit_candidates(presolved& w);

}  // namespace foothold
