#include "pages/report_fairness.h"

#include <algorithm>

namespace foothold {

std::optional<fairness_view> fairness_of(allocation_run const& run) {
  if (!run.fairness) {
    return std::nullopt;
  }
  auto const& told = *run.fairness;
  auto weight = milli_days{0};
  for (auto const& row : run.each) {
    weight += row.weight;
  }
  auto const average = [&](milli_days const sum) { return sum / std::max<milli_days>(weight, 1); };
  auto out = fairness_view{};
  out.policy = told.policy;
  out.worst = told.worst;
  out.worst_without = told.unprotected_worst;
  out.bound = told.steps.empty() ? told.policy.floor : told.steps.front().proof.bound;
  out.kept = told.steps.empty();
  out.price = average(told.price);
  out.price_most = average(told.price_high);
  return out;
}

}  // namespace foothold
