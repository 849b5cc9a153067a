// The planner against the obvious, end to end: facts, law, care, travel, compilation, search, dates and prices.

#include <gtest/gtest.h>

#include "agreement/agreement.h"

using namespace foothold;

namespace {

constexpr auto kWorlds = 4000U;
constexpr auto kAblationWorlds = 800U;

search_options without(bool search_options::* const part) {
  auto options = search_options{};
  options.*part = false;
  return options;
}

void expect_agreement_without(bool search_options::* const part) {
  auto seen = agreement_count{};
  auto const wrong = first_disagreement(kWorlds, kAblationWorlds, product_planner(without(part)), seen);
  EXPECT_FALSE(wrong) << *wrong;
}

// A planner that spoils the plans of the real one.
plan_maker spoiled(void (*spoil)(plan&)) {
  return [spoil, real = product_planner()](random_world const& town) {
    auto out = real(town);
    if (out.status != plan_status::none && !out.steps.empty()) {
      spoil(out);
    }
    return out;
  };
}

void expect_found(void (*spoil)(plan&)) {
  auto seen = agreement_count{};
  EXPECT_TRUE(first_disagreement(0U, 50U, spoiled(spoil), seen));
}

}  // namespace

// REQ D1
TEST(exactness, planner_and_reference_agree_and_every_plan_passes_the_checker) {
  auto seen = agreement_count{};
  auto const wrong = first_disagreement(0U, kWorlds, product_planner(), seen);
  EXPECT_FALSE(wrong) << *wrong;
  std::printf("%s\n", in_words(seen).c_str());
  EXPECT_GT(seen.feasible, kWorlds / 4U);
  EXPECT_GT(seen.with_care, kWorlds / 100U);
  EXPECT_GT(seen.with_gates, kWorlds / 25U);
}

TEST(exactness, without_dominance_the_same_values) {
  expect_agreement_without(&search_options::dominance);
}

TEST(exactness, without_bound_the_same_values) {
  expect_agreement_without(&search_options::bound);
}

TEST(exactness, without_chains_the_same_values) {
  expect_agreement_without(&search_options::chains);
}

TEST(exactness, without_presolve_the_same_values) {
  expect_agreement_without(&search_options::presolve);
}

TEST(exactness, without_the_order_of_long_courses_the_same_values) {
  expect_agreement_without(&search_options::sequences);
}

// Dive, removal and proof, which these small towns would hardly ever need.
TEST(exactness, by_the_long_way_the_same_values) {
  auto seen = agreement_count{};
  auto const wrong = first_disagreement(0U, kWorlds, product_planner({.glance = 0U}), seen);
  EXPECT_FALSE(wrong) << *wrong;
}

TEST(exactness, control_a_value_off_by_one_is_found) {
  expect_found([](plan& p) {
    ++p.value;
    ++p.bound;
  });
}

TEST(exactness, control_a_dropped_step_is_found) {
  expect_found([](plan& p) {
    p.value -= p.steps.back().price;
    p.bound = p.value;
    p.steps.pop_back();
  });
}

// A plan that holds but is not the best one: the checker alone would let it pass.
TEST(exactness, control_a_planner_that_overlooks_a_session_is_found) {
  auto const overlooks = [](random_world const& town) {
    auto poorer = town;
    poorer.place.sessions[session_idx{0U}].places_left = 0U;
    return product_planner()(poorer);
  };
  auto seen = agreement_count{};
  auto const wrong = first_disagreement(0U, 200U, overlooks, seen);
  ASSERT_TRUE(wrong);
  EXPECT_NE(wrong->find("the planners disagree"), std::string::npos);
}
