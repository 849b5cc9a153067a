#include "service/portrait.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planned_town.h"

namespace foothold {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

auto const kDay = day("2026-03-04");

std::vector<std::string> notes_of(portrait const& p) {
  auto out = std::vector<std::string>{};
  for (auto const& n : p.notes) {
    out.push_back(std::string{word(n.kind)} + " " + n.table + "." + n.field + " " + n.why);
  }
  return out;
}
std::vector<std::string> facts_of(portrait const& p, territory const& t) {
  auto out = std::vector<std::string>{};
  for (auto const& f : p.who.facts) {
    out.push_back(t.facts.name(f.fact) + (f.from ? "@" + format_date(*f.from) : ""));
  }
  return out;
}

TEST(portrait, says_what_the_rows_say_and_nothing_else) {
  auto const t = world(kPlannedTown);
  auto const p = make_portrait(full_rows(), t, kDay);
  EXPECT_TRUE(p.complete());
  EXPECT_EQ(p.who.sex, sex::female);
  EXPECT_EQ(p.who.legal.status, residence_status::refugee);
  EXPECT_EQ(p.who.legal.status_since, day("2025-09-01"));
  EXPECT_EQ(p.who.legal.registered, day("2025-01-10"));
  EXPECT_EQ(p.who.max_travel_minutes, 45U);
  EXPECT_EQ(p.who.max_weekly_minutes, 35U * 60U + 10U);
  EXPECT_THAT(facts_of(p, t), ElementsAre("language:de:a2", "licence:kitchen"));
  ASSERT_EQ(p.who.goals.size(), 1U);
  EXPECT_EQ(p.who.goals.front().text, "esco:cook");
  EXPECT_THAT(notes_of(p), ElementsAre("assumed status_periods.from day_of_registration"));
}

TEST(portrait, questions_of_the_law_that_nobody_answered_stay_empty) {
  auto const t = world(kPlannedTown);
  auto rows = full_rows();
  auto const open = make_portrait(rows, t, kDay).who.legal;
  EXPECT_EQ(open.arrived, std::nullopt);
  EXPECT_EQ(open.in_reception_centre, std::nullopt);
  EXPECT_EQ(open.safe_origin_country, std::nullopt);
  EXPECT_EQ(open.accelerated_procedure, std::nullopt);
  EXPECT_EQ(open.has_travel_document, std::nullopt);
  rows.papers.push_back({.kind = "passport", .state = "lost"});
  EXPECT_EQ(make_portrait(rows, t, kDay).who.legal.has_travel_document, false);
  rows.papers.push_back({.kind = "passport", .state = "original", .until = day("2027-01-01")});
  EXPECT_EQ(make_portrait(rows, t, kDay).who.legal.has_travel_document, true);
}

TEST(portrait, the_legal_timeline_is_read_on_the_day) {
  auto const t = world(kPlannedTown);
  auto const p = make_portrait(full_rows(), t, day("2025-03-01"));
  EXPECT_EQ(p.who.legal.status, residence_status::applicant);
  EXPECT_EQ(p.who.legal.permit_until, day("2025-08-31"));
  EXPECT_FALSE(make_portrait(full_rows(), t, day("2024-03-01")).complete());
}

TEST(portrait, without_what_a_plan_needs_there_is_none) {
  auto const t = world(kPlannedTown);
  auto const p = make_portrait({}, t, kDay);
  EXPECT_FALSE(p.complete());
  EXPECT_THAT(notes_of(p), testing::IsSupersetOf(
                               {"needed persons.birth not_answered", "needed status_periods.status none_on_the_day",
                                "needed mobilities.available not_answered", "needed mobilities.area not_answered"}));
}

TEST(portrait, what_is_unknown_here_or_in_own_words_is_told) {
  auto const t = world(kPlannedTown);
  auto rows = full_rows();
  rows.certificates.push_back({.fact = "licence:rocket", .name = "x"});
  rows.certificates.push_back({.fact = "licence:kitchen", .name = "x", .valid_until = day("2026-01-01")});
  rows.languages.push_back({.language = "fr", .skill = language_skill::speaking, .level = "c1"});
  rows.wishes.push_back({.rank = 2, .kind = "sector", .target = "care"});
  rows.wishes.push_back({.rank = 3, .kind = "vacancy", .target = "v-9"});
  rows.status_periods.back().work_from = day("2026-01-01");
  rows.status_periods.back().limits = "only mornings";
  auto const p = make_portrait(rows, t, kDay);
  EXPECT_TRUE(p.complete());
  EXPECT_THAT(notes_of(p),
              testing::IsSupersetOf(
                  {"not_here certificates.fact not_in_territory", "left_open certificates.valid_until over",
                   "left_open languages.skill not_all_four", "not_understood wishes.kind no_goal",
                   "not_here wishes.target not_in_territory", "not_understood status_periods.limits own_words"}));
  EXPECT_THAT(facts_of(p, t), Not(Contains(HasSubstr("work_access"))));
  rows.status_periods.back().limits.reset();
  EXPECT_THAT(facts_of(make_portrait(rows, t, kDay), t), Contains("work_access:employment"));
}

TEST(portrait, two_answers_that_disagree_are_none) {
  auto const t = world(kPlannedTown);
  auto rows = full_rows();
  rows.status_periods.push_back({.status = "tolerated", .from = day("2025-10-01")});
  rows.origins.push_back({.arrived = day("2024-12-01")});
  rows.origins.push_back({.arrived = day("2024-12-02")});
  auto const p = make_portrait(rows, t, kDay);
  EXPECT_FALSE(p.complete());
  EXPECT_EQ(p.who.legal.arrived, std::nullopt);
  EXPECT_THAT(notes_of(p),
              testing::IsSupersetOf({"needed status_periods.status several", "left_open origins.arrived several"}));
}

TEST(portrait, care_counts_as_long_as_the_part_that_ends_first) {
  auto const t = world(kPlannedTown);
  auto rows = full_rows();
  auto const kid = new_id<child_id>();
  rows.children.push_back({.id = kid, .carer = rows.person.id, .birth = day("2023-01-15")});
  rows.care_needs.push_back(
      {.child = kid, .covered = *parse_week("Mon-Fri 08:00-12:00"), .covered_until = day("2026-07-31")});
  rows.care_needs.push_back({.child = kid, .covered = *parse_week("Mon 12:00-14:00")});
  auto const p = make_portrait(rows, t, kDay);
  ASSERT_EQ(p.children.size(), 1U);
  EXPECT_EQ(format_week(p.children.front().covered), "Mon 08:00-14:00; Tue-Fri 08:00-12:00");
  EXPECT_EQ(p.children.front().covered_until, day("2026-07-31"));
}

// REQ B6
TEST(portrait, as_json_is_the_same_person_and_names_nobody) {
  auto const t = world(kPlannedTown);
  auto rows = full_rows();
  auto const kid = new_id<child_id>();
  rows.children.push_back({.id = kid, .carer = rows.person.id, .name = "Canary Kid", .birth = day("2023-01-15")});
  rows.household->address = "Canary Street 1";
  rows.papers.push_back({.kind = "passport", .number = "Canary 17", .state = "original"});
  auto p = make_portrait(rows, t, kDay);
  auto const text = write_portrait(p, t);
  EXPECT_THAT(text, Not(HasSubstr("Canary")));
  EXPECT_EQ(text, write_portrait(p, t));
  auto q = question_of_portrait(text, t, kDay);
  ASSERT_TRUE(q) << q.error().message;
  // Where they live among others is the reader's.
  q->who.household = p.who.household;
  q->who.cares_for = p.who.cares_for;
  EXPECT_EQ(q->who, p.who);
  ASSERT_EQ(q->children.size(), 1U);
  EXPECT_EQ(q->children.front().id, format_id(kid));
  EXPECT_FALSE(question_of_portrait("{}", t, kDay));
  EXPECT_FALSE(
      question_of_portrait(text,
                           world("[territory]\nzones  elsewhere\n[locations]\nid  zone\nx  elsewhere\n[households]\nid "
                                 " zone\nh  elsewhere\n[occupations]\nuri  location\nesco:cook  x\n"),
                           kDay));
}

}  // namespace
}  // namespace foothold
