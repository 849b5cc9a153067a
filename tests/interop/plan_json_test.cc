#include "interop/plan_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;

plan sample() {
  auto p = plan{};
  p.person = "p-017";
  p.goal = "field:51,53";
  p.reached = "esco:cook";
  p.as_of = day("2026-03-01");
  p.ready = day("2026-03-05");
  p.goal_day = day("2027-01-11");
  p.status = plan_status::best_found;
  p.provisional = true;
  p.value = 312'500;
  p.bound = 300'000;
  p.goal_offset = -7'000;
  auto step = plan_step{};
  step.kind = step_kind::course;
  step.offer = "de-a1";
  step.session = "de-a1-3";
  step.child = "c-1";
  step.start = day("2026-04-07");
  step.end = day("2026-07-03");
  step.gives = {"language:de:a1"};
  step.needs = {"literacy:latin"};
  step.price = 1'234;
  step.minutes = 9'000U;
  step.provisional = true;
  step.critical = true;
  step.reasons = {{"gives", {{"fact", "language:de:a1"}, {"for", "de-a2"}}}, {"starts", {}}};
  auto gate = plan_step{};
  gate.kind = step_kind::gate;
  gate.offer = "DE-AP-2/document";
  gate.start = gate.end = day("2026-04-07");
  p.steps = {step, gate};
  p.tight = {{{"care", {{"days", "Tue"}}}, days{63}, 70'000, true}};
  p.missing = {{"nobody_gives", {{"fact", "\"quoted\" \\ é"}}}};
  p.territory_hash = "aa";
  p.rules_hash = "bb";
  p.policy_hash = "cc";
  p.policy_version = "1";
  p.engine = "0.1.0";
  return p;
}

// Every member of a plan, as text that two equal plans share.
std::string told(plan_load const& load) {
  return load.value ? write_plan(*load.value) : listing(load.found);
}

std::string faults_of(std::string text, std::string_view const from, std::string_view const to) {
  auto const at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return listing(read_plan("PLAN.json", text).found);
}

TEST(plan_json, what_was_written_is_read_back) {
  auto const load = read_plan("PLAN.json", write_plan(sample()));
  ASSERT_TRUE(load.value) << listing(load.found);
  auto const& p = *load.value;
  auto const wanted = sample();
  EXPECT_EQ(p.person, wanted.person);
  EXPECT_EQ(p.goal, wanted.goal);
  EXPECT_EQ(p.reached, wanted.reached);
  EXPECT_EQ(p.as_of, wanted.as_of);
  EXPECT_EQ(p.ready, wanted.ready);
  EXPECT_EQ(p.goal_day, wanted.goal_day);
  EXPECT_EQ(p.status, wanted.status);
  EXPECT_EQ(p.provisional, wanted.provisional);
  EXPECT_EQ(p.value, wanted.value);
  EXPECT_EQ(p.bound, wanted.bound);
  EXPECT_EQ(p.goal_offset, wanted.goal_offset);
  EXPECT_EQ(p.territory_hash + p.rules_hash + p.policy_hash + p.policy_version + p.engine, "aabbcc10.1.0");
  ASSERT_EQ(p.steps.size(), 2U);
  EXPECT_EQ(p.steps[0].kind, step_kind::course);
  EXPECT_EQ(p.steps[0].offer, "de-a1");
  EXPECT_EQ(p.steps[0].session, "de-a1-3");
  EXPECT_EQ(p.steps[0].child, "c-1");
  EXPECT_EQ(p.steps[0].start, day("2026-04-07"));
  EXPECT_EQ(p.steps[0].end, day("2026-07-03"));
  EXPECT_EQ(p.steps[0].gives, wanted.steps[0].gives);
  EXPECT_EQ(p.steps[0].needs, wanted.steps[0].needs);
  EXPECT_EQ(p.steps[0].price, 1'234);
  EXPECT_EQ(p.steps[0].minutes, 9'000U);
  EXPECT_TRUE(p.steps[0].provisional);
  EXPECT_TRUE(p.steps[0].critical);
  EXPECT_EQ(p.steps[0].reasons, wanted.steps[0].reasons);
  EXPECT_EQ(p.steps[1].kind, step_kind::gate);
  ASSERT_EQ(p.tight.size(), 1U);
  EXPECT_EQ(p.tight[0].what, wanted.tight[0].what);
  EXPECT_EQ(p.tight[0].sooner, days{63});
  EXPECT_EQ(p.tight[0].gain, 70'000);
  EXPECT_TRUE(p.tight[0].opens);
  EXPECT_EQ(p.missing, wanted.missing);
}

TEST(plan_json, no_plan_has_no_day_and_no_job) {
  auto p = sample();
  p.status = plan_status::none;
  p.steps.clear();
  auto const text = write_plan(p);
  EXPECT_THAT(text, HasSubstr("\"goal_day\": null"));
  auto const load = read_plan("PLAN.json", text);
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(write_plan(*load.value), text);
}

TEST(plan_json, wrong_shapes_are_named_by_their_path) {
  auto const text = write_plan(sample());
  EXPECT_EQ(
      faults_of(text, "\"2026-04-07\"", "\"2026-02-31\""),
      "PLAN.json: $.steps[0].start \"2026-02-31\": expected a date of the calendar in quotes, as \"2026-03-04\"\n");
  EXPECT_EQ(
      faults_of(text, "\"kind\": \"gate\"", "\"kind\": \"gait\""),
      "PLAN.json: $.steps[1].kind \"gait\": expected one of course, procedure, internship, job_support, childcare, "
      "mentoring, service, gate\n");
  EXPECT_EQ(faults_of(text, "\"value\": 312500", "\"value\": 312.5"),
            "PLAN.json: $.value \"312.5\": expected a whole number from -9007199254740992 to 9007199254740992\n");
  EXPECT_EQ(faults_of(text, "\"minutes\": 9000", "\"minutes\": -1"),
            "PLAN.json: $.steps[0].minutes \"-1\": expected a whole number from 0 to 4294967295\n");
  EXPECT_EQ(faults_of(text, "\"gives\": [\n        \"language:de:a1\"\n      ]", "\"gives\": [7]"),
            "PLAN.json: $.steps[0].gives[0] \"7\": expected a text in quotes\n");
  EXPECT_EQ(faults_of(text, "\"person\"", "\"persona\""),
            "PLAN.json: $.person: expected this member, which must be there\n"
            "PLAN.json: $.persona \"p-017\": expected a known member; did you mean \"person\"?\n");
  EXPECT_EQ(faults_of(text, "foothold-plan/1", "foothold-plan/9"),
            "PLAN.json: $.format \"foothold-plan/9\": expected \"foothold-plan/1\"\n");
  EXPECT_THAT(faults_of(text, "\"opens\": true", "\"opens\": 1"),
              HasSubstr("$.tight[0].opens \"1\": expected true or false"));
}

TEST(plan_json, what_is_no_json_is_refused_with_its_line) {
  EXPECT_THAT(listing(read_plan("PLAN.json", "{\n\"format\": \n}").found),
              HasSubstr("PLAN.json:3: expected well-formed JSON"));
  EXPECT_THAT(listing(read_plan("PLAN.json", "").found), HasSubstr("expected well-formed JSON"));
  EXPECT_THAT(listing(read_plan("PLAN.json", "[]").found), HasSubstr("PLAN.json: $ \"[]\": expected an object"));
  EXPECT_THAT(listing(read_plan("PLAN.json", "{\"a\xFF\": 1}").found), HasSubstr("expected text as UTF-8"));
}

TEST(plan_json, depth_and_size_are_limited) {
  EXPECT_THAT(listing(read_plan("PLAN.json", std::string(100'000U, '[')).found),
              HasSubstr("expected at most 16 levels"));
  EXPECT_THAT(listing(read_plan("PLAN.json", std::string(5U << 20U, ' ')).found),
              HasSubstr("expected at most 4194304 bytes"));
  auto p = sample();
  p.steps.resize(1001U, p.steps.front());
  EXPECT_THAT(listing(read_plan("PLAN.json", write_plan(p)).found), HasSubstr("$.steps"));
}

RC_GTEST_PROP(plan_json, any_change_of_a_byte_is_read_or_refused, ()) {
  auto text = write_plan(sample());
  auto const at = *rc::gen::inRange<std::size_t>(0U, text.size());
  text[at] = static_cast<char>(*rc::gen::inRange(1, 127));
  auto const load = read_plan("PLAN.json", text);
  RC_ASSERT(load.value.has_value() == load.found.empty());
  RC_ASSERT(!told(load).empty());
}

}  // namespace
}  // namespace foothold
