#include "check/reference_planner.h"

#include <gtest/gtest.h>

#include "agreement/random_world.h"
#include "agreement/reference_as_plan.h"
#include "check/plan_check.h"

using namespace foothold;

namespace {

std::string all(std::vector<violation> const& found) {
  auto out = std::string{};
  for (auto const& v : found) {
    out += v.rule + " " + v.step + ": " + v.message + "\n";
  }
  return out;
}

}  // namespace

TEST(reference_planner, takes_the_cheaper_of_two_ways_and_the_sooner_when_money_counts_nothing) {
  auto town = tiny_town{};
  town.fact("work_access:employment");
  town.add_job("work", {"module:x"});
  town.add_offer("dear", offer_kind::course, {}, {"module:x"}).own_cents = 100000U;
  town.add_offer("slow", offer_kind::course, {}, {"module:x"});
  town.add_session("s-dear", "dear", "2026-03-02", "2026-03-06", "Sat 09:00-10:00");
  town.add_session("s-slow", "slow", "2026-03-02", "2026-03-27", "Sat 09:00-10:00");
  auto best = reference_plan(town.place, town.who, "work", town.place.as_of);
  ASSERT_TRUE(best.feasible);
  EXPECT_EQ(best.steps.front().session, "s-slow");
  EXPECT_EQ(best.value, 14000 + 26 * 1000 + best.steps.front().price);
  town.place.weights.per_100_eur_own = 0;
  EXPECT_EQ(reference_plan(town.place, town.who, "work", town.place.as_of).steps.front().session, "s-dear");
}

TEST(reference_planner, says_when_a_world_is_too_large_for_it) {
  auto town = tiny_town{};
  town.add_job("work", {"module:x"});
  town.add_offer("a", offer_kind::course, {}, {"module:x"});
  for (auto n = 0; n != 5; ++n) {
    town.add_session("s" + std::to_string(n), "a", "2026-03-02", "2026-03-06", "Sat 09:00-10:00");
  }
  EXPECT_TRUE(reference_plan(town.place, town.who, "work", town.place.as_of, 4U).too_large);
  EXPECT_EQ(reference_plan(town.place, town.who, "work", town.place.as_of, 5U).candidates, 5U);
}

// The worlds of the proof are not empty: most have a way, many a long one, all kinds of limits bind.
TEST(reference_planner, every_plan_of_a_random_world_passes_the_checker) {
  auto feasible = 0;
  auto long_ways = 0;
  auto with_care = 0;
  auto with_gates = 0;
  constexpr auto kWorlds = 3000;
  for (auto seed = 0U; seed != kWorlds; ++seed) {
    auto const town = random_world{seed};
    auto const best = reference_plan(town.place, town.who, town.goal, town.place.as_of);
    if (!best.feasible) {
      continue;
    }
    ++feasible;
    auto const found = check_plan(town.place, town.who, as_plan(town, best));
    ASSERT_TRUE(found.empty()) << "seed " << seed << "\n" << all(found);
    auto const has = [&](step_kind const kind) {
      return std::any_of(best.steps.begin(), best.steps.end(), [&](auto const& s) { return s.kind == kind; });
    };
    long_ways += best.steps.size() >= 3U ? 1 : 0;
    with_care += has(step_kind::childcare) ? 1 : 0;
    with_gates += has(step_kind::gate) ? 1 : 0;
  }
  std::printf("%d worlds: %d with a way, %d of three steps or more, %d with care, %d with a gate\n", kWorlds, feasible,
              long_ways, with_care, with_gates);
  EXPECT_GT(feasible, kWorlds / 3);
  EXPECT_GT(long_ways, kWorlds / 20);
  EXPECT_GT(with_care, 20);
  EXPECT_GT(with_gates, kWorlds / 20);
}
