#include "check/run_check.h"

#include <algorithm>
#include <utility>

#include "check/run_checking.h"
#include "check/run_fairness.h"
#include "check/run_minima.h"

namespace foothold {

run_verdict check_run(territory const& place, allocation_run const& run, run_check_options const& options) {
  using namespace check;
  auto c = begin_checking(place, run);
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
  check_minima(c, options, out);
  std::stable_sort(c.found.begin(), c.found.end(),
                   [](run_violation const& a, run_violation const& b) { return a.rule.front() < b.rule.front(); });
  out.broken = std::move(c.found);
  return out;
}

}  // namespace foothold
