#include "check/priced_minimum.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include <gtest/gtest.h>

#include "agreement/random_world.h"
#include "check/crowded_world.h"
#include "check/reference_planner.h"

using namespace foothold;

namespace {

template <typename World>
struct priced : World {
  std::uint32_t weight{1U};
  vec_map<session_idx, milli_days> prices;

  explicit priced(std::uint64_t const seed) : World{seed}, prices(this->place.sessions.size(), 0) {
    auto r = random_source{seed * 77U + 5U};
    weight = 1U + static_cast<std::uint32_t>(r.below(8U));
    this->place.weights.outside_option = r.between(40, 400) * kMilliDaysPerDay;
    auto const highest = std::array{0, 2'000, 30'000, 200'000}.at(r.below(4U));
    for (auto& price : prices) {
      price = r.one_in(3U) ? 0 : r.between(0, highest);
    }
  }
  [[nodiscard]] price_terms terms() const { return {.weight = weight, .prices = &prices}; }
  [[nodiscard]] milli_days staying() const { return weight * this->place.weights.outside_option; }
};

struct compared {
  unsigned worlds{0U}, feasible{0U}, below_staying{0U}, with_care{0U}, with_procedures{0U}, long_ways{0U};
};

// The slow twin's answer, or nothing if the world is too large for it.
template <typename World>
std::optional<milli_days> by_trying_all(priced<World> const& town, compared& seen) {
  auto const best = reference_plan(town.place, town.who, town.goal, town.place.as_of, 15U,
                                   {.weight = town.weight, .prices = &town.prices});
  if (best.too_large) {
    return std::nullopt;
  }
  auto const has = [&](step_kind const kind) {
    return std::any_of(best.steps.begin(), best.steps.end(), [&](auto const& s) { return s.kind == kind; });
  };
  ++seen.worlds;
  seen.feasible += best.feasible ? 1U : 0U;
  seen.below_staying += best.feasible && best.value < town.staying() ? 1U : 0U;
  seen.with_care += has(step_kind::childcare) ? 1U : 0U;
  seen.with_procedures += has(step_kind::procedure) ? 1U : 0U;
  seen.long_ways += best.steps.size() >= 3U ? 1U : 0U;
  return best.feasible ? std::min(best.value, town.staying()) : town.staying();
}

template <typename World>
void compare(std::uint64_t const first, std::uint64_t const worlds) {
  auto seen = compared{};
  for (auto seed = first; seed != first + worlds; ++seed) {
    auto const town = priced<World>{seed};
    auto const truth = by_trying_all(town, seen);
    if (!truth) {
      continue;
    }
    auto const planner = priced_planner{town.place, town.who, town.goal, town.place.as_of};
    auto const least = planner.least(town.terms());
    ASSERT_TRUE(least.known) << "seed " << seed;
    ASSERT_EQ(least.value, *truth) << "seed " << seed;
    ASSERT_EQ(planner.at_least(town.terms(), *truth).state, claim_state::holds) << "seed " << seed;
    auto const above = planner.at_least(town.terms(), *truth + 1);
    ASSERT_EQ(above.state, claim_state::refuted) << "seed " << seed;
    ASSERT_EQ(above.found, *truth) << "seed " << seed;
    auto const far_above = planner.at_least(town.terms(), *truth + 5000);
    ASSERT_EQ(far_above.state, claim_state::refuted) << "seed " << seed;
    ASSERT_LT(far_above.found, *truth + 5000) << "seed " << seed;
    ASSERT_GE(far_above.found, *truth) << "seed " << seed;
  }
  std::printf(
      "%u worlds: %u with a way, %u better than none, %u of three steps or more, %u with care, %u with a procedure\n",
      seen.worlds, seen.feasible, seen.below_staying, seen.long_ways, seen.with_care, seen.with_procedures);
  EXPECT_GT(seen.below_staying, seen.worlds / 5U);
  EXPECT_GT(seen.long_ways, seen.worlds / 40U);
  EXPECT_GT(seen.with_care, seen.worlds / 200U);
  EXPECT_GT(seen.with_procedures, seen.worlds / 20U);
}

}  // namespace

// REQ D14
TEST(priced_minimum, is_that_of_trying_every_set_of_steps) {
  compare<random_world>(0U, 4000U);
}

// REQ D14
TEST(priced_minimum, is_found_where_steps_stand_in_each_others_way) {
  compare<crowded_world>(0U, 3000U);
}
