#include "agreement/bounds_agreement.h"

#include <algorithm>
#include <vector>

#include "agreement/random_problem.h"
#include "plan/presolve.h"
#include "plan/problem_bounds.h"
#include "plan/search.h"

namespace foothold {

namespace {

// Labels, dominance and chains alone: what the exhaustive planner of the small worlds is compared with as well.
search_options plain() {
  auto options = search_options{};
  options.sequences = false;
  options.presolve = false;
  return options;
}

// What is wrong with the bounds along a best plan, if anything is.
std::optional<std::string> fault_along(problem const& p, search_result const& best) {
  auto bounds = problem_bounds{p, true};
  bounds.add_sequences();
  auto const useful = bounds.below(best.value + 1);
  auto tau = first_days(p);
  auto running = std::vector<std::uint32_t>{};
  auto paid = milli_days{0};
  for (auto const& step : best.actions) {
    auto const& a = step.procedure ? p.procedures[step.index] : p.sessions[step.index];
    auto const bound = bounds(tau.data(), step.start, running, 0U, INT64_MIN / 2).value;
    if (paid + bound > best.value) {
      return "before day " + std::to_string(step.start) + " the bound is " + std::to_string(paid + bound) +
             ", the plan's value " + std::to_string(best.value);
    }
    if (!(step.procedure ? useful.procedures[step.index] : useful.sessions[step.index])) {
      return "the step on day " + std::to_string(step.start) + " would be removed";
    }
    paid += a.price;
    for (auto const f : p.gives(a)) {
      tau[f] = std::min(tau[f], static_cast<label_day>(step.start + a.effect));
    }
    if (!step.procedure && bounds.is_long(step.index)) {
      running.insert(running.begin(), step.index);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> first_bound_fault(std::uint64_t const first, std::uint64_t const count,
                                             std::uint64_t& steps) {
  for (auto seed = first; seed != first + count; ++seed) {
    auto const p = random_problem(seed, true);
    auto const best = search(p, plain());
    steps += best.actions.size();
    if (auto const fault = best.found ? fault_along(p, best) : std::nullopt) {
      return "problem " + std::to_string(seed) + ": " + *fault;
    }
  }
  return std::nullopt;
}

std::optional<std::string> first_long_way_fault(std::uint64_t const first, std::uint64_t const count) {
  auto options = search_options{};
  options.glance = 0U;
  for (auto seed = first; seed != first + count; ++seed) {
    auto const p = random_problem(seed, seed % 2U == 0U);
    auto const expected = search(p, plain());
    auto const got = search(p, options);
    if (got.status != expected.status || got.value != expected.value) {
      return "problem " + std::to_string(seed) + ": " + std::to_string(got.value) + " instead of " +
             std::to_string(expected.value);
    }
  }
  return std::nullopt;
}

}  // namespace foothold
