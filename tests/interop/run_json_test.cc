#include "interop/run_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interop/plan_json.h"
#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;

plan some_plan() {
  auto p = plan{};
  p.person = "p-017";
  p.goal = "field:51,53";
  p.reached = "esco:cook";
  p.as_of = p.ready = day("2026-03-01");
  p.goal_day = day("2027-01-11");
  p.status = plan_status::exact;
  p.value = p.bound = 312'500;
  auto step = plan_step{};
  step.offer = "de-a1";
  step.session = "de-a1-3";
  step.start = day("2026-04-07");
  step.end = day("2026-07-03");
  step.gives = {"language:de:a1"};
  step.price = 1'234;
  step.reasons = {{"gives", {{"fact", "language:de:a1"}}}};
  p.steps = {step};
  p.territory_hash = "aa";
  p.rules_hash = "bb";
  p.policy_hash = "cc";
  p.policy_version = "1";
  p.engine = "0.1.0";
  return p;
}

allocation_run sample() {
  auto run = allocation_run{};
  run.as_of = day("2026-03-01");
  run.territory_hash = "aa";
  run.rules_hash = "bb";
  run.policy_hash = "cc";
  run.policy_version = "1";
  run.policy_author = "A. Clerk";
  run.engine = "0.1.0";
  run.seed = 0xFFFFFFFFFFFFFFFFU;
  run.work = 12U;
  run.people = 2U;
  run.placed = 1U;
  run.value = 2'000'000;
  run.bound = 1'990'000;
  run.unlimited = 1'500'000;
  run.first_come_placed = 1U;
  run.first_come = 2'100'000;
  run.prices = {{.session = "de-a1-3", .price = 900, .low = 800, .high = 1'000},
                {.session = "de-a1-4", .price = 0, .low = 0, .high = 10},
                {.session = "de-a1-5", .price = 5}};
  auto placed = allocated_person{};
  placed.person = "p-017";
  placed.goal = "field:51,53";
  placed.weight = 3U;
  placed.placed = true;
  placed.value = 312'500;
  placed.alone = 900'000;
  placed.priced = 937'500;
  placed.pathway = some_plan();
  placed.reasons = {{"first", {}}};
  auto waits = allocated_person{};
  waits.person = "p-018";
  waits.goal = "vacancy:v-1";
  waits.value = 1'400'000;
  waits.alone = waits.priced = 1'400'000;
  waits.reasons = {{"taken", {{"session", "de-a1-3"}, {"by", "\"quoted\" \\ é"}}}};
  run.each = {placed, waits};
  return run;
}

allocation_run fair_sample() {
  auto run = sample();
  auto f = run_fairness{};
  f.policy = {fairness_rule::floor, grouping::sex, 700'000};
  f.groups = {{"female", 11U, 30U, 900'000, 700'000}, {"(rest)", 12U, 20U, 800'000, 700'000}};
  f.worst = 40'000;
  f.steps = {
      {40'000, {"female", "(rest)"}, {39'000, 10'000U, {9'000U, 12'000U}, {{.session = "de-a1-3", .price = 7}}}}};
  f.total = {1'980'000, 10'000U, {10'000U, 10'001U}, {}};
  f.unprotected_value = 1'995'000;
  f.unprotected_worst = 50'000;
  f.unprotected_placed = 1U;
  f.price = 5'000;
  f.price_low = 0;
  f.price_high = 10'000;
  run.fairness = f;
  run.each[0].fair_priced = {5, -6};
  run.each[1].unprotected = unprotected_way{true, 312'500, some_plan()};
  return run;
}

std::string faults_of(std::string_view const from, std::string_view const to, allocation_run const& run = sample()) {
  auto text = write_run(run);
  auto const at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  auto const load = read_run("RUN.json", text);
  EXPECT_FALSE(load.value) << from;
  return listing(load.found);
}

TEST(run_json, what_was_written_is_read_back) {
  auto const text = write_run(sample());
  auto const load = read_run("RUN.json", text);
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, sample());
  EXPECT_EQ(write_run(*load.value), text);
  EXPECT_EQ(load.gaps.gap, 5000);
  EXPECT_EQ(load.gaps.scarcity, 20408);
}

TEST(run_json, fairness_is_written_and_read_back) {
  auto const text = write_run(fair_sample());
  auto const load = read_run("RUN.json", text);
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, fair_sample());
  EXPECT_EQ(write_run(*load.value), text);
}

TEST(run_json, wrong_shapes_of_fairness_are_named_by_their_path) {
  auto const faults = [](std::string_view const from, std::string_view const to) {
    return faults_of(from, to, fair_sample());
  };
  EXPECT_THAT(faults("\"rule\": \"floor\"", "\"rule\": \"flor\""), HasSubstr("$.fairness.rule"));
  EXPECT_THAT(faults("\"by\": \"sex\"", "\"by\": \"nationality\""), HasSubstr("origin_group"));
  EXPECT_THAT(faults("\"people\": 11", "\"people\": 0"), HasSubstr("$.fairness.groups[0].people"));
  EXPECT_THAT(faults("\"level\": 40000", "\"level\": \"low\""), HasSubstr("$.fairness.steps[0].level"));
  EXPECT_THAT(faults("\"female\": 9000", "\"women\": 9000"), HasSubstr("for female"));
  EXPECT_THAT(faults("\"female\": 9000", "\"female\": 0"), HasSubstr("$.fairness.steps[0].proof.multipliers"));
  EXPECT_THAT(faults("\"female\": 9000", "\"x\": 1, \"female\": 9000"), HasSubstr("and no other"));
  EXPECT_THAT(faults("\"de-a1-3\": 7", "\"de-a1-3\": 0.5"), HasSubstr("$.fairness.steps[0].proof.prices.de-a1-3"));
  EXPECT_THAT(faults("\"scale\": 10000", "\"scale\": 0"), HasSubstr("scale"));
  EXPECT_THAT(faults("\"price_low\": 0", "\"price_lo\": 0"), HasSubstr("did you mean \"price_low\""));
  EXPECT_THAT(faults("\"fair_priced\":[5,", "\"fair_priced\":[5.5,"), HasSubstr("$.each[0].fair_priced[0]"));
  EXPECT_THAT(faults("\"without_fairness\":{\"placed\":true", "\"without_fairness\":{\"placed\":1"),
              HasSubstr("$.each[1].without_fairness.placed"));
}

allocation_run going_on() {
  auto run = sample();
  auto& rolled = run.rolled.emplace();
  rolled.today = day("2026-03-09");
  rolled.from_hash = "dd";
  rolled.changes_hash = "ee";
  rolled.places = {{"de-a1-3", 0U}, {"de-a1-5", 7U}};
  rolled.gone = {"p-001"};
  rolled.touched = 1U;
  rolled.arrived = 1U;
  rolled.loss = 5026;
  run.each[0].confirmed = {"de-a1-3"};
  run.each[0].changed = {{"roll.cancelled", {{"session", "de-a1-2"}}}};
  run.each[1].since = day("2026-03-09");
  run.each[1].changed = {{"roll.new", {}}};
  return run;
}

// REQ D17
TEST(run_json, a_run_that_goes_on_from_another_one_is_read_back) {
  auto const text = write_run(going_on());
  auto const load = read_run("RUN.json", text);
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, going_on());
  EXPECT_EQ(write_run(*load.value), text);
  EXPECT_THAT(write_run(sample()), testing::Not(HasSubstr("rolled")));
  auto wrong = text;
  wrong.replace(wrong.find("\"de-a1-5\": 7"), 12U, "\"de-a1-5\": \"\"");
  EXPECT_THAT(listing(read_run("RUN.json", wrong).found), HasSubstr("$.rolled.places.de-a1-5"));
}

TEST(run_json, a_run_without_people_and_prices_is_one) {
  auto run = sample();
  run.prices.clear();
  run.each.clear();
  run.bound = run.unlimited = run.value = 0;
  auto const text = write_run(run);
  EXPECT_THAT(text, HasSubstr("\"gap_scarcity\": null"));
  auto const load = read_run("RUN.json", text);
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(*load.value, run);
  EXPECT_EQ(load.gaps, run_gaps{});
}

TEST(run_json, a_plan_inside_is_a_plan_json_object) {
  auto const load = read_run("RUN.json", write_run(sample()));
  ASSERT_TRUE(load.value);
  EXPECT_EQ(write_plan(load.value->each.front().pathway), write_plan(some_plan()));
  EXPECT_THAT(write_run(sample()), HasSubstr("\"plan\":{\"format\":\"foothold-plan/1\","));
}

TEST(run_json, wrong_shapes_are_named_by_their_path) {
  EXPECT_THAT(faults_of("foothold-run/1", "foothold-run/9"), HasSubstr("$.format"));
  EXPECT_THAT(faults_of("\"as_of\": \"2026-03-01\"", "\"as_of\": \"2026-02-30\""), HasSubstr("$.as_of"));
  EXPECT_THAT(faults_of("\"seed\": 18446744073709551615", "\"seed\": -1"), HasSubstr("$.seed"));
  EXPECT_THAT(faults_of("\"people\": 2", "\"people\": 2.5"), HasSubstr("$.people"));
  EXPECT_THAT(faults_of("\"people\": 2", "\"peple\": 2"), HasSubstr("did you mean \"people\""));
  EXPECT_THAT(faults_of("\"gap\": 0.005", "\"gap\": \"small\""), HasSubstr("$.gap"));
  EXPECT_THAT(faults_of("\"placed\": 1\n", "\"placed\": true\n"), HasSubstr("$.first_come.placed"));
  EXPECT_THAT(faults_of("\"de-a1-5\": 5", "\"de-a1-5\": 5.5"), HasSubstr("$.prices.de-a1-5"));
  EXPECT_THAT(faults_of("\"de-a1-5\": 5", "\"de-a1-5\": 18446744073709551615"), HasSubstr("$.prices.de-a1-5"));
  EXPECT_THAT(faults_of("\"de-a1-4\": [\n      0,", "\"de-a1-4\": ["), HasSubstr("$.price_ranges.de-a1-4"));
  EXPECT_THAT(faults_of("\"person\":\"p-018\"", "\"person\":18"), HasSubstr("$.each[1].person"));
  EXPECT_THAT(faults_of("\"weight\":3", "\"weight\":0"), HasSubstr("$.each[0].weight"));
  EXPECT_THAT(faults_of("\"start\":\"2026-04-07\"", "\"start\":\"soon\""), HasSubstr("$.each[0].plan.steps[0].start"));
  EXPECT_THAT(faults_of("\"name\":\"session\"", "\"nam\":\"session\""), HasSubstr("$.each[1].reasons[0].args[0].name"));
  EXPECT_THAT(faults_of("\"each\": [", "\"each\": {\"a\": 1}, \"other\": ["), HasSubstr("$.each"));
  EXPECT_THAT(faults_of("\"each\": [", "\"each\": [7, "), HasSubstr("$.each[0]"));
}

TEST(run_json, what_is_no_json_is_one_fault_with_its_line) {
  EXPECT_THAT(listing(read_run("RUN.json", "{\n\"format\": ").found), HasSubstr("RUN.json:2"));
  EXPECT_THAT(listing(read_run("RUN.json", "[]").found), HasSubstr("an object"));
  EXPECT_THAT(listing(read_run("RUN.json", std::string(30U, '[')).found), HasSubstr("at most 20 levels"));
  EXPECT_THAT(listing(read_run("RUN.json", "\xFF").found), HasSubstr("UTF-8"));
}

TEST(run_json, thousands_of_broken_rows_are_told_a_hundred_times) {
  auto text = std::string{"{\"each\": [1"};
  for (auto n = 0; n != 5000; ++n) {
    text += ",1";
  }
  auto const found = read_run("RUN.json", text + "]}").found;
  EXPECT_GE(found.size(), 100U);
  EXPECT_LT(found.size(), 200U);
}

}  // namespace
}  // namespace foothold
