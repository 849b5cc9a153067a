#include "check/run_check.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "check/run_checking.h"
#include "check/run_fairness.h"
#include "check/run_minima.h"
#include "check/run_rolled.h"

namespace foothold {

run_verdict check_run(territory const& place, allocation_run const& run, run_check_options const& options) {
  using namespace check;
  auto const goes_on = run.rolled && options.origin != nullptr;
  auto const now = goes_on ? std::optional{with_places_now(place, *options.origin)} : std::nullopt;
  auto c = begin_checking(now ? *now : place, run, goes_on ? &options.origin->run : nullptr);
  check_hashes(c);
  check_people(c);
  check_plans(c);
  check_places(c);
  check_totals(c, options.gaps);
  check_bound(c);
  check_fairness(c);
  auto out = run_verdict{};
  out.gaps = gaps_of(run);
  out.people = run.each.size();
  if (goes_on) {
    check_rolled(c, *options.origin, place);
  } else if (run.rolled) {
    c.blame("9-rolled", "", "the run before and the changes are needed to check it");
  }
  check_minima(c, options, out);
  std::stable_sort(c.found.begin(), c.found.end(),
                   [](run_violation const& a, run_violation const& b) { return a.rule.front() < b.rule.front(); });
  out.broken = std::move(c.found);
  return out;
}

}  // namespace foothold
