#include "alloc/fairness.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "alloc/dive.h"
#include "alloc/fair_search.h"

namespace foothold {

namespace {

// Up to so many people branching follows, with so many programs.
constexpr auto kFew = std::size_t{60U};
constexpr auto kPrograms = std::size_t{200U};

class sharing_fairly {
public:
  sharing_fairly(pricer& plain, fair_groups const& groups, fairness_policy const& policy, fair_start const& from,
                 work_budget& budget)
      : plain_{plain},
        people_{plain.people()},
        groups_{groups},
        policy_{policy},
        desk_{people_, groups},
        pool_{from.pool},
        even_{desk_.even(from.proof)},
        budget_{budget} {
    out_.shared = from.best;
    know(pool_, from.best);
  }

  fair_sharing run() {
    auto const keeps_floor = [&] { return policy_.rule == fairness_rule::floor && worst() <= policy_.floor; };
    if (!keeps_floor()) {
      take_steps();
    }
    if (keeps_floor()) {
      out_.steps.clear();
      out_.limit = vec_map<group_idx, milli_days>(groups_.names.size(), policy_.floor);
    }
    least_total();
    tell_levels(groups_, sums_of(groups_, out_.shared), out_);
    return std::move(out_);
  }

private:
  [[nodiscard]] milli_days worst() const { return worst_of(groups_, sums_of(groups_, out_.shared)); }

  [[nodiscard]] fair_aim aim_of_all(bool const limited) const {
    auto out = fair_aim{groups_, {}};
    for (auto const g : groups_.names.ids()) {
      out.limit.push_back(limited ? std::optional{out_.limit[g]} : std::nullopt);
    }
    return out;
  }

  void take_steps() {
    auto aim = aim_of_all(false);
    while (!aim.total()) {
      auto step = fair_step{{}, 0, reach(aim)};
      step.level = *aimed_at(aim, out_.shared);
      step.fixed = held_back(aim, step.proof);
      for (auto const g : step.fixed) {
        aim.limit[g] = step.level;
      }
      out_.steps.push_back(std::move(step));
    }
    out_.limit.clear();
    for (auto const& limit : aim.limit) {
      out_.limit.push_back(*limit);
    }
  }

  // Groups that cannot have less, by what their days count at the step's prices; all where there is one step only.
  [[nodiscard]] std::vector<group_idx> held_back(fair_aim const& aim, fair_proof const& proof) const {
    constexpr auto kPart = 100U;  // of the scale: less than this is not held back
    auto out = std::vector<group_idx>{};
    for (auto const g : groups_.names.ids()) {
      auto const tight =
          policy_.rule != fairness_rule::leximin || proof.terms.by.of[g] >= std::max(proof.terms.by.scale / kPart, 1U);
      if (!aim.limit[g] && tight) {
        out.push_back(g);
      }
    }
    return out;
  }

  // Makes the sharing better by the aim, as far as the budget goes, and proves how good it is.
  fair_proof reach(fair_aim const& aim) {
    auto program = master{people_, &aim};
    auto proof = prove(desk_, pool_, program, aim, even_, budget_);
    program.update(pool_);
    auto found = fair_dive(desk_, plain_, pool_, program, budget_);
    improve(plain_, found, budget_);
    keep_better(aim, std::move(found));
    polish(desk_, plain_, pool_, aim, out_.shared, budget_);
    if (aimed_at(aim, out_.shared).value_or(INT64_MAX) > proof.bound && people_.members().size() <= kFew) {
      auto branched = out_.shared;
      fair_branch(desk_, pool_, aim, branched, kPrograms, budget_);
      improve(plain_, branched, budget_);
      keep_better(aim, std::move(branched));
    }
    return proof;
  }

  void keep_better(fair_aim const& aim, sharing found) {
    if (better(aim, found, out_.shared)) {
      know(pool_, found);
      out_.shared = std::move(found);
    }
  }

  void least_total() { out_.total = reach(aim_of_all(true)); }

  pricer& plain_;
  cohort const& people_;
  fair_groups const& groups_;
  fairness_policy const& policy_;
  fair_desk desk_;
  column_pool& pool_;
  fair_proof even_;
  work_budget& budget_;
  fair_sharing out_;
};

}  // namespace

void tell_levels(fair_groups const& groups, group_sums const& sums, fair_sharing& fair) {
  auto aim = fair_aim{groups, vec_map<group_idx, std::optional<milli_days>>(groups.names.size())};
  for (auto& step : fair.steps) {
    step.level = worst_free(aim, sums);
    step.proof.bound = bound_of(aim, step.proof.terms.by, step.proof.lagrangian);
    for (auto const g : step.fixed) {
      aim.limit[g] = fair.limit[g] = step.level;
    }
  }
  if (!fair.steps.empty()) {
    fair.total.bound = bound_of(aim, fair.total.terms.by, fair.total.lagrangian);
  }
}

fair_sharing share_fairly(pricer& desk, fair_groups const& groups, fairness_policy const& policy,
                          fair_start const& from, work_budget& budget) {
  return sharing_fairly{desk, groups, policy, from, budget}.run();
}

}  // namespace foothold
