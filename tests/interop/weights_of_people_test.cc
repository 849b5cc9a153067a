// What places are shared by: need and waiting as people.csv and policy.json say them.

#include <gtest/gtest.h>

#include "world.h"

namespace foothold {
namespace {

TEST(weights_of_people, need_and_waiting_are_read) {
  auto const t = world(R"(
    [policy]
    need_weight_max  4
    waiting_weight_per_half_year  2
    waiting_weight_max  5
    [people]
    id  need  waiting_since
    a   3     2025-01-31
    b   -     -
  )");
  EXPECT_EQ(t.people[person_in(t, "a")].need, 3U);
  EXPECT_EQ(t.people[person_in(t, "a")].waiting_since, day("2025-01-31"));
  EXPECT_EQ(t.people[person_in(t, "b")].need, 1U);
  EXPECT_FALSE(t.people[person_in(t, "b")].waiting_since);
  EXPECT_EQ(t.weights.waiting_weight_max, 5U);
}

TEST(weights_of_people, need_above_the_policy_and_waiting_in_the_future_are_faults) {
  auto const load = world_load(R"(
    [policy]
    need_weight_max  2
    [people]
    id  need  waiting_since
    a   3     -
    b   1     2031-01-01
  )");
  auto const text = listing(load.found);
  EXPECT_NE(text.find("need"), std::string::npos) << text;
  EXPECT_NE(text.find("at most 2, need_weight_max"), std::string::npos) << text;
  EXPECT_NE(text.find("waiting_since"), std::string::npos) << text;
}

}  // namespace
}  // namespace foothold
