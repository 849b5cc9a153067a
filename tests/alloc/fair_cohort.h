#pragma once
// A tiny cohort with groups, all its sharings by what each group's weeks are, and the sharing with the least total from
// which fairness begins.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "alloc/branch.h"
#include "alloc/dive.h"
#include "alloc/every_sharing.h"
#include "alloc/fairness.h"

namespace foothold {

struct grouped_sums {
  group_sums of;
  milli_days total{0};
};

class fair_cohort {
public:
  // `groups`: of each person by id, counted from 0.
  fair_cohort(territory const& place, std::vector<person_idx> const& people, std::map<std::string, std::size_t> groups)
      : times_{place}, people_{times_, people, {.as_of = place.as_of, .seed = 7U}}, desk_{people_}, pool_{people_} {
    for (auto const& m : people_.members()) {
      auto const g = groups.at(m.asks.who.id);
      while (groups_.names.size() <= g) {
        groups_.names.push_back("g" + std::to_string(groups_.names.size()));
        groups_.weight.push_back(0U);
        groups_.people.push_back(0U);
      }
      groups_.of.push_back(group_idx{g});
      groups_.weight[group_idx{g}] += m.weight;
      ++groups_.people[group_idx{g}];
    }
    auto budget = work_budget{};
    auto program = master{people_};
    auto const alone = price_all(desk_, pool_, place_prices(people_.places_left().size(), 0));
    auto const first = first_come_first_served(desk_, pool_, alone.cheapest);
    proof_ = generate_columns(desk_, pool_, program, first.value, {}, budget);
    best_ = dive(desk_, pool_, program, budget);
    improve(desk_, best_, budget);
    branch(desk_, pool_, best_, 1'000U, budget);
  }

  [[nodiscard]] cohort const& people() const { return people_; }
  [[nodiscard]] fair_groups const& groups() const { return groups_; }
  [[nodiscard]] sharing const& best() const { return best_; }
  [[nodiscard]] pricer& desk() { return desk_; }
  [[nodiscard]] column_pool& pool() { return pool_; }

  // Every group has somebody.
  [[nodiscard]] bool complete() const {
    return !groups_.weight.empty() && std::ranges::none_of(groups_.weight, [](auto const w) { return w == 0U; });
  }

  fair_sharing share(fairness_policy const& policy, work_budget budget = {}) {
    return share_fairly(desk_, groups_, policy, {pool_, best_, proof_}, budget);
  }

  // Of every choice of one way each within the places, each set of sums once. Nothing: too many to try.
  [[nodiscard]] std::optional<std::vector<grouped_sums>> every_sharing() const {
    auto ways = std::vector<std::vector<column>>{};
    for (auto const& m : people_.members()) {
      auto of_one = every_way(people_.place(), m.asks.who, people_.options().as_of);
      if (!of_one) {
        return std::nullopt;
      }
      ways.push_back(std::move(*of_one));
    }
    auto left = people_.places_left();
    auto now = grouped_sums{group_sums(groups_.names.size(), 0), 0};
    auto out = std::vector<grouped_sums>{};
    choose(ways, left, 0U, now, out);
    return out;
  }

private:
  void choose(std::vector<std::vector<column>> const& ways, place_counts& left, std::size_t const next,
              grouped_sums& now, std::vector<grouped_sums>& out) const {
    if (next == ways.size()) {
      if (std::ranges::none_of(out, [&](auto const& known) { return std::ranges::equal(known.of, now.of); })) {
        out.push_back(now);
      }
      return;
    }
    for (auto const& way : ways[next]) {
      if (!fits(way, left)) {
        continue;
      }
      auto& of_group = now.of[groups_.of[member_idx{next}]];
      take(way, left);
      of_group += way.cost;
      now.total += way.cost;
      choose(ways, left, next + 1U, now, out);
      of_group -= way.cost;
      now.total -= way.cost;
      give_back(way, left);
    }
  }

  timetable times_;
  cohort people_;
  pricer desk_;
  column_pool pool_;
  fair_groups groups_;
  bound_and_prices proof_;
  sharing best_;
};

}  // namespace foothold
