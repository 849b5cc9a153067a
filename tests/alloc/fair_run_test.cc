// Fairness in a whole run: groups of at least ten, the file, and the independent check of every part of it.

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "check/run_check.h"
#include "check/tiny_town.h"
#include "interop/run_json.h"
#include "plan/planner.h"

using namespace foothold;

namespace {

// Six places of a fast course, many of a slow one. Twelve women of greater need and twelve men: alone for the total, no
// man has a place in the fast one.
struct two_groups : tiny_town {
  explicit two_groups(fairness_policy const& fairness, unsigned const men = 12U) {
    place.hash = "aa";
    place.rules_hash = "bb";
    place.policy_hash = "cc";
    place.weights.version = "1";
    place.weights.author = "A. Clerk";
    place.weights.outside_option = 500 * kMilliDaysPerDay;
    place.weights.need_weight_max = 4U;
    place.weights.fairness = fairness;
    fact(kWorkAccessEmployment);
    add_job("work", {"module:x"});
    add_offer("course", offer_kind::course, {}, {"module:x"});
    add_session("fast", "course", "2026-03-09", "2026-04-03", "Sat 09:00-11:00").places_left = 6U;
    add_session("slow", "course", "2026-05-04", "2026-07-31", "Sat 09:00-11:00").places_left = 40U;
    for (auto n = 10U; n != 22U; ++n) {
      add("w-" + std::to_string(n), sex::female, 3U);
    }
    for (auto n = 10U; n != 10U + men; ++n) {
      add("m-" + std::to_string(n), sex::male, 1U);
    }
  }

  void add(std::string id, sex const is, std::uint32_t const need) {
    auto made = who;
    made.id = std::move(id);
    made.sex = is;
    made.need = need;
    made.goals = {find_goal(place, "work").value()};
    place.people.push_back(std::move(made));
  }

  [[nodiscard]] allocation_run share() const {
    auto everybody = std::vector<person_idx>{};
    for (auto const p : place.people.ids()) {
      everybody.push_back(p);
    }
    return allocate(timetable{place}, everybody, {.as_of = place.as_of});
  }
};

std::string rules_broken(territory const& place, allocation_run const& run) {
  auto rules = std::set<std::string>{};
  for (auto const& v : check_run(place, run, {.threads = 1U}).broken) {
    rules.insert(v.rule);
  }
  auto out = std::string{};
  for (auto const& rule : rules) {
    out += (out.empty() ? "" : " ") + rule;
  }
  return out;
}

std::size_t fast_places(allocation_run const& run, std::string_view const letter) {
  auto out = std::size_t{0U};
  for (auto const& row : run.each) {
    out += row.person.starts_with(letter) && row.pathway.steps.front().session == "fast" ? 1U : 0U;
  }
  return out;
}

}  // namespace

// REQ D14
TEST(fair_run, places_go_to_both_groups_and_the_price_is_told) {
  auto const plain = two_groups{{}}.share();
  EXPECT_FALSE(plain.fairness);
  EXPECT_EQ(fast_places(plain, "m"), 0U);
  auto const town = two_groups{{fairness_rule::max_min, grouping::sex}};
  auto const run = town.share();
  ASSERT_EQ(rules_broken(town.place, run), "");
  EXPECT_EQ(fast_places(run, "m"), 3U);
  EXPECT_EQ(fast_places(run, "w"), 3U);
  auto const& fairness = run.fairness.value();
  ASSERT_EQ(fairness.groups.size(), 2U);
  EXPECT_EQ(fairness.groups.front().name, "female");
  EXPECT_EQ(fairness.unprotected_value, plain.value);
  EXPECT_EQ(fairness.price, run.value - plain.value);
  EXPECT_GT(fairness.price, 0);
  EXPECT_LE(fairness.price_low, fairness.price);
  EXPECT_LE(fairness.price, fairness.price_high);
  EXPECT_LE(fairness.worst, fairness.steps.front().proof.bound + 1) << "but for rounding the fairest there is";
  EXPECT_LT(fairness.worst, fairness.unprotected_worst);
  auto told = 0U;
  for (auto const& row : run.each) {
    told += std::ranges::any_of(row.reasons, [](reason const& r) { return r.key == "alloc.fairness"; }) ? 1U : 0U;
  }
  EXPECT_EQ(told, 3U) << "three women have a later course because of the rule";
}

TEST(fair_run, every_rule_and_grouping_holds_and_survives_its_file) {
  for (auto const rule : {fairness_rule::max_min, fairness_rule::leximin, fairness_rule::floor}) {
    for (auto by = grouping::sex; by <= grouping::municipality; by = static_cast<grouping>(static_cast<int>(by) + 1)) {
      auto const floor = rule == fairness_rule::floor ? 100 * kMilliDaysPerDay : 0;
      auto const town = two_groups{{rule, by, floor}};
      auto const run = town.share();
      EXPECT_EQ(rules_broken(town.place, run), "");
      auto const text = write_run(run);
      auto const load = read_run("RUN.json", text);
      ASSERT_TRUE(load.value);
      EXPECT_EQ(*load.value, run);
      EXPECT_EQ(write_run(*load.value), text);
    }
  }
}

// REQ D14
TEST(fair_run, a_floor_that_cannot_be_is_proven_impossible) {
  auto const kept = two_groups{{fairness_rule::floor, grouping::sex, 1000 * kMilliDaysPerDay}};
  auto const easy = kept.share();
  EXPECT_TRUE(easy.fairness->steps.empty());
  EXPECT_EQ(easy.fairness->price, 0);
  EXPECT_EQ(rules_broken(kept.place, easy), "");
  auto const town = two_groups{{fairness_rule::floor, grouping::sex, kMilliDaysPerDay}};
  auto const run = town.share();
  EXPECT_EQ(rules_broken(town.place, run), "");
  ASSERT_EQ(run.fairness->steps.size(), 1U);
  EXPECT_GT(run.fairness->steps.front().proof.bound, kMilliDaysPerDay);
}

TEST(fair_run, a_group_of_fewer_than_ten_is_none_of_its_own) {
  auto const town = two_groups{{fairness_rule::max_min, grouping::sex}, 9U};
  auto const run = town.share();
  ASSERT_EQ(run.fairness->groups.size(), 1U);
  EXPECT_EQ(run.fairness->groups.front().name, "(rest)");
  EXPECT_EQ(run.fairness->groups.front().people, 21U);
  EXPECT_EQ(run.fairness->price, 0);
  EXPECT_EQ(rules_broken(town.place, run), "");
}

// REQ D14
TEST(fair_run, every_tampering_breaks_its_rule) {
  struct tampering {
    char const* what;
    char const* rules;
    std::function<void(allocation_run&)> tamper;
  };
  auto const differing = [](allocation_run& run) -> allocated_person& {
    return *std::ranges::find_if(run.each, [](auto const& row) { return row.unprotected.has_value(); });
  };
  auto const tamperings = std::vector<tampering>{
      {"no fairness", "8-policy", [](auto& run) { run.fairness.reset(); }},
      {"another rule", "8-policy", [](auto& run) { run.fairness->policy.rule = fairness_rule::leximin; }},
      {"another grouping", "8-policy", [](auto& run) { run.fairness->policy.by = grouping::age_band; }},
      {"another floor", "8-policy", [](auto& run) { run.fairness->policy.floor = 1; }},
      {"a group renamed", "8-groups", [](auto& run) { run.fairness->groups[0].name = "women"; }},
      {"a group less", "8-groups", [](auto& run) { run.fairness->groups.pop_back(); }},
      {"people of a group", "8-groups", [](auto& run) { ++run.fairness->groups[0].people; }},
      {"weight of a group", "8-groups", [](auto& run) { ++run.fairness->groups[0].weight; }},
      {"value of a group", "8-groups", [](auto& run) { --run.fairness->groups[1].value; }},
      {"worst", "8-groups", [](auto& run) { --run.fairness->worst; }},
      {"limit", "8-levels", [](auto& run) { ++run.fairness->groups[0].limit; }},
      {"no steps", "8-levels", [](auto& run) { run.fairness->steps.clear(); }},
      {"a second step", "8-levels", [](auto& run) { run.fairness->steps.push_back(run.fairness->steps.front()); }},
      {"level", "8-levels", [](auto& run) { --run.fairness->steps[0].level; }},
      {"a group not held", "8-levels", [](auto& run) { run.fairness->steps[0].held.pop_back(); }},
      {"a stranger held", "8-levels", [](auto& run) { run.fairness->steps[0].held[0] = "other"; }},
      {"bound of the level", "8-bound", [](auto& run) { ++run.fairness->steps[0].proof.bound; }},
      {"multiplier of the level", "7-minimum 8-bound",
       [](auto& run) { run.fairness->steps[0].proof.multipliers[0] -= 1'000U; }},
      {"price of the level", "7-minimum 8-bound",
       [](auto& run) { run.fairness->steps[0].proof.prices[0].price -= 100'000; }},
      {"price of nothing", "8-prices",
       [](auto& run) { run.fairness->steps[0].proof.prices.push_back({.session = "x", .price = 1}); }},
      {"bound of the total", "8-bound 8-price", [](auto& run) { run.fairness->total.bound += 100'000; }},
      {"scale of the total", "8-bound", [](auto& run) { run.fairness->total.scale -= 5'000U; }},
      {"scale above a multiplier", "8-bound", [](auto& run) { run.fairness->total.scale = 4'000'000'000U; }},
      {"a minimum raised", "7-minimum 8-bound", [](auto& run) { run.each[0].fair_priced[0] += 1'000'000; }},
      {"a minimum of the total raised", "7-minimum 8-bound",
       [](auto& run) { run.each[0].fair_priced[1] += 1'000'000; }},
      {"a minimum missing", "8-bound", [](auto& run) { run.each[0].fair_priced.pop_back(); }},
      {"value without the rule", "8-price 8-without", [](auto& run) { --run.fairness->unprotected_value; }},
      {"placed without the rule", "8-without", [](auto& run) { --run.fairness->unprotected_placed; }},
      {"worst without the rule", "8-without", [](auto& run) { ++run.fairness->unprotected_worst; }},
      {"a plan without the rule", "8-without",
       [&](auto& run) { differing(run).unprotected->pathway.steps.front().start += days{1}; }},
      {"somebody more on a full course", "8-without", [&](auto& run) { differing(run).unprotected.reset(); }},
      {"no multiplier", "8-bound", [](auto& run) { run.fairness->steps[0].proof.multipliers.pop_back(); }},
      {"multiplier of 0", "8-bound", [](auto& run) { run.fairness->total.multipliers[0] = 0U; }},
      {"scale of 0", "8-bound", [](auto& run) { run.fairness->total.scale = 0U; }},
      {"price", "8-price", [](auto& run) { --run.fairness->price; }},
      {"price_low", "8-price", [](auto& run) { ++run.fairness->price_low; }},
      {"price_high", "8-price", [](auto& run) { --run.fairness->price_high; }},
  };
  auto const town = two_groups{{fairness_rule::max_min, grouping::sex}};
  auto const run = town.share();
  ASSERT_EQ(rules_broken(town.place, run), "");
  for (auto const& t : tamperings) {
    auto changed = run;
    t.tamper(changed);
    EXPECT_EQ(rules_broken(town.place, changed), t.rules) << t.what;
  }
  auto const plain = two_groups{{}};
  auto invented = plain.share();
  invented.each.front().fair_priced = {1};
  EXPECT_EQ(rules_broken(plain.place, invented), "8-policy");
}
