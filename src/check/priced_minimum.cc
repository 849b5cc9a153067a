#include "check/priced_minimum.h"

#include <algorithm>
#include <vector>

#include "check/priced_bound.h"
#include "check/priced_search.h"

namespace foothold {

namespace {

using namespace check;

step_costs costs_of(person_case const& all, price_terms const& terms) {
  auto out = step_costs{.a_day = kMilliDaysPerDay * terms.weight, .weight = terms.weight};
  auto const place = [&](session_idx const id) {
    return terms.prices == nullptr ? milli_days{0} : (*terms.prices)[id];
  };
  for (auto const& s : all.sessions) {
    out.sessions.push_back(out.weight * s.price + place(s.id));
  }
  for (auto const& p : all.procedures) {
    out.procedures.push_back(out.weight * p.price);
  }
  for (auto const& k : all.care) {
    out.care.push_back(out.weight * k.price + place(k.place));
  }
  return out;
}

std::vector<job_case> possible_jobs(person_case const& all) {
  auto out = std::vector<job_case>{};
  for (auto const& work : all.jobs) {
    if (auto made = make_job_case(all, work); made.possible()) {
      out.push_back(std::move(made));
    }
  }
  return out;
}

}  // namespace

priced_planner::priced_planner(territory const& place, person const& who, std::string_view const goal, date const as_of)
    : all_{std::make_unique<person_case const>(read_case_of(place, who, goal, as_of))},
      jobs_{std::make_unique<std::vector<job_case> const>(possible_jobs(*all_))},
      outside_{place.weights.outside_option} {}

priced_planner::~priced_planner() = default;

// The cheapest way below `below`, job by job; the labels of all jobs together are limited.
claim_answer priced_planner::look(price_terms const& terms, milli_days below, bool const any_will_do) const {
  auto out = claim_answer{.state = claim_state::holds};
  auto const costs = costs_of(*all_, terms);
  for (auto const& problem : *jobs_) {
    auto const soonest = costs.weight * problem.work->offset + costs.a_day * (problem.first_day - all_->ready);
    if (soonest >= below) {
      continue;
    }
    auto const bound = priced_bound{problem, costs};
    auto const found =
        search_ways(problem, costs, bound,
                    {.below = below, .any_will_do = any_will_do, .most_labels = terms.most_labels - out.labels});
    out.labels += std::min(found.labels, terms.most_labels - out.labels);
    if (found.least) {
      below = *found.least;
      out.found = below;
      out.state = claim_state::refuted;
      if (any_will_do) {
        return out;
      }
    }
    if (found.stopped) {
      out.state = claim_state::unknown;
      return out;
    }
  }
  return out;
}

claim_answer priced_planner::at_least(price_terms const& terms, milli_days const claim) const {
  auto const staying = static_cast<milli_days>(terms.weight) * outside_;
  if (claim > staying) {
    return {.state = claim_state::refuted, .found = staying};
  }
  return all_->too_large ? claim_answer{} : look(terms, claim, true);
}

least_answer priced_planner::least(price_terms const& terms) const {
  auto const staying = static_cast<milli_days>(terms.weight) * outside_;
  auto out = least_answer{};
  if (all_->too_large) {
    return out;
  }
  // Each round doubles what is looked at beyond the least that any job costs.
  auto low = staying;
  for (auto const& problem : *jobs_) {
    low = std::min(low, static_cast<milli_days>(terms.weight) *
                            (problem.work->offset + kMilliDaysPerDay * (problem.first_day - all_->ready)));
  }
  for (auto more = kMilliDaysPerDay * 7 * terms.weight;; more *= 2) {
    auto const below = std::min(staying, low + more);
    auto const found = look(terms, below, false);
    out.labels += found.labels;
    if (found.state == claim_state::unknown) {
      return out;
    }
    if (found.state == claim_state::refuted || below == staying) {
      out.known = true;
      out.value = found.state == claim_state::refuted ? found.found : staying;
      return out;
    }
  }
}

}  // namespace foothold
