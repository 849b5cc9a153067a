#include "plan/planner.h"

#include <gtest/gtest.h>

#include "check/plan_check.h"
#include "world.h"

using namespace foothold;

namespace {

// "2026-03-02 a1-s, 2026-06-01 b1-s -> 2026-09-12 esco:job", or "none".
std::string story(plan const& p) {
  if (p.reached.empty()) {
    return p.status == plan_status::none ? "none" : "not found";
  }
  auto out = std::string{};
  for (auto const& s : p.steps) {
    out += format_date(s.start) + " " + (s.session.empty() ? s.offer : s.session) + ", ";
  }
  return out + "-> " + format_date(p.goal_day) + " " + p.reached;
}

// The plan of person p1 for their first wish, checked.
plan solve(territory const& t) {
  auto const& who = t.people[person_in(t, "p1")];
  auto const out = make_plan(t, who, who.goals.front());
  if (!out.reached.empty()) {
    for (auto const& v : check_plan(t, who, out)) {
      ADD_FAILURE() << v.rule << " " << v.step << ": " << v.message;
    }
  }
  return out;
}

}  // namespace

TEST(planner, courses_follow_each_other_and_the_job_starts_the_day_after) {
  auto const t = world(R"(
    [offers]
    id  kind    needs           gives
    a1  course  -               language:de:a1
    a2  course  language:de:a1  language:de:a2
    [sessions]
    id     offer  start       end         week
    a1-s   a1     2026-03-02  2026-05-29  Mon-Thu 08:30-12:00
    a2-x   a2     2026-05-04  2026-07-31  Mon-Thu 08:30-12:00
    a2-s   a2     2026-06-01  2026-08-31  Mon-Thu 08:30-12:00
    [occupations]
    uri       needs           week
    esco:job  language:de:a2  Mon-Fri 08:00-16:00
    [people]
    id  goals
    p1  esco:job
  )");
  auto const p = solve(t);
  EXPECT_EQ(story(p), "2026-03-02 a1-s, 2026-06-01 a2-s, -> 2026-09-01 esco:job");
  EXPECT_EQ(p.status, plan_status::exact);
  EXPECT_EQ(p.value, p.bound);
}

TEST(planner, evening_course_waits_for_childcare) {
  auto const t = world(R"(
    [offers]
    id    kind       gives           care_from_months  care_to_months  settling_days
    b1    course     language:de:b1  -                 -               -
    kita  childcare  -               12                72              14
    [sessions]
    id      offer  start       end         week
    b1-1    b1     2026-03-09  2026-04-30  Tue,Thu 18:00-20:30
    b1-2    b1     2026-05-04  2026-06-30  Tue,Thu 18:00-20:30
    kita-1  kita   2026-04-01  2028-07-31  Mon-Fri 07:00-22:00
    [occupations]
    uri       needs           week
    esco:job  language:de:b1  Mon-Fri 08:00-12:00
    [households]
    id    zone
    home  town
    [children]
    id  household  birth       covered
    c1  home       2023-05-01  -
    [people]
    id  goals     cares_for
    p1  esco:job  c1
  )");
  auto const p = solve(t);
  EXPECT_EQ(story(p), "2026-04-01 kita-1, 2026-05-04 b1-2, -> 2026-07-01 esco:job");
  ASSERT_FALSE(p.tight.empty());
  EXPECT_EQ(p.tight.front().what.key, "tight.care");
  EXPECT_GT(p.tight.front().sooner.count(), 0);
}

TEST(planner, parallel_when_the_week_allows_it_and_one_after_the_other_when_not) {
  auto const* const town = R"(
    [offers]
    id      kind        gives
    lang    course      language:de:a1
    intern  internship  module:kitchen
    [sessions]
    id  offer   start       end         week
    l1  lang    2026-03-02  2026-05-29  Mon-Thu 08:30-12:00
    i1  intern  2026-03-02  2026-04-30  Mon-Thu 13:00-17:00
    i2  intern  2026-06-01  2026-07-31  Mon-Thu 13:00-17:00
    [occupations]
    uri       needs
    esco:job  language:de:a1|module:kitchen
    [people]
    id  goals     max_weekly_hours
    p1  esco:job  )";
  EXPECT_EQ(story(solve(world(std::string{town} + "35"))), "2026-03-02 i1, 2026-03-02 l1, -> 2026-05-30 esco:job");
  EXPECT_EQ(story(solve(world(std::string{town} + "20"))), "2026-03-02 l1, 2026-06-01 i2, -> 2026-08-01 esco:job");
}

TEST(planner, no_way_names_the_requirement_and_what_would_open_one) {
  auto const t = world(R"(
    [offers]
    id  kind    gives
    b1  course  language:de:b1
    [sessions]
    id    offer  start       end         week
    b1-1  b1     2026-03-09  2026-04-30  Sat 09:00-13:00
    [occupations]
    uri       needs                            week
    esco:job  language:de:b1|licence:driving  Mon-Fri 08:00-12:00
    [people]
    id  goals     available
    p1  esco:job  Mon-Fri 07:00-18:00
  )");
  auto const p = solve(t);
  EXPECT_EQ(story(p), "none");
  ASSERT_EQ(p.missing.size(), 2U);
  EXPECT_EQ(p.missing[0].key, "missing.hours");
  EXPECT_EQ(p.missing[1].key, "missing.no_offer");
}

TEST(planner, one_place_is_not_given_to_two_children) {
  auto const* const town = R"(
    [offers]
    id    kind       gives           care_from_months  care_to_months
    b1    course     language:de:b1  -                 -
    kita  childcare  -               12                90
    [sessions]
    id      offer  start       end         week                     places_left
    b1-1    b1     2026-05-04  2026-06-30  Tue,Thu 18:00-20:30      5
    kita-1  kita   2026-04-01  2028-07-31  Mon-Fri 07:00-22:00      PLACES
    [occupations]
    uri       needs           week
    esco:job  language:de:b1  Mon-Fri 08:00-12:00
    [households]
    id    zone
    home  town
    [children]
    id  household  birth       covered
    c1  home       2023-05-01  -
    c2  home       2021-05-01  -
    [people]
    id  goals     cares_for
    p1  esco:job  c1|c2
  )";
  auto const with_places = [&](std::string const& places) {
    auto text = std::string{town};
    return story(solve(world(text.replace(text.find("PLACES"), 6U, places))));
  };
  EXPECT_EQ(with_places("2"), "2026-04-01 kita-1, 2026-04-01 kita-1, 2026-05-04 b1-1, -> 2026-07-01 esco:job");
  EXPECT_EQ(with_places("1"), "none");
}

TEST(planner, papers_are_fetched_at_once_even_if_nothing_waits_for_them) {
  auto const t = world(R"(
    [offers]
    id      kind       gives            duration_days  own_eur
    a1      course     language:de:a1   -              -
    papers  procedure  document:police  20             13
    other   procedure  document:police  20             15
    [sessions]
    id    offer  start       end         week
    a1-s  a1     2026-03-09  2026-05-29  Mon-Thu 08:30-12:00
    [policy]
    weeks_per_100_eur_own  0.5
    [occupations]
    uri       needs
    esco:job  language:de:a1|document:police
    [people]
    id  goals
    p1  esco:job
  )");
  EXPECT_EQ(story(solve(t)), "2026-03-01 papers, 2026-03-09 a1-s, -> 2026-05-30 esco:job");
}

TEST(planner, a_job_that_never_fits_says_which_limit) {
  auto const t = world(R"(
    [occupations]
    uri       week
    esco:job  Mon-Fri 22:00-23:30
    [people]
    id  goals     available
    p1  esco:job  Mon-Fri 08:00-18:00
  )");
  auto const p = solve(t);
  ASSERT_EQ(p.missing.size(), 1U);
  EXPECT_EQ(p.missing.front().key, "missing.job_hours");
}
