#include "interop/what_if.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interop/folder.h"
#include "sys/file.h"
#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;

territory town() {
  return world(R"(
    [offers]
    id  needs  gives
    a1  -      language:de:a1
    [sessions]
    id    offer  start       end         places  week
    a1-1  a1     2026-03-02  2026-05-29  12      Mon-Thu 08:30-12:00
    a1-2  a1     2026-09-07  2026-11-27  12      Mon-Thu 08:30-12:00
  )");
}

std::string faults_of(std::string const& text) {
  auto const out = read_what_if(town(), "ask.json", text);
  EXPECT_FALSE(out.load.value);
  return listing(out.load.found);
}

TEST(what_if, a_new_row_is_like_another_one_but_for_what_it_names) {
  auto const out = read_what_if(town(), "ask.json", R"({"format": "foothold-what-if/1", "title": "an evening group",
    "set": {"sessions.csv": [{"id": "a1-eve", "like": "a1-1", "week": "Mon,Wed 18:00-20:30", "places_left": 7}]}})");
  ASSERT_TRUE(out.load.value) << listing(out.load.found);
  EXPECT_EQ(out.title, "an evening group");
  auto const& t = *out.load.value;
  auto const& s = t.sessions[session_in(t, "a1-eve")];
  EXPECT_EQ(format_week(s.week), "Mon,Wed 18:00-20:30");
  EXPECT_EQ(s.places_left, 7U);
  EXPECT_EQ(s.start, day("2026-03-02"));
  EXPECT_EQ(t.sessions.size(), 3U);
}

TEST(what_if, a_row_that_is_there_keeps_what_is_not_named_and_rows_go) {
  auto const out = read_what_if(town(), "ask.json", R"({"format": "foothold-what-if/1", "title": "later",
    "set": {"sessions.csv": [{"id": "a1-1", "start": "2026-03-09", "end": "2026-06-05"}]},
    "remove": {"sessions.csv": ["a1-2"]}})");
  ASSERT_TRUE(out.load.value) << listing(out.load.found);
  auto const& t = *out.load.value;
  EXPECT_EQ(t.sessions.size(), 1U);
  EXPECT_EQ(t.sessions[session_in(t, "a1-1")].start, day("2026-03-09"));
  EXPECT_EQ(t.sessions[session_in(t, "a1-1")].places, 12U);
}

TEST(what_if, nothing_changed_is_the_same_territory) {
  auto const before = town();
  auto const out = read_what_if(before, "ask.json", R"({"format": "foothold-what-if/1", "title": "nothing"})");
  ASSERT_TRUE(out.load.value) << listing(out.load.found);
  EXPECT_TRUE(std::ranges::equal(out.load.value->sessions, before.sessions));
  EXPECT_TRUE(std::ranges::equal(out.load.value->offers, before.offers));
  EXPECT_EQ(out.load.value->weights, before.weights);
}

TEST(what_if, faults_say_where) {
  auto const with = [](std::string const& rest) {
    return faults_of(R"({"format": "foothold-what-if/1", "title": "x", )" + rest + "}");
  };
  EXPECT_THAT(with(R"("set": {"session.csv": []})"), HasSubstr("$.set.session.csv"));
  EXPECT_THAT(with(R"("set": {"sessions.csv": {}})"), HasSubstr("a list of rows"));
  EXPECT_THAT(with(R"("set": {"sessions.csv": [{"id": "n", "like": "none"}]})"), HasSubstr("[0].like"));
  EXPECT_THAT(with(R"("set": {"sessions.csv": [{"id": "a1-1", "like": "a1-2"}]})"), HasSubstr("no like"));
  EXPECT_THAT(with(R"("set": {"sessions.csv": [{"offer": "a1"}]})"), HasSubstr("a row with its id"));
  EXPECT_THAT(with(R"("set": {"sessions.csv": [{"id": "a1-1", "wek": "Mon 08:00-09:00"}]})"), HasSubstr("wek"));
  EXPECT_THAT(with(R"("set": {"sessions.csv": [{"id": "a1-1", "week": ["Mon"]}]})"), HasSubstr("a text or a number"));
  EXPECT_THAT(with(R"("remove": {"sessions.csv": ["a1-7"]})"), HasSubstr("$.remove.sessions.csv[0]"));
  EXPECT_THAT(with(R"("remove": {"offers.csv": ["a1"]})"), HasSubstr("sessions.csv"));  // its sessions have no offer
  EXPECT_THAT(with(R"("set": {"sessions.csv": [{"id": "a1-1", "end": "2026-01-01"}]})"), HasSubstr("end"));
  EXPECT_THAT(with(R"("add": {})"), HasSubstr("add"));
  EXPECT_THAT(faults_of(R"({"format": "foothold-what-if/2", "title": "x"})"), HasSubstr("$.format"));
  EXPECT_THAT(faults_of(R"({"format": "foothold-what-if/1"})"), HasSubstr("title"));
  EXPECT_THAT(faults_of("[]"), HasSubstr("ask.json"));
}

TEST(what_if, the_example_of_its_page_can_be_used) {
  auto const page = read_file(FOOTHOLD_SOURCE_DIR "/docs/formats/what-if.md").value();
  auto const from = page.find("```json\n") + 8U;
  auto const text = page.substr(from, page.find("```", from) - from);
  auto const lindental = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental").value().value.value();
  auto const out = read_what_if(lindental, "example.json", text);
  EXPECT_TRUE(out.load.value) << listing(out.load.found);
}

}  // namespace
}  // namespace foothold
