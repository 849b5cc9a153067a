#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/query.h"
#include "pages/town.h"
#include "support/golden.h"

namespace foothold {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

town::site const& site() {
  static auto const one = town::site{};
  return one;
}

std::string location_of(http::response const& r) {
  return std::string{http::value_or(r.headers, "Location")};
}

TEST(pages, the_front_door_knows_the_readers_language) {
  EXPECT_EQ(location_of(site().get("/", {}, {"fr", "ar-sy", "en"})), "/ar");
  auto const door = site().get("/", {}, {"fr"});
  EXPECT_EQ(door.status, 200);
  EXPECT_THAT(door.body, AllOf(HasSubstr("العربية"), HasSubstr("Deutsch"), HasSubstr("English")));
}

TEST(pages, the_start_page_lists_people_with_their_result) {
  auto const all = site().get("/en").body;
  EXPECT_THAT(all, AllOf(HasSubstr("Amina"), HasSubstr("Bo"), HasSubstr("Can start now"), HasSubstr("No way today")));
  EXPECT_THAT(site().get("/en", {{"q", "AMI"}}).body, AllOf(HasSubstr("Amina"), Not(HasSubstr("Cem"))));
  EXPECT_THAT(site().get("/de", {{"q", "koch"}}).body, AllOf(HasSubstr("Amina"), Not(HasSubstr("Cem"))));
  EXPECT_THAT(site().get("/en", {{"group", "no_way"}}).body, AllOf(HasSubstr(">Bo<"), Not(HasSubstr(">Amina<"))));
  EXPECT_THAT(site().get("/en", {{"q", "nobody"}}).body, HasSubstr("Nobody was found"));
  EXPECT_EQ(site().get("/en", {{"page", "x"}}).status, 400);
  EXPECT_EQ(site().get("/en", {{"page", "99"}}).status, 200);
}

TEST(pages, a_person_has_a_way_with_reasons_in_three_languages) {
  for (auto const* const language : {"en", "de", "ar"}) {
    auto const page = site().get(std::string{"/"} + language + "/people/p-001");
    EXPECT_EQ(page.status, 200);
    ASSERT_EQ(page.style_hashes.size(), 1U);
    golden::expect(std::string{"pages/person."} + language + ".html",
                   golden::lines_of_html(golden::without_style(page.body)));
  }
}

TEST(pages, no_way_says_what_is_missing) {
  auto const page = site().get("/en/people/p-002").body;
  EXPECT_THAT(page, AllOf(HasSubstr("No way to this goal today"), HasSubstr("What is missing"),
                          HasSubstr("Nobody here offers a way to")));
  EXPECT_EQ(site().get("/en/people/p-002/plan.svg").status, 404);
}

// REQ D10
TEST(pages, an_answer_about_care_changes_the_plan_at_once) {
  auto const cared = site().get("/en/people/p-001", {{"care", "day"}});
  EXPECT_EQ(cared.status, 200);
  EXPECT_THAT(cared.body, HasSubstr("recorded answers"));
  EXPECT_THAT(cared.body, Not(HasSubstr("Kindergarten")));
  EXPECT_THAT(site().get("/en/people/p-001").body, HasSubstr("Kindergarten"));
}

TEST(pages, hours_goal_and_travel_change_the_plan) {
  EXPECT_THAT(site().get("/en/people/p-001", {{"hours", "Mon-Fri 17:00-21:00"}}).body,
              HasSubstr("With this change there is no way"));
  EXPECT_THAT(site().get("/en/people/p-002", {{"goal", "esco:job"}}).body, HasSubstr("Now there is a way"));
  EXPECT_THAT(site().get("/en/people/p-003", {{"travel", "90"}}).body, HasSubstr("on the same day"));
  // What equals the recorded answers is no change.
  EXPECT_THAT(site().get("/en/people/p-001", {{"goal", "esco:cook"}, {"care", "now"}, {"hours", ""}}).body,
              Not(HasSubstr("recorded answers.")));
}

TEST(pages, wrong_queries_are_told_in_the_readers_language) {
  for (auto const& [name, value] :
       {std::pair{"hours", "Mon 12-08"}, std::pair{"travel", "4"}, std::pair{"travel", "x"}, std::pair{"care", "maybe"},
        std::pair{"goal", "esco:unknown"}, std::pair{"week", "2026-02-31"}}) {
    auto const page = site().get("/de/people/p-001", {{name, value}});
    EXPECT_EQ(page.status, 400) << name << "=" << value;
    EXPECT_THAT(page.body, HasSubstr("lang=\"de\"")) << name;
    EXPECT_THAT(page.body, Not(HasSubstr("esco:unknown")));
  }
  EXPECT_EQ(site().get("/de/people/p-999").status, 404);
  EXPECT_EQ(site().get("/xx/people/p-001").status, 404);
}

TEST(pages, goals_are_chosen_from_the_territory) {
  auto const page = site().get("/en/people/p-001/goal", {{"care", "day"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Carer"), HasSubstr("/en/people/p-001?care=day&amp;goal=esco%3Acare")));
  EXPECT_THAT(site().get("/en/people/p-001/goal", {{"q", "cook"}}).body, Not(HasSubstr("Carer")));
}

TEST(pages, hours_are_chosen_by_day_or_by_half_hour) {
  EXPECT_THAT(site().get("/en/people/p-001/week").body, HasSubstr("name=\"h\" value=\"15\" checked"));
  auto const days = site().get("/en/people/p-001/week", {{"f0", "08:00"}, {"t0", "12:00"}, {"f1", ""}, {"t1", ""}});
  EXPECT_EQ(location_of(days), "/en/people/p-001?hours=Mon%2008%3A00-12%3A00");
  auto const boxes = site().get("/en/people/p-001/week", {{"h", "16"}, {"h", "17"}, {"care", "day"}});
  EXPECT_EQ(location_of(boxes), "/en/people/p-001?care=day&hours=Mon%2008%3A00-09%3A00");
  EXPECT_EQ(site().get("/en/people/p-001/week", {{"h", "336"}}).status, 400);
  EXPECT_EQ(site().get("/en/people/p-001/week", {{"f0", "12:00"}, {"t0", "08:00"}}).status, 400);
}

TEST(pages, pictures_and_data_of_a_plan) {
  auto const svg = site().get("/en/people/p-001/plan.svg");
  EXPECT_EQ(svg.content_type, "image/svg+xml");
  EXPECT_THAT(svg.body, HasSubstr("xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_THAT(site().get("/en/people/p-001/plan.json").body, HasSubstr("\"person\": \"p-001\""));
  EXPECT_THAT(site().get("/en/about").body, HasSubstr("3 people"));
  EXPECT_THAT(site().get("/icon.svg").body, HasSubstr("<svg"));
  EXPECT_EQ(site().get("/favicon.ico").body, site().get("/icon.svg").body);
}

TEST(pages, language_links_lead_to_the_same_page) {
  EXPECT_THAT(site().get("/en/people/p-001", {{"care", "day"}}).body,
              HasSubstr("href=\"/ar/people/p-001?care=day\" lang=\"ar\""));
}

TEST(pages, errors_speak_the_readers_language) {
  auto r = http::request{};
  r.path = "/ar/nowhere";
  EXPECT_THAT(site().routes.error(r, 404).body, HasSubstr("dir=\"rtl\""));
  r.path = "/nowhere";
  r.languages = {"de"};
  auto const page = site().routes.error(r, 500);
  EXPECT_EQ(page.status, 500);
  EXPECT_THAT(page.body, HasSubstr("schiefgegangen"));
}

}  // namespace
}  // namespace foothold
