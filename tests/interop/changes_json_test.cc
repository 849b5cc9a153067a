#include "interop/changes_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;

std::string faults_of(std::string const& members) {
  auto const load = read_changes("changes.json", R"({"format": "foothold-changes/1", )" + members + "}");
  EXPECT_FALSE(load.value) << members;
  return listing(load.found);
}

// REQ D17
TEST(changes_json, says_what_has_changed_and_in_which_order_does_not_matter) {
  auto const load = read_changes("changes.json", R"({"format": "foothold-changes/1", "today": "2026-03-04",
    "places": {"b1-2": 12, "a1-3": 0}, "dropped": [{"person": "p-9"}, {"person": "p-2", "from": "b1-2"}],
    "confirmed": [{"person": "p-3", "session": "b1-2"}], "arrived": ["p-8", "p-7"]})");
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_EQ(load.value->today, day("2026-03-04"));
  EXPECT_EQ(load.value->places, (std::vector<session_places>{{"a1-3", 0U}, {"b1-2", 12U}}));
  EXPECT_EQ(load.value->dropped, (std::vector<dropped_person>{{"p-2", "b1-2"}, {"p-9", ""}}));
  EXPECT_EQ(load.value->confirmed, (std::vector<confirmed_place>{{"p-3", "b1-2"}}));
  EXPECT_EQ(load.value->arrived, (std::vector<std::string>{"p-7", "p-8"}));
}

TEST(changes_json, a_quiet_day_needs_its_date_only) {
  auto const load = read_changes("changes.json", R"({"format": "foothold-changes/1", "today": "2026-03-04"})");
  ASSERT_TRUE(load.value) << listing(load.found);
  EXPECT_TRUE(load.value->places.empty());
}

TEST(changes_json, every_fault_has_its_place_and_what_was_expected) {
  EXPECT_THAT(faults_of(R"("places": {})"), HasSubstr("$.today: expected this member, which must be there"));
  EXPECT_THAT(faults_of(R"("today": "2026-02-30")"), HasSubstr("$.today \"2026-02-30\": expected a date"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "places": {"a": -1})"),
              HasSubstr("$.places.a \"-1\": expected a whole number from 0 to 65535"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "places": [])"),
              HasSubstr("$.places \"[]\": expected an object in { }"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "dropped": [{"persn": "p-1"}])"),
              HasSubstr("$.dropped[0].persn \"p-1\": expected a known member; did you mean \"person\"?"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "confirmed": [{"person": "p-1"}])"),
              HasSubstr("$.confirmed[0].session: expected this member"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "arrived": [1])"), HasSubstr("$.arrived[0] \"1\": expected a text"));
  EXPECT_THAT(listing(read_changes("changes.json", R"({"format": "foothold-run/1", "today": "2026-03-04"})").found),
              HasSubstr("expected \"foothold-changes/1\""));
}

TEST(changes_json, what_contradicts_itself_is_refused) {
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "dropped": [{"person": "p-1"}, {"person": "p-1", "from": "x"}])"),
              HasSubstr("$.dropped \"p-1\": expected each person once"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "dropped": [{"person": "p-1"}],
                           "confirmed": [{"person": "p-1", "session": "x"}])"),
              HasSubstr("$.confirmed \"p-1\": expected nobody who is among \"dropped\""));
  EXPECT_THAT(
      faults_of(R"("today": "2026-03-04", "places": {"x": 0}, "confirmed": [{"person": "p-1", "session": "x"}])"),
      HasSubstr("$.confirmed \"x\": expected a session that is not cancelled"));
  EXPECT_THAT(faults_of(R"("today": "2026-03-04", "arrived": ["p-1", "p-1"])"), HasSubstr("$.arrived \"p-1\""));
}

}  // namespace
}  // namespace foothold
