// Language steps: entry test, letters first, level in and level out, lessons of the country's length.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/plan_check.h"
#include "plan/planner.h"
#include "replaced.h"
#include "world.h"

using namespace foothold;

namespace {

constexpr auto kSchool = R"(
    [territory]
    minutes_per_lesson  45
    [offers]
    id       kind       needs                                             gives               duration_days  lessons
    test     procedure  -                                                 document:placement  7              -
    letters  course     document:placement                                literacy:latin      -              100
    a1       course     document:placement|literacy:latin                 language:de:a1      -              200
    a2       course     document:placement|literacy:latin|language:de:a1  language:de:a2      -              200
    [sessions]
    id         offer    start       end         week
    letters-s  letters  2026-03-16  2026-05-08  Mon-Fri 09:00-12:00
    a1-spring  a1       2026-03-23  2026-06-12  Mon-Fri 09:00-12:00
    a1-summer  a1       2026-06-15  2026-09-04  Mon-Fri 09:00-12:00
    a2-spring  a2       2026-03-23  2026-06-12  Mon-Fri 13:00-16:00
    a2-summer  a2       2026-06-15  2026-09-04  Mon-Fri 13:00-16:00
    a2-autumn  a2       2026-09-14  2026-12-04  Mon-Fri 13:00-16:00
    [occupations]
    uri       needs
    esco:job  language:de:a2
    [people]
    id        goals     facts
    new       esco:job  -
    writes    esco:job  literacy:latin
    some      esco:job  literacy:latin|language:de:a1
    higher    esco:job  literacy:latin|language:de:b1
  )";

plan plan_of(territory const& t, std::string_view const id) {
  auto const& who = t.people[person_in(t, id)];
  auto made = make_plan(t, who, who.goals.front());
  if (made.status != plan_status::none) {
    for (auto const& v : check_plan(t, who, made)) {
      ADD_FAILURE() << v.rule << " " << v.step << ": " << v.message;
    }
  }
  return made;
}

std::string way(territory const& t, std::string_view const id) {
  auto const made = plan_of(t, id);
  auto out = std::string{};
  for (auto const& s : made.steps) {
    out += (s.session.empty() ? s.offer : s.session) + " ";
  }
  return made.status == plan_status::none ? "none" : out + "-> " + format_date(made.goal_day);
}

plan_step const& step_of(plan const& p, std::string_view const offer) {
  return *std::ranges::find(p.steps, offer, &plan_step::offer);
}

}  // namespace

TEST(language, everybody_enters_where_the_test_and_the_letters_put_them) {
  auto const t = world(kSchool);
  EXPECT_EQ(way(t, "new"), "test letters-s a1-summer a2-autumn -> 2026-12-05");
  EXPECT_EQ(way(t, "writes"), "test a1-spring a2-summer -> 2026-09-05");
  EXPECT_EQ(way(t, "some"), "test a2-spring -> 2026-06-13");
  EXPECT_EQ(way(t, "higher"), "-> 2026-03-01");
}

TEST(language, without_the_test_without_letters_or_below_the_level_no_course_is_open) {
  auto const town = std::string{kSchool};
  auto const none_gives = [&](std::string const& fact) {
    return world(replaced(town, "  " + fact + " ", "  module:other "));
  };
  EXPECT_EQ(way(none_gives("document:placement"), "some"), "none");
  EXPECT_EQ(way(none_gives("literacy:latin"), "new"), "none");
  EXPECT_EQ(way(none_gives("language:de:a1"), "writes"), "none");
}

TEST(language, a_plan_that_skips_a_level_the_letters_or_the_test_is_refused) {
  auto const t = world(kSchool);
  auto const made = plan_of(t, "some");
  for (auto const& [fact, message] : {std::pair{"language:de:a1", "needs language:de:a1 on 2026-03-23"},
                                      std::pair{"literacy:latin", "needs literacy:latin on 2026-03-23"}}) {
    auto who = t.people[person_in(t, "some")];
    std::erase_if(who.facts, [&](held_fact const& h) { return t.facts.name(h.fact) == fact; });
    EXPECT_THAT(check_plan(t, who, made), testing::ElementsAre(violation{"3-needs", "a2-spring", message}));
  }
  auto untested = made;
  untested.steps.erase(untested.steps.begin());
  EXPECT_THAT(check_plan(t, t.people[person_in(t, "some")], untested),
              testing::ElementsAre(violation{"3-needs", "a2-spring", "needs document:placement on 2026-03-23"}));
}

TEST(language, a_step_says_the_level_in_and_the_level_out) {
  auto const made = plan_of(world(kSchool), "writes");
  EXPECT_THAT(step_of(made, "a2").needs, testing::Contains("language:de:a1"));
  EXPECT_THAT(step_of(made, "a2").gives, testing::ElementsAre("language:de:a2"));
}

TEST(language, a_lesson_has_the_length_of_the_country) {
  auto const short_lessons = plan_of(world(kSchool), "some");
  auto const long_lessons = plan_of(world(replaced(kSchool, "lesson  45", "lesson  60")), "some");
  auto const way_minutes = step_of(short_lessons, "a2").minutes - 200U * 45U;
  EXPECT_EQ(step_of(long_lessons, "a2").minutes, 200U * 60U + way_minutes);
}
