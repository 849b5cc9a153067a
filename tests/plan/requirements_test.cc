// What people were promised, one tiny town each. Every plan goes through the checker.

#include <gtest/gtest.h>

#include "check/plan_check.h"
#include "plan/planner.h"
#include "replaced.h"
#include "world.h"

using namespace foothold;

namespace {

// "s1 s2 -> 2026-09-12", or "none".
std::string way(territory const& t) {
  auto const& who = t.people[person_in(t, "p1")];
  auto const made = make_plan(t, who, who.goals.front());
  if (made.status == plan_status::none) {
    return "none";
  }
  for (auto const& v : check_plan(t, who, made)) {
    ADD_FAILURE() << v.rule << " " << v.step << ": " << v.message;
  }
  auto out = std::string{};
  for (auto const& s : made.steps) {
    out += (s.session.empty() ? s.offer : s.session) + (s.child.empty() ? "" : "/" + s.child) + " ";
  }
  return out + "-> " + format_date(made.goal_day);
}

constexpr auto kLoneParent = R"(
    [offers]
    id    kind       gives           care_from_months  care_to_months
    a2    course     language:de:a2  -                 -
    kita  childcare  -               12                72
    [sessions]
    id    offer  start       end         week                 places_left
    a2-s  a2     2026-04-01  2026-06-30  Mon-Thu 08:30-12:00  5
    kita  kita   2026-03-02  2027-07-31  Mon-Fri 07:00-17:00  1
    [occupations]
    uri       needs           week
    esco:job  language:de:a2  Mon-Fri 08:00-16:00
    [children]
    id  birth       covered
    k1  2023-05-01  -
    [people]
    id  goals     cares_for
    p1  esco:job  k1
  )";

}  // namespace

// REQ D10
TEST(requirements, no_plan_for_a_sole_carer_without_covered_hours_and_a_care_place_counts) {
  auto const town = std::string{kLoneParent};
  EXPECT_EQ(way(world(town)), "kita/k1 a2-s -> 2026-07-01");
  // No place left in the kindergarten.
  EXPECT_EQ(way(world(replaced(town, "07:00-17:00  1", "07:00-17:00  0"))), "none");
  // It closes before the course is over.
  EXPECT_EQ(way(world(replaced(town, "2027-07-31", "2026-06-29"))), "none");
  // A sister needs a place too: one place is not two.
  auto const two = replaced(replaced(town, "k1  2023-05-01  -", "k1  2023-05-01  -\n    k2  2024-01-01  -"),
                            "esco:job  k1", "esco:job  k1|k2");
  EXPECT_EQ(way(world(two)), "none");
  EXPECT_EQ(way(world(replaced(two, "07:00-17:00  1", "07:00-17:00  2"))), "kita/k1 kita/k2 a2-s -> 2026-07-01");
  // Hours that are covered already need no place.
  EXPECT_EQ(way(world(replaced(town, "k1  2023-05-01  -", "k1  2023-05-01  Mon-Fri 07:00-17:00"))),
            "a2-s -> 2026-07-01");
}

TEST(requirements, who_needs_nothing_but_care_for_the_job_is_told_the_place) {
  auto const town = replaced(kLoneParent, "language:de:a2  Mon-Fri 08:00-16:00", "-               Mon-Fri 08:00-16:00");
  EXPECT_EQ(way(world(town)), "kita/k1 -> 2026-03-02");
}

// The place that is open longest begins before the paper for it is there.
TEST(requirements, a_later_care_place_is_taken_when_the_paper_for_the_earlier_one_comes_too_late) {
  auto const town = world(R"(
    [offers]
    id       kind       needs             gives             duration_days  care_from_months  care_to_months
    voucher  procedure  -                 document:voucher  20             -                 -
    kita     childcare  document:voucher  -                 -              12                72
    [sessions]
    id      offer  start       end         week
    early   kita   2026-03-09  2027-07-31  Mon-Fri 07:00-17:00
    late    kita   2026-04-06  2027-02-28  Mon-Fri 07:00-17:00
    [occupations]
    uri       week
    esco:job  Mon-Fri 08:00-16:00
    [children]
    id  birth       covered
    k1  2023-05-01  -
    [people]
    id  goals     cares_for
    p1  esco:job  k1
  )");
  EXPECT_EQ(way(town), "voucher late/k1 -> 2026-04-06");
}

// REQ A8
TEST(requirements, a_place_without_a_bus_on_that_weekday_is_not_in_the_plan) {
  auto const town = std::string{R"(
    [territory]
    zones  town|village
    [locations]
    id       zone
    town     town
    village  village
    [travel]
    id   from     to       mode  days     band_from  band_to  minutes  line
    out  town     village  bus   Mon-Fri  06:00      20:00    25       7
    in   village  town     bus   Mon-Fri  06:00      20:00    25       7
    [offers]
    id  kind    gives
    a1  course  language:de:a1
    [sessions]
    id    offer  start       end         week                 location
    near  a1     2026-05-04  2026-07-31  Mon-Thu 08:30-12:00  town
    far   a1     2026-03-02  2026-05-29  Mon-Thu 08:30-12:00  village
    [occupations]
    uri       needs
    esco:job  language:de:a1
    [people]
    id  goals
    p1  esco:job
  )"};
  EXPECT_EQ(way(world(town)), "far -> 2026-05-30");
  // One line less, and the plan is another one.
  EXPECT_EQ(
      way(world(replaced(town, "\n    in   village  town     bus   Mon-Fri  06:00      20:00    25       7", ""))),
      "near -> 2026-08-01");
  // No bus on one of the course's days; no bus home at noon.
  EXPECT_EQ(way(world(replaced(town, "village  bus   Mon-Fri", "village  bus   Mon-Wed"))), "near -> 2026-08-01");
  EXPECT_EQ(way(world(replaced(town, "town     bus   Mon-Fri  06:00      20:00",
                               "town     bus   Mon-Fri  06:00      12:00"))),
            "near -> 2026-08-01");
}

// REQ D2
TEST(requirements, a_course_beside_an_internship_respects_the_week_and_the_hours_of_school) {
  auto const town = std::string{R"(
    [offers]
    id      kind        gives           study_minutes
    lang    course      language:de:a2  -
    intern  internship  module:kitchen  -
    [sessions]
    id       offer   start       end         week
    lang-am  lang    2026-03-02  2026-05-29  Mon-Fri 09:00-12:00
    int-am   intern  2026-03-02  2026-04-30  Mon-Fri 08:30-12:30
    int-pm   intern  2026-03-30  2026-05-29  Mon-Fri 13:00-17:00
    int-eve  intern  2026-06-01  2026-07-31  Mon-Fri 08:30-12:30
    [occupations]
    uri       needs                          week
    esco:job  language:de:a2|module:kitchen  Mon-Fri 08:30-12:30
    [children]
    id  birth       covered
    k1  2018-05-01  Mon-Fri 08:00-17:30
    [people]
    id  goals     cares_for  max_weekly_hours
    p1  esco:job  k1         42
  )"};
  // 15 hours of course and 20 of internship, with the ways 38 hours and 20 minutes, while the child is at school.
  EXPECT_EQ(way(world(town)), "lang-am int-pm -> 2026-05-30");
  // School ends at 13:00: the afternoons are gone, and the mornings clash.
  EXPECT_EQ(way(world(replaced(town, "08:00-17:30", "08:00-13:00"))), "lang-am int-eve -> 2026-08-01");
  // Less strength for a week.
  EXPECT_EQ(way(world(replaced(town, "k1         42", "k1         38"))), "lang-am int-eve -> 2026-08-01");
}

// REQ D13
TEST(requirements, credit_of_modules_is_kept_when_somebody_returns_later) {
  auto const town = std::string{R"(
    [offers]
    id  kind    needs          gives
    m1  course  -              module:care:1
    m2  course  module:care:1  module:care:2
    m3  course  module:care:2  module:care:3
    [sessions]
    id     offer  start       end
    m1-26  m1     2026-03-02  2026-03-27
    m2-26  m2     2026-04-06  2026-05-01
    m3-26  m3     2026-05-11  2026-06-05
    m1-27  m1     2027-03-01  2027-03-26
    m3-27  m3     2027-05-10  2027-06-04
    [occupations]
    uri       needs
    esco:job  module:care:3
    [people]
    id  goals     facts
    p1  esco:job  -
  )"};
  EXPECT_EQ(way(world(town)), "m1-26 m2-26 m3-26 -> 2026-06-06");
  // Stopped after module 2, back a year later: only the third is left to do.
  auto const back = replaced(replaced(town, "p1  esco:job  -", "p1  esco:job  module:care:1|module:care:2@2026-05-02"),
                             "[offers]", "[territory]\n    as_of  2027-01-04\n    [offers]");
  EXPECT_EQ(way(world(back)), "m3-27 -> 2027-06-05");
}

TEST(requirements, a_course_with_a_higher_entry_level_is_refused) {
  auto const town = std::string{R"(
    [offers]
    id    kind    needs           gives
    b1    course  language:de:a2  language:de:b1
    slow  course  -               language:de:b1
    [sessions]
    id      offer  start       end
    b1-s    b1     2026-03-02  2026-04-24
    slow-s  slow   2026-03-02  2026-11-27
    [occupations]
    uri       needs
    esco:job  language:de:b1
    [people]
    id  goals     facts
    p1  esco:job  language:de:a1
  )"};
  EXPECT_EQ(way(world(town)), "slow-s -> 2026-11-28");
  EXPECT_EQ(way(world(replaced(town, "esco:job  language:de:a1", "esco:job  language:de:a2"))), "b1-s -> 2026-04-25");
}
