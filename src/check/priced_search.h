#pragma once
// The search of the plain planner with prices for one job: sets of steps as labels, in the order of start days.
//
// A label is a set of steps of which the last starts on the label's day; every further step starts on that day or
// later. It is dropped when what it must still pay (priced_bound.h) makes it no cheaper than what is known, or when
// another label with the same facts can do whatever it can do, at no higher cost (`does_as_well`). Care places are
// taken with the first step that needs them; procedures that cost nothing are begun as soon as they can be.

#include <cstddef>
#include <optional>

#include "check/priced_bound.h"

namespace foothold::check {

struct search_order {
  milli_days below{kUnpayable};  // only ways that cost less are looked for
  bool any_will_do{false};       // stop at the first of them
  std::size_t most_labels{0U};
};

struct search_outcome {
  std::optional<milli_days> least{};  // of the ways below; exact unless `any_will_do` or stopped
  bool stopped{false};                // at the limit: there may be a cheaper way
  std::size_t labels{0U};             // that were set
};

search_outcome search_ways(job_case const& problem, step_costs const& costs, priced_bound const& bound,
                           search_order const& order);

}  // namespace foothold::check
