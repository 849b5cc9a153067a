#include "alloc/fair_run.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "alloc/lottery.h"
#include "alloc/parallel.h"
#include "alloc/run_parts.h"

namespace foothold {

namespace {

class telling {
public:
  telling(pricer& desk, protected_sharing& made, allocation_run& out)
      : desk_{desk}, people_{desk.people()}, made_{made}, out_{out}, row_(people_.members().size()) {
    auto members = std::map<std::string_view, member_idx>{};
    for (auto const m : people_.members().ids()) {
      members.emplace(people_.members()[m].asks.who.id, m);
    }
    for (auto& row : out_.each) {
      row_[members.at(row.person)] = &row;
    }
  }

  void run() {
    tell_unprotected();
    auto sums = group_sums(made_.groups.names.size(), 0);
    auto without = sums;
    for (auto const m : row_.ids()) {
      auto const& row = *row_[m];
      auto const g = made_.groups.of[m];
      sums[g] += row.weight * row.value;
      without[g] += row.weight * (row.unprotected ? row.unprotected->value : row.value);
      told_.unprotected_value += row.weight * (row.unprotected ? row.unprotected->value : row.value);
      told_.unprotected_placed += (row.unprotected ? row.unprotected->placed : row.placed) ? 1U : 0U;
    }
    tell_levels(made_.groups, sums, made_.fair);
    told_.policy = people_.place().weights.fairness;
    told_.worst = worst_of(made_.groups, sums);
    told_.unprotected_worst = worst_of(made_.groups, without);
    for (auto const g : sums.ids()) {
      told_.groups.push_back(
          {made_.groups.names[g], made_.groups.people[g], made_.groups.weight[g], sums[g], made_.fair.limit[g]});
    }
    for (auto const& step : made_.fair.steps) {
      told_.steps.push_back({step.level, {}, certificate(step.proof)});
      for (auto const g : step.fixed) {
        told_.steps.back().held.push_back(made_.groups.names[g]);
      }
    }
    told_.total = certificate(made_.fair.total);
    told_.price = out_.value - told_.unprotected_value;
    told_.price_low = std::max<milli_days>(told_.total.bound - told_.unprotected_value, 0);
    told_.price_high = out_.value - out_.bound;
    out_.fairness = std::move(told_);
  }

private:
  // Whose places would be others, and what they would have.
  void tell_unprotected() {
    parallel_for(row_.size(), people_.options().threads, [&](unsigned const thread, std::size_t const i) {
      auto const m = member_idx{i};
      auto const& then = made_.unprotected.choice[m];
      if (then.places == made_.fair.shared.choice[m].places && then.plan == made_.fair.shared.choice[m].plan) {
        return;
      }
      auto way = unprotected_way{then.plan, people_.place().weights.outside_option, {}};
      if (way.placed) {
        way.pathway = desk_.read(thread, m, then);
        way.value = way.pathway.value;
      }
      auto& row = *row_[m];
      if (way.value < row.value) {
        row.reasons.push_back({"alloc.fairness", {}});
      }
      row.unprotected = std::move(way);
    });
  }

  fair_certificate certificate(fair_proof const& proof) {
    auto out = fair_certificate{};
    out.bound = proof.bound;
    out.scale = proof.terms.by.scale;
    out.multipliers.assign(proof.terms.by.of.begin(), proof.terms.by.of.end());
    out.prices = listed_prices(people_.place(), proof.terms.prices);
    for (auto const m : row_.ids()) {
      row_[m]->fair_priced.push_back(proof.least[m]);
    }
    return out;
  }

  pricer& desk_;
  cohort const& people_;
  protected_sharing& made_;
  allocation_run& out_;
  vec_map<member_idx, allocated_person*> row_;
  run_fairness told_;
};

}  // namespace

std::optional<protected_sharing> protect(pricer& desk, fair_start const& from, work_budget& budget) {
  auto const& people = desk.people();
  auto const& policy = people.place().weights.fairness;
  if (policy.rule == fairness_rule::none || people.members().empty()) {
    return std::nullopt;
  }
  auto out = protected_sharing{protected_groups(people, policy.by), {}, from.best};
  out.fair = share_fairly(desk, out.groups, policy, from, budget);
  settle_ties(desk, from.pool, out.fair.shared, &out.groups);
  if (out.fair.shared.value < out.unprotected.value) {
    out.unprotected = out.fair.shared;
  }
  return out;
}

void tell_fairness(pricer& desk, protected_sharing& made, allocation_run& out) {
  telling{desk, made, out}.run();
}

}  // namespace foothold
