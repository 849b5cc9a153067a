#pragma once
// Two planners and a checker on one random world: the planner of src/plan from end to end, the reference planner that
// tries every set of steps, the checker that derives each plan again.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "agreement/random_world.h"
#include "check/reference_planner.h"
#include "model/plan.h"
#include "plan/planner.h"

namespace foothold {

// What was seen in many worlds, so that a test can show that it did not look at nothing.
struct agreement_count {
  std::uint64_t worlds{0U};
  std::uint64_t too_large{0U};  // for the reference planner
  std::uint64_t feasible{0U};
  std::uint64_t long_ways{0U};  // three steps or more
  std::uint64_t with_care{0U};
  std::uint64_t with_gates{0U};
};

using plan_maker = std::function<plan(random_world const&)>;

// The product's planner, with one of its parts switched off where asked.
plan_maker product_planner(search_options const& search = {});

// What is wrong, in words; nothing: both agree and the plan passes the checker. `make` is looked at.
std::optional<std::string> disagreement(random_world const& town, plan_maker const& make, agreement_count& seen);

// The first `worlds` seeds from `seed` on; the first disagreement.
std::optional<std::string> first_disagreement(std::uint64_t seed, std::uint64_t worlds, plan_maker const& make,
                                              agreement_count& seen);

std::string in_words(agreement_count const& seen);

}  // namespace foothold
