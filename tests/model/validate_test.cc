#include "model/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Everything that the check says about a world, one line a fault.
std::string said(std::string_view const text) {
  return listing(world_load(text).found);
}

bool refused(std::string_view const text) {
  return !world_load(text).value.has_value();
}

TEST(validate, a_world_of_defaults_has_nothing_to_complain_about) {
  EXPECT_EQ(said("[people]\nid\np1\n"), "");
}

TEST(validate, a_session_must_not_end_before_it_starts) {
  constexpr auto kWorld = R"(
    [offers]
    id
    a1
    [sessions]
    id    offer  start       end
    fine  a1     2026-03-02  2026-03-06
    back  a1     2026-03-09  2026-03-06
  )";
  EXPECT_TRUE(refused(kWorld));
  EXPECT_EQ(said(kWorld),
            "sessions.csv:3: end \"2026-03-06\": expected a day that is not before the start, 2026-03-09\n");
}

TEST(validate, a_session_must_meet_at_least_once) {
  constexpr auto kWorld = R"(
    [offers]
    id
    a1
    [sessions]
    id      offer  start       end         week
    sunday  a1     2026-03-01  2026-03-01  Mon 09:00-12:00
    monday  a1     2026-03-02  2026-03-02  Mon 09:00-12:00
  )";
  EXPECT_TRUE(refused(kWorld));
  EXPECT_EQ(said(kWorld),
            "sessions.csv:2: week \"Mon 09:00-12:00\": expected a day of the week that lies between start and end\n");
}

TEST(validate, a_session_whose_days_are_all_holidays_never_meets) {
  constexpr auto kWorld = R"(
    [territory]
    holidays  2026-03-06|2026-03-13
    [offers]
    id
    a1
    [sessions]
    id       offer  start       end         week
    closed   a1     2026-03-02  2026-03-13  Fri 09:00-12:00
    one-day  a1     2026-03-06  2026-03-06  Fri 09:00-12:00; Sat 10:00-12:00
    open     a1     2026-03-02  2026-03-20  Fri 09:00-12:00
    also     a1     2026-03-05  2026-03-06  Thu,Fri 09:00-12:00
  )";
  EXPECT_TRUE(refused(kWorld));
  EXPECT_EQ(said(kWorld),
            "sessions.csv:2: week \"Fri 09:00-12:00\": expected a day of the week that is no holiday at least once "
            "between start and end\n"
            "sessions.csv:3: week \"Fri 09:00-12:00; Sat 10:00-12:00\": expected a day of the week that is no holiday "
            "at least once between start and end\n");
}

TEST(validate, a_session_must_not_last_for_ever) {
  EXPECT_THAT(said("[offers]\nid\na1\n[sessions]\nid  offer  end\ns  a1  2096-03-02\n"),
              HasSubstr("at most 3000 days after the start"));
}

TEST(validate, no_more_places_can_be_left_than_there_are) {
  EXPECT_EQ(said("[offers]\nid\na1\n[sessions]\nid  offer  places  places_left\ns  a1  8  9\n"),
            "sessions.csv:2: places_left \"9\": expected at most places, 8\n");
}

TEST(validate, enrolled_people_take_places) {
  constexpr auto kWorld = "[offers]\nid\na1\n[sessions]\nid  offer  places  places_left  enrolled\ns  a1  8  4  5\n";
  EXPECT_FALSE(refused(kWorld));
  EXPECT_THAT(said(kWorld), HasSubstr("warning: sessions.csv:2: enrolled \"5\""));
}

TEST(validate, a_group_larger_than_its_places_never_starts) {
  EXPECT_THAT(said("[offers]\nid\na1\n[sessions]\nid  offer  places  min_group\ns  a1  8  9\n"),
              HasSubstr("warning: sessions.csv:2: min_group \"9\": expected at most places, 8"));
}

TEST(validate, a_count_below_zero_is_refused) {
  EXPECT_EQ(said("[offers]\nid\na1\n[sessions]\nid  offer  places\ns  a1  -3\n"),
            "sessions.csv:2: places \"-3\": expected a whole number from 0 to 65535\n");
}

TEST(validate, applying_after_the_start_is_odd) {
  constexpr auto kWorld = "[offers]\nid\na1\n[sessions]\nid  offer  apply_by\ns  a1  2026-03-03\n";
  EXPECT_FALSE(refused(kWorld));
  EXPECT_THAT(said(kWorld), HasSubstr("warning: sessions.csv:2: apply_by \"2026-03-03\""));
}

TEST(validate, prerequisites_must_not_run_in_a_circle) {
  constexpr auto kWorld = R"(
    [offers]
    id     needs           gives           kind       duration_days
    start  -               x:zero          procedure  1
    one    x:three|x:zero  x:one           procedure  1
    two    x:one           x:two           procedure  1
    three  x:two           x:three         procedure  1
    after  x:three         x:after         procedure  1
  )";
  EXPECT_TRUE(refused(kWorld));
  EXPECT_EQ(said(kWorld),
            "offers.csv:3: needs \"one needs three needs two needs one\": expected prerequisites that can be reached "
            "without the offer itself\n");
}

TEST(validate, a_circle_that_somebody_stands_in_is_no_fault) {
  EXPECT_EQ(said(R"(
    [offers]
    id     needs  gives  kind       duration_days
    one    x:two  x:one  procedure  1
    two    x:one  x:two  procedure  1
    [people]
    id  facts
    p1  x:one
  )"),
            "");
}

TEST(validate, a_higher_level_gives_the_lower_ones) {
  EXPECT_EQ(said(R"(
    [offers]
    id       needs           gives           kind       duration_days
    exam     -               language:de:b1  procedure  1
    work     language:de:a2  x:prepared      procedure  1
  )"),
            "");
}

TEST(validate, a_fact_that_nobody_gives_is_named_with_the_nearest_one) {
  constexpr auto kWorld = R"(
    [offers]
    id    needs          gives         kind       duration_days
    a     -              module:care   procedure  1
    b     module:caer    module:more   procedure  1
  )";
  EXPECT_FALSE(refused(kWorld));
  EXPECT_EQ(said(kWorld),
            "warning: offers.csv:3: needs \"module:caer\": expected a fact that some offer gives or some person holds; "
            "did you mean \"module:care\"?\n");
}

TEST(validate, work_access_comes_from_the_law) {
  EXPECT_EQ(said("[offers]\nid  needs  kind  duration_days\na  work_access:internship|permit:extended  procedure  1\n"),
            "");
}

TEST(validate, childcare_has_an_age_range_and_gives_nothing) {
  auto const text = said(R"(
    [offers]
    id   kind       gives   care_from_months  care_to_months
    old  childcare  -       36                12
    no   childcare  -       -                 -
    odd  childcare  care:x  12                72
    ok   childcare  -       12                72
    [sessions]
    id  offer
    s1  old
    s2  no
    s3  odd
    s4  ok
  )");
  EXPECT_THAT(text, HasSubstr("offers.csv:2: care_to_months \"12\""));
  EXPECT_THAT(text, HasSubstr("offers.csv:3: care_to_months: expected the oldest age of a child"));
  EXPECT_THAT(text, HasSubstr("offers.csv:4: gives \"care:x\""));
  EXPECT_THAT(text, Not(HasSubstr("offers.csv:5")));
}

TEST(validate, a_procedure_lasts_and_has_no_sessions) {
  auto const text = said("[offers]\nid  kind\np  procedure\n[sessions]\nid  offer\ns  p\n");
  EXPECT_THAT(text, HasSubstr("offers.csv:2: duration_days"));
  EXPECT_THAT(text, HasSubstr("sessions.csv:2: offer \"p\": expected an offer with sessions"));
}

TEST(validate, a_course_without_sessions_is_told) {
  constexpr auto kWorld = "[offers]\nid\nlonely\n";
  EXPECT_FALSE(refused(kWorld));
  EXPECT_THAT(said(kWorld), HasSubstr("warning: offers.csv:2: id \"lonely\": expected at least one session"));
}

TEST(validate, a_territory_without_offers_is_refused) {
  EXPECT_TRUE(refused("[offers]\nid\n"));
  EXPECT_EQ(said("[offers]\nid\n"), "offers.csv: expected at least one offer\n");
}

TEST(validate, numbers_of_an_offer_fit_together) {
  auto const text = said(R"(
    [offers]
    id  kind       duration_days  age_from  age_to  passed  taken  window_anchor  window_days
    a   procedure  1              30        20      -       -      -              -
    b   procedure  1              -         -       9       8      -              -
    c   procedure  1              -         -       -       -      arrived        -
    d   procedure  1              -         -       -       -      -              90
  )");
  EXPECT_THAT(text, HasSubstr("offers.csv:2: age_to \"20\""));
  EXPECT_THAT(text, HasSubstr("offers.csv:3: passed \"9\""));
  EXPECT_THAT(text, HasSubstr("offers.csv:4: window_days"));
  EXPECT_THAT(text, HasSubstr("offers.csv:5: window_anchor"));
}

TEST(validate, a_session_has_a_place_unless_it_is_online) {
  auto const text = said(R"(
    [offers]
    id    modality
    here  on_site
    [sessions]
    id  offer  location
    s1  here   -
  )");
  EXPECT_EQ(text, "sessions.csv:2: location: expected a location, as the offer is on site\n");
}

TEST(validate, a_vacancy_must_not_close_before_it_opens) {
  EXPECT_EQ(said("[vacancies]\nid  from  until\nv  2026-05-01  2026-04-30\n"),
            "vacancies.csv:2: until \"2026-04-30\": expected a day that is not before from, 2026-05-01\n");
}

TEST(validate, holidays_outside_the_time_of_planning_are_told) {
  EXPECT_THAT(said("[territory]\nholidays  2019-12-25|2026-12-25\n"),
              HasSubstr("warning: territory.json: $.holidays \"2019-12-25\""));
  EXPECT_THAT(said("[territory]\nholidays  2026-12-25\n"), IsEmpty());
}

TEST(validate, a_place_that_nobody_can_reach_is_told) {
  constexpr auto kWorld = R"(
    [territory]
    zones  town|hill|lake
    [locations]
    id    zone
    town  town
    hut   hill
    pier  lake
    [travel]
    id  from  to
    1   town  lake
  )";
  EXPECT_EQ(
      said(kWorld),
      "warning: locations.csv:3: zone \"hill\": expected a zone that travel.csv leads to; nobody can get there\n");
}

TEST(validate, a_travel_band_ends_after_it_begins) {
  EXPECT_THAT(said("[travel]\nid  band_from  band_to\n1  08:00  08:00\n"),
              HasSubstr("travel.csv:2: band_to \"08:00\""));
}

TEST(validate, people_care_for_children_of_their_own_household) {
  constexpr auto kWorld = R"(
    [households]
    id
    home
    next-door
    [children]
    id   household
    kid  next-door
    [people]
    id  cares_for
    p1  kid
  )";
  EXPECT_EQ(said(kWorld), "people.csv:2: cares_for \"kid\": expected a child of the same household\n");
}

TEST(validate, a_birth_in_the_future_is_refused_without_showing_it) {
  EXPECT_EQ(said("[people]\nid  birth\np1  2027-01-01\n"),
            "people.csv:2: birth: expected a day that is not after as_of of territory.json\n");
}

TEST(validate, all_faults_of_a_pack_are_listed_at_once) {
  auto const text = said(R"(
    [offers]
    id  organisation  kind
    a1  orgg          course
    a2  org           coarse
    [sessions]
    id  offer  start       end         places
    s1  a1     2026-02-31  2026-05-01  -1
    s2  a1     2026-05-02  2026-05-01  10
    s3  a9     2026-05-02  2026-05-03  10
  )");
  EXPECT_EQ(
      text,
      "offers.csv:2: organisation \"orgg\": expected the id of an organisation of organisations.csv; did you mean "
      "\"org\"?\n"
      "offers.csv:3: kind \"coarse\": expected one of course, procedure, internship, job_support, childcare, "
      "mentoring, service; did you mean \"course\"?\n"
      "sessions.csv:2: start \"2026-02-31\": expected a date of the calendar from 1900 to 2199, as 2026-03-04\n"
      "sessions.csv:2: places \"-1\": expected a whole number from 0 to 65535\n"
      "sessions.csv:3: end \"2026-05-01\": expected a day that is not before the start, 2026-05-02\n"
      "sessions.csv:4: offer \"a9\": expected the id of an offer of offers.csv; did you mean \"a1\"?\n");
}

}  // namespace
}  // namespace foothold
