#include "plan/search.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <ranges>

#include "plan/label_setting.h"

namespace foothold {

namespace {

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
std::optional<search_result> try_width(presolved const& w, problem_bounds& bounds, search_options const& options,
                                       search_round const& round) {
  if (w.p.tau.size() > Facts || w.p.atom_count > Atoms) {
    return std::nullopt;
  }
  return label_setting<Facts, Atoms, Loads>{w, bounds, options, round}.run();
}

// With the narrowest label that fits.
search_result solve(presolved const& w, problem_bounds& bounds, search_options const& options,
                    search_round const& round) {
  if (auto r = try_width<32, 48, 8>(w, bounds, options, round)) {
    return *r;
  }
  if (auto r = try_width<64, 96, 32>(w, bounds, options, round)) {
    return *r;
  }
  if (auto r = try_width<160, 96, 32>(w, bounds, options, round)) {
    return *r;
  }
  if (auto r = try_width<512, 512, 336>(w, bounds, options, round)) {
    return *r;
  }
  if (auto r = try_width<kMaxFacts, kMaxFacts, kMaxDays>(w, bounds, options, round)) {
    return *r;
  }
  auto unknown = search_result{};
  unknown.status = search_status::best_found;
  unknown.bound = 0;
  return unknown;
}

// Variants that became one (presolve.h) are told apart again: which one is it on this day?
void name_variants(search_result& r, problem const& given) {
  for (auto& step : r.actions) {
    while (step.procedure && step.start > given.procedures[step.index].latest) {
      ++step.index;
    }
  }
  auto const& named = given.goals[r.goal];
  for (auto g = 0U; r.goal_day > given.goals[r.goal].latest && g != given.goals.size(); ++g) {
    auto const& other = given.goals[g];
    auto const needs = given.needs(other);
    auto const covers = std::ranges::all_of(
        given.needs(named), [&](auto const f) { return std::find(needs.begin(), needs.end(), f) != needs.end(); });
    if (other.target == named.target && other.offset == named.offset && r.goal_day >= other.earliest &&
        r.goal_day <= other.latest && covers) {
      r.goal = g;
    }
  }
}

// In terms of the problem that was given, with the axioms' steps at their days.
void restore(search_result& r, presolved const& w, problem const& given) {
  if (!r.found) {
    return;
  }
  auto tau = w.start;
  for (auto const& step : r.actions) {
    auto const& a = step.procedure ? w.p.procedures[step.index] : w.p.sessions[step.index];
    for (auto const f : w.p.gives(a)) {
      tau[f] = std::min(tau[f], static_cast<plan_day>(step.start + a.effect));
    }
  }
  close_under_axioms(w, tau.data());
  for (auto& step : r.actions) {
    step.index = step.procedure ? w.procedures[step.index] : w.sessions[step.index];
  }
  for (auto i = std::size_t{0U}; i != w.p.procedures.size(); ++i) {
    auto start = w.p.procedures[i].earliest;
    for (auto const need : w.p.needs(w.p.procedures[i])) {
      start = std::max(start, tau[need]);
    }
    if (w.axiom[i] && start <= w.p.procedures[i].latest) {
      r.actions.push_back({true, w.procedures[i], start});
    }
  }
  std::stable_sort(r.actions.begin(), r.actions.end(),
                   [](chosen_action const& a, chosen_action const& b) { return a.start < b.start; });
  r.goal = w.goals[r.goal];
  name_variants(r, given);
}

// The rounds of one search. Most people are done after a glance. For the others: a dive for some plan, then everything
// that no better plan can use is removed, and rounds of proof, each eight times longer than the one before, with
// bounds that are tighter each time.
class rounds {
public:
  rounds(problem const& given, search_options const& options)
      : given_{given}, options_{options}, w_{presolve(given)}, upper_{options.upper_bound} {
    bounds_ = std::make_unique<problem_bounds>(w_.p, options.chains);
  }

  search_result run() {
    constexpr auto kDive = 1024U;
    constexpr auto kGrowth = 8U;
    auto limit = 4U * kDive;
    auto done = false;
    if (options_.pattern != search_pattern::dive_first) {
      look();
      return std::move(best_);
    }
    if (options_.label_limit > limit) {
      done = round(search_pace::glance, options_.glance);
      if (!done) {
        if (options_.sequences && options_.bound) {
          bounds_->add_sequences();
        }
        done = round(search_pace::dive, kDive) || shrink();
      }
    }
    while (!done) {
      limit = std::min(limit, options_.label_limit);
      done = round(search_pace::proof, limit) || limit == options_.label_limit || shrink();
      limit = limit > options_.label_limit / kGrowth ? options_.label_limit : limit * kGrowth;
    }
    return std::move(best_);
  }

private:
  // From the upper bound that is given, without a dive.
  void look() {
    constexpr auto kLonger = 3U;
    auto limit = options_.pattern == search_pattern::once ? options_.label_limit : options_.glance;
    bounds_->add_sequences();
    while (!shrink() && !round(search_pace::glance, std::min(limit, options_.label_limit)) &&
           limit < options_.label_limit) {
      limit *= kLonger;
    }
  }

  // True if nothing is left to do.
  bool round(search_pace const pace, std::uint32_t const limit) {
    auto r = solve(w_, *bounds_, options_, {pace, limit, upper_});
    restore(r, w_, given_);
    r.expanded += best_.expanded;
    r.generated += best_.generated;
    proven_ = std::max(proven_, r.bound);
    auto const finished = r.status != search_status::best_found;
    if (r.found || !best_.found) {
      best_ = std::move(r);
    } else {
      best_.expanded = r.expanded;
      best_.generated = r.generated;
    }
    upper_ = best_.found ? best_.value : options_.upper_bound;
    settle(finished);
    return finished;
  }

  // The same, after removing what no plan below the best one can use.
  bool shrink() {
    if (!options_.bound) {
      return false;
    }
    bounds_ = reduce(w_, upper_, std::move(bounds_));
    settle(w_.p.goals.empty());
    return w_.p.goals.empty();
  }

  void settle(bool const finished) {
    if (finished) {
      best_.status = best_.found ? search_status::exact : search_status::none;
      best_.bound = best_.value;
    } else {
      best_.status = search_status::best_found;
      best_.bound = std::min(proven_, best_.value);
    }
  }

  problem const& given_;
  search_options const& options_;
  presolved w_;
  std::unique_ptr<problem_bounds> bounds_;
  milli_days upper_;
  milli_days proven_{INT64_MIN};
  search_result best_;
};

}  // namespace

search_result search(problem const& p, search_options const& options) {
  if (p.goals.empty()) {
    return {};
  }
  if (!options.presolve) {
    auto const w = as_given(p);
    auto bounds = problem_bounds{w.p, options.chains};
    if (options.sequences && options.bound) {
      bounds.add_sequences();
    }
    return solve(w, bounds, options, {search_pace::proof, options.label_limit, options.upper_bound});
  }
  return rounds{p, options}.run();
}

}  // namespace foothold
