#pragma once
// Random tiny cohorts: two to five people like the one of a random world, with one or two places in a session. They
// differ in need, waiting, hours, papers and children, so that the same few places are worth more to one than to
// another. Every way of everybody can be tried.

#include <string>
#include <utility>

#include "agreement/random_world.h"
#include "check/crowded_world.h"
#include "check/reference_planner.h"
#include "plan/planner.h"
#include "random_source.h"

namespace foothold {

struct random_cohort {
  territory place;
  std::vector<person_idx> people;

  explicit random_cohort(std::uint64_t const seed) : r_{seed * 0x9E3779B97F4A7C15U + 99U} {
    for (auto n = 0U; people.empty(); ++n) {
      if (r_.one_in(3U)) {
        fill(random_world{100U * seed + n, 6U});
      } else {
        fill(crowded_world{100U * seed + n});
      }
    }
  }

private:
  // Nothing unless there is a way of two steps or more.
  template <typename World>
  void fill(World&& town) {
    auto const way = reference_plan(town.place, town.who, town.goal, town.place.as_of, 13U);
    if (!way.feasible || way.steps.size() < 2U) {
      return;
    }
    place = town.place;
    place.hash = "aa";
    place.rules_hash = "bb";
    place.policy_hash = "cc";
    place.weights.version = "1";
    place.weights.author = "A. Clerk";
    place.weights.outside_option = way.value * r_.between(8, 30) / 10;
    place.weights.need_weight_max = 4U;
    place.weights.waiting_weight_per_half_year = 1U;
    place.weights.waiting_weight_max = 2U;
    for (auto& s : place.sessions) {
      s.places_left = static_cast<std::uint16_t>(r_.one_in(3U) ? 2U : 1U);
    }
    auto const goal = find_goal(place, town.goal);
    for (auto n = 2 + r_.between(0, 3); n != 0; --n) {
      add_person(town.who, goal);
    }
  }

  void add_person(person who, std::optional<goal_wish> const& goal) {
    who.id = "p-" + std::to_string(1U + place.people.size());
    who.need = static_cast<std::uint32_t>(r_.between(1, 4));
    if (r_.one_in(2U)) {
      who.waiting_since = place.as_of - days{r_.between(0, 600)};
    }
    if (r_.one_in(5U)) {
      who.available = parse_week("Mon-Fri 07:30-16:30").value();
    }
    if (r_.one_in(5U) && !place.offers.empty()) {
      auto const& gives = place.offers[offer_idx{r_.below(place.offers.size())}].gives;
      if (!gives.empty()) {
        who.facts.push_back({gives.front(), std::nullopt});
      }
    }
    if (!place.people.empty() && r_.one_in(2U)) {
      who.cares_for.clear();
    } else if (!place.people.empty()) {
      for (auto& kid : who.cares_for) {
        auto own = place.children[kid];
        own.id = who.id + own.id;
        kid = place.children.push_back(std::move(own));
      }
    }
    who.goals.clear();
    if (goal && !r_.one_in(12U)) {
      who.goals.push_back(*goal);
    }
    people.push_back(place.people.push_back(std::move(who)));
  }

  random_source r_;
};

}  // namespace foothold
