// What fairness protects, as policy.json says it, and the origin group that people state.

#include <algorithm>

#include <gtest/gtest.h>

#include "interop/territory_export.h"
#include "world.h"

namespace foothold {
namespace {

territory_load with_fairness(std::string const& fairness) {
  auto files = world_files("");
  auto& policy = std::ranges::find(files, kPolicyFile, &named_bytes::name)->bytes;
  policy.insert(policy.find('{') + 1U, "\"fairness\": " + fairness + ",");
  return read_territory(std::move(files));
}

fairness_policy read(std::string const& fairness) {
  auto const load = with_fairness(fairness);
  EXPECT_TRUE(load.value) << listing(load.found);
  return load.value ? load.value->weights.fairness : fairness_policy{};
}

std::string faults_in(std::string const& fairness) {
  return listing(with_fairness(fairness).found);
}

}  // namespace

TEST(fairness_policy, rule_grouping_and_floor_are_read) {
  EXPECT_EQ(read(R"({"rule": "max_min", "by": "sex"})"), (fairness_policy{fairness_rule::max_min, grouping::sex, 0}));
  EXPECT_EQ(read(R"({"rule": "leximin", "by": "municipality"})"),
            (fairness_policy{fairness_rule::leximin, grouping::municipality, 0}));
  EXPECT_EQ(read(R"({"rule": "floor", "by": "care_duty", "floor_weeks": 104.5})"),
            (fairness_policy{fairness_rule::floor, grouping::care_duty, 731'500}));
  EXPECT_EQ(read(R"({"rule": "none"})"), fairness_policy{});
}

TEST(fairness_policy, is_written_as_it_was_read) {
  for (auto const rule : {fairness_rule::none, fairness_rule::max_min, fairness_rule::leximin, fairness_rule::floor}) {
    for (auto by = grouping::sex; by <= grouping::municipality; by = static_cast<grouping>(static_cast<int>(by) + 1)) {
      auto t = *read_territory(world_files("")).value;
      t.weights.fairness.rule = rule;
      if (rule != fairness_rule::none) {
        t.weights.fairness.by = by;
      }
      t.weights.fairness.floor = rule == fairness_rule::floor ? 70'000 : 0;
      auto const again = read_territory(write_territory(t));
      ASSERT_TRUE(again.value) << listing(again.found);
      EXPECT_EQ(again.value->weights, t.weights);
    }
  }
}

TEST(fairness_policy, faults_say_what_was_expected) {
  auto const text = faults_in(R"({"rule": "maxmin", "by": "sex"})");
  EXPECT_NE(text.find("$.fairness.rule"), std::string::npos) << text;
  EXPECT_NE(text.find("one of none, max_min, leximin, floor"), std::string::npos) << text;
  EXPECT_NE(faults_in(R"({"rule": "max_min"})").find("$.fairness.by"), std::string::npos);
  EXPECT_NE(faults_in(R"({"rule": "max_min", "by": "nationality"})").find("origin_group"), std::string::npos);
  EXPECT_NE(faults_in(R"({"rule": "floor", "by": "sex"})").find("floor_weeks"), std::string::npos);
  EXPECT_NE(faults_in(R"({"rule": "floor", "by": "sex", "floor_weeks": -1})").find("floor_weeks"), std::string::npos);
  EXPECT_NE(faults_in(R"({"rule": "leximin", "by": "sex", "floor_weeks": 9})").find("floor_weeks"), std::string::npos);
  EXPECT_NE(faults_in("3").find("$.fairness"), std::string::npos);
}

TEST(fairness_policy, origin_groups_are_read_and_a_nationality_is_none) {
  auto const t = world(R"(
    [people]
    id  origin_group
    a   central_south_asia
    b   -
  )");
  EXPECT_EQ(t.people[person_in(t, "a")].origin, origin_group::central_south_asia);
  EXPECT_EQ(t.people[person_in(t, "b")].origin, origin_group::not_stated);
  auto const load = world_load(R"(
    [people]
    id  origin_group
    a   syrian
  )");
  auto const text = listing(load.found);
  EXPECT_NE(text.find("origin_group"), std::string::npos) << text;
  EXPECT_EQ(text.find("syrian"), std::string::npos) << "what was written of a person stays out of messages: " << text;
}

}  // namespace foothold
