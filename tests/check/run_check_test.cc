#include "check/run_check.h"

#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "check/small_run.h"

using namespace foothold;

namespace {

std::string all(std::vector<run_violation> const& found) {
  auto out = std::string{};
  for (auto const& v : found) {
    out += v.rule + " " + v.about + ": " + v.message + "\n";
  }
  return out;
}

// The rules that a run breaks after it was tampered with.
std::string rules_after(std::function<void(small_run&)> const& tamper) {
  auto town = small_run{};
  tamper(town);
  auto out = std::string{};
  for (auto const& rule : [&] {
         auto rules = std::set<std::string>{};
         for (auto const& v : check_run(town.place, town.run).broken) {
           rules.insert(v.rule);
         }
         return rules;
       }()) {
    out += (out.empty() ? "" : " ") + rule;
  }
  return out;
}

}  // namespace

// REQ D14
TEST(run_check, a_run_that_holds_is_proven_person_by_person) {
  auto const town = small_run{};
  auto const verdict = check_run(town.place, town.run);
  EXPECT_TRUE(verdict.broken.empty()) << all(verdict.broken);
  EXPECT_TRUE(verdict.proven);
  EXPECT_EQ(verdict.people, 3U);
  EXPECT_EQ(verdict.recomputed, 3U);
  EXPECT_EQ(verdict.unknown, 0U);
  EXPECT_EQ(town.run.value - town.run.bound, 1000);
  EXPECT_EQ(verdict.gaps.gap, std::llround(1e9 / static_cast<double>(town.run.value)));
  EXPECT_EQ(verdict.gaps.scarcity, std::llround(1e9 / static_cast<double>(town.run.bound - town.run.unlimited)));
}

// REQ D14
TEST(run_check, every_tampering_breaks_its_rule) {
  struct tampering {
    char const* what;
    char const* rules;
    std::function<void(small_run&)> tamper;
  };
  auto const tamperings = std::vector<tampering>{
      {"files changed", "1-hashes 3-plans", [](small_run& t) { t.place.hash = "other"; }},
      {"rules changed", "1-hashes", [](small_run& t) { t.run.rules_hash = "other"; }},
      {"policy changed", "1-hashes", [](small_run& t) { t.run.policy_hash = "other"; }},
      {"another author", "1-hashes", [](small_run& t) { t.run.policy_author = "Nobody"; }},
      {"a person is missing", "2-people",
       [](small_run& t) {
         t.run.each.erase(t.run.each.begin() + 1);
         t.add_up();
       }},
      {"a person twice", "2-people",
       [](small_run& t) {
         t.run.each.insert(t.run.each.begin(), t.run.each.front());
         t.add_up();
       }},
      {"a stranger", "2-people",
       [](small_run& t) {
         t.run.each.push_back(t.run.each.front());
         t.run.each.back().person = "p-9";
         t.add_up();
       }},
      {"another order", "2-people", [](small_run& t) { std::swap(t.run.each[0], t.run.each[1]); }},
      {"another goal", "2-people 3-plans", [](small_run& t) { t.row("p-1").goal = "vacancy:v-1"; }},
      {"weight raised", "2-weight",
       [](small_run& t) {
         t.row("p-1").weight = 2U;
         t.add_up();
       }},
      {"a step moved", "3-plans", [](small_run& t) { t.row("p-1").pathway.steps.front().start += days{1}; }},
      {"another session than the step says", "3-plans 4-places",
       [](small_run& t) { t.row("p-2").pathway.steps.front().session = "s-fast"; }},
      {"no plan, but placed", "3-plans", [](small_run& t) { t.row("p-1").pathway = {}; }},
      {"placed no more, value kept", "3-plans",
       [](small_run& t) {
         t.row("p-1").placed = false;
         t.row("p-1").pathway = {};
         t.add_up();
       }},
      {"value lowered", "3-plans 5-totals", [](small_run& t) { t.row("p-2").value -= 1; }},
      {"value lowered and added up", "3-plans",
       [](small_run& t) {
         t.row("p-2").value -= 1;
         t.add_up();
       }},
      {"two on one place", "4-places",
       [](small_run& t) {
         auto& row = t.row("p-2");
         row.pathway = t.row("p-3").pathway;
         row.pathway.person = "p-2";
         row.value = row.pathway.value;
         t.add_up();
       }},
      {"total value", "5-totals", [](small_run& t) { t.run.value -= 1; }},
      {"total placed", "5-totals", [](small_run& t) { t.run.placed = 2U; }},
      {"total people", "5-totals", [](small_run& t) { t.run.people = 4U; }},
      {"price below 0", "6-prices", [](small_run& t) { t.run.prices.push_back({.session = "s-slow", .price = -5}); }},
      {"price of nothing", "6-prices", [](small_run& t) { t.run.prices.push_back({.session = "s-x", .price = 5}); }},
      {"price twice", "6-prices", [](small_run& t) { t.run.prices.push_back(t.run.prices.front()); }},
      {"price lowered", "6-bound 7-minimum", [](small_run& t) { t.run.prices.front().price -= 1; }},
      {"bound raised", "6-bound", [](small_run& t) { t.run.bound += 1; }},
      {"bound lowered", "6-bound", [](small_run& t) { t.run.bound -= 1; }},
      {"unlimited raised", "6-bound", [](small_run& t) { t.run.unlimited += 1; }},
      {"priced raised", "7-minimum",
       [](small_run& t) {
         t.row("p-2").priced += 1;
         t.add_up();
       }},
      {"alone raised", "7-minimum",
       [](small_run& t) {
         t.row("p-1").alone += 1;
         t.add_up();
       }},
  };
  for (auto const& t : tamperings) {
    EXPECT_EQ(rules_after(t.tamper), t.rules) << t.what;
  }
}

// A lower claim only makes the bound worse: it is no fault.
TEST(run_check, a_claim_below_the_minimum_holds) {
  EXPECT_EQ(rules_after([](small_run& t) {
              t.row("p-2").priced -= 7;
              t.row("p-1").alone = 0;
              t.add_up();
            }),
            "");
}

TEST(run_check, gaps_are_compared_where_the_file_tells_them) {
  auto const town = small_run{};
  auto gaps = check_run(town.place, town.run).gaps;
  EXPECT_TRUE(check_run(town.place, town.run, {.gaps = gaps}).broken.empty());
  gaps.gap += 1;
  auto const wrong = check_run(town.place, town.run, {.gaps = gaps}).broken;
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong.front().rule, "5-gap");
  gaps.gap -= 1;
  gaps.scarcity.reset();
  EXPECT_EQ(check_run(town.place, town.run, {.gaps = gaps}).broken.size(), 1U);
}

TEST(run_check, waiting_adds_to_the_weight_up_to_the_policys_limit) {
  auto const weight_waits = [](int const waited, std::uint32_t const weight) {
    auto town = small_run{};
    town.place.people[person_idx{0U}].waiting_since = town.place.as_of - days{waited};
    town.row("p-1").weight = weight;
    town.add_up();
    for (auto const& v : check_run(town.place, town.run).broken) {
      if (v.rule == "2-weight") {
        return false;
      }
    }
    return true;
  };
  EXPECT_TRUE(weight_waits(181, 1U));
  EXPECT_TRUE(weight_waits(182, 2U));
  EXPECT_TRUE(weight_waits(3000, 3U));
  EXPECT_FALSE(weight_waits(182, 1U));
  EXPECT_FALSE(weight_waits(181, 2U));
}

TEST(run_check, who_cannot_be_placed_stays_at_the_value_of_no_plan) {
  auto town = small_run{};
  auto& row = town.row("p-1");
  row.placed = false;
  row.pathway = {};
  row.value = town.place.weights.outside_option;
  town.add_up();
  auto const verdict = check_run(town.place, town.run);
  EXPECT_TRUE(verdict.broken.empty()) << all(verdict.broken);
}

TEST(run_check, beyond_the_limit_a_sample_is_drawn_that_the_seed_decides) {
  auto town = small_run{};
  town.row("p-2").priced += 1;  // seen only when p-2 is drawn, or against its own plan
  town.add_up();
  auto const sampled = check_run(town.place, town.run, {.recompute_all = 2U, .sample_seed = 3U});
  EXPECT_FALSE(sampled.proven);
  EXPECT_EQ(sampled.recomputed, 2U);
  EXPECT_EQ(sampled.broken,
            check_run(town.place, town.run, {.recompute_all = 2U, .sample_seed = 3U, .threads = 3U}).broken);
}

TEST(run_check, who_is_too_hard_to_recompute_makes_the_proof_a_sample) {
  auto town = small_run{};
  town.row("p-2").alone += 1;  // not to be refuted without a search
  town.add_up();
  auto const verdict = check_run(town.place, town.run, {.most_labels = 0U, .most_labels_again = 0U});
  EXPECT_TRUE(verdict.broken.empty()) << all(verdict.broken);
  EXPECT_FALSE(verdict.proven);
  EXPECT_EQ(verdict.unknown, 1U);
  EXPECT_EQ(verdict.recomputed, 2U);
}

TEST(run_check, numbers_of_any_size_are_refused_and_do_no_harm) {
  constexpr auto kMost = std::numeric_limits<milli_days>::max();
  EXPECT_NE(rules_after([](small_run& t) {
              for (auto& row : t.run.each) {
                row.weight = 0xFFFFFFFFU;
                row.value = row.alone = row.priced = kMost;
              }
              t.run.value = t.run.bound = kMost;
              t.run.unlimited = std::numeric_limits<milli_days>::min();
              t.run.prices.front().price = kMost;
            }),
            "");
}
