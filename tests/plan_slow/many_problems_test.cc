// The long run of tests/plan/bounds_test.cc.

#include <gtest/gtest.h>

#include "agreement/bounds_agreement.h"

using namespace foothold;

TEST(many_problems, bounds_are_never_above_a_best_plan_nor_remove_its_steps) {
  constexpr auto kProblems = 300'000U;
  auto steps = std::uint64_t{0U};
  auto const fault = first_bound_fault(10'000U, kProblems, steps);
  EXPECT_FALSE(fault) << *fault;
  EXPECT_GT(steps, kProblems);
}

TEST(many_problems, the_long_way_finds_the_same_values) {
  auto const fault = first_long_way_fault(10'000U, 300'000U);
  EXPECT_FALSE(fault) << *fault;
}
