// Cohorts as small as can be, made by hand: who gets what can be seen at a glance.

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "check/run_check.h"
#include "check/tiny_town.h"
#include "plan/planner.h"

using namespace foothold;

namespace {

// A fast course with few places and a slow one with many.
struct two_courses : tiny_town {
  two_courses() {
    place.weights.outside_option = 500 * kMilliDaysPerDay;
    place.weights.need_weight_max = 4U;
    place.weights.author = "A. Clerk";
    fact(kWorkAccessEmployment);
    add_job("work", {"module:x"});
    add_offer("course", offer_kind::course, {}, {"module:x"});
    add_session("fast", "course", "2026-03-09", "2026-04-03", "Sat 09:00-11:00").places_left = 1U;
    add_session("slow", "course", "2026-05-04", "2026-07-31", "Sat 09:00-11:00").places_left = 9U;
  }

  session& at(std::string_view const id) { return *std::ranges::find(place.sessions, id, &session::id); }

  person& add(std::string id, std::uint32_t const need) {
    auto made = who;
    made.id = std::move(id);
    made.need = need;
    made.goals = {find_goal(place, "work").value()};
    return place.people[place.people.push_back(std::move(made))];
  }

  [[nodiscard]] allocation_run share(std::uint64_t const seed = 1U) const {
    auto everybody = std::vector<person_idx>{};
    for (auto const p : place.people.ids()) {
      everybody.push_back(p);
    }
    auto run = allocate(timetable{place}, everybody, {place.as_of, seed});
    for (auto const& broken : check_run(place, run, {.threads = 1U}).broken) {
      ADD_FAILURE() << broken.rule << " " << broken.about << ": " << broken.message;
    }
    return run;
  }
};

// "p-1 fast; p-2 -"
std::string who_gets_what(allocation_run const& run) {
  auto out = std::string{};
  for (auto const& row : run.each) {
    out += (out.empty() ? "" : "; ") + row.person;
    for (auto const& step : row.pathway.steps) {
      out += " " + step.session;
    }
    out += row.placed ? "" : " -";
  }
  return out;
}

std::string reasons_of(allocation_run const& run, std::string_view const id) {
  auto out = std::string{};
  for (auto const& r : std::ranges::find(run.each, id, &allocated_person::person)->reasons) {
    out += (out.empty() ? "" : "; ") + r.key;
    for (auto const& [name, value] : r.args) {
      out += fmt::format(" {}={}", name, value);
    }
  }
  return out;
}

}  // namespace

// REQ D14
TEST(small_cohort, greater_need_has_the_scarce_place_and_the_other_is_told_why) {
  auto town = two_courses{};
  town.add("p-1", 1U);
  town.add("p-2", 3U);
  auto const run = town.share();
  EXPECT_EQ(who_gets_what(run), "p-1 slow; p-2 fast");
  EXPECT_EQ(run.value, run.bound);
  EXPECT_EQ(reasons_of(run, "p-2"), "alloc.best");
  EXPECT_EQ(reasons_of(run, "p-1"),
            "alloc.full session=fast offer=course start=2026-03-09 places=1 more=1; "
            "alloc.next_free session=slow offer=course start=2026-05-04");
  ASSERT_EQ(run.prices.size(), 1U);
  EXPECT_EQ(run.prices.front().session, "fast");
}

// REQ D14
TEST(small_cohort, ties_are_decided_by_the_lottery_alone) {
  auto town = two_courses{};
  for (auto n = 1U; n <= 3U; ++n) {
    town.add("p-" + std::to_string(n), 2U);
  }
  auto winners = std::map<std::string, unsigned>{};
  for (auto seed = std::uint64_t{1U}; seed <= 30U; ++seed) {
    auto const run = town.share(seed);
    EXPECT_EQ(run.value, run.bound);
    auto backwards = town;
    std::ranges::reverse(backwards.place.people);
    EXPECT_EQ(who_gets_what(run), who_gets_what(backwards.share(seed)));
    auto best = std::string{"p-1"};
    for (auto const& row : run.each) {
      best = lot_of(seed, row.person) < lot_of(seed, best) ? row.person : best;
      if (row.pathway.steps.front().session == "fast") {
        ++winners[row.person];
      }
    }
    EXPECT_EQ(std::ranges::find(run.each, best, &allocated_person::person)->pathway.steps.front().session, "fast")
        << "seed " << seed;
  }
  EXPECT_EQ(winners.size(), 3U) << "everybody's lot wins for some seed";
}

// REQ D14
TEST(small_cohort, nobody_asks) {
  auto town = two_courses{};
  auto const empty = town.share();
  EXPECT_EQ(empty.people, 0U);
  EXPECT_EQ(empty.value, 0);
  EXPECT_EQ(empty.bound, 0);
  town.add("p-1", 1U).goals.clear();
  auto const nobody = town.share();
  EXPECT_EQ(nobody.people, 0U);
  EXPECT_TRUE(nobody.each.empty());
}

TEST(small_cohort, no_sessions) {
  auto town = two_courses{};
  town.place.sessions.clear();
  town.add("p-1", 2U);
  auto const run = town.share();
  EXPECT_EQ(who_gets_what(run), "p-1 -");
  EXPECT_EQ(run.value, 2 * town.place.weights.outside_option);
  EXPECT_EQ(run.bound, run.value);
  EXPECT_EQ(reasons_of(run, "p-1"), "alloc.no_way");
}

TEST(small_cohort, a_plan_that_is_no_better_than_none_takes_no_place) {
  auto town = two_courses{};
  town.place.weights.outside_option = 10 * kMilliDaysPerDay;
  town.add("p-1", 2U);
  town.add("p-2", 1U);
  auto const run = town.share();
  EXPECT_EQ(who_gets_what(run), "p-1 -; p-2 -");
  EXPECT_EQ(run.value, 3 * town.place.weights.outside_option);
  EXPECT_EQ(run.bound, run.value);
  EXPECT_TRUE(run.prices.empty());
}

TEST(small_cohort, without_a_second_date_the_reason_is_that_there_is_no_place) {
  auto town = two_courses{};
  town.at("slow").places_left = 0U;
  town.add("p-1", 1U);
  town.add("p-2", 3U);
  auto const run = town.share();
  EXPECT_EQ(who_gets_what(run), "p-1 -; p-2 fast");
  EXPECT_EQ(reasons_of(run, "p-1"),
            "alloc.no_place; alloc.full session=fast offer=course start=2026-03-09 places=1 more=1; "
            "alloc.none_free offer=course");
}

// REQ D14
TEST(small_cohort, a_place_that_the_person_has_is_not_told_as_full) {
  auto town = two_courses{};
  town.add_offer("first", offer_kind::course, {}, {"module:w"});
  town.add_session("first-s", "first", "2026-03-02", "2026-03-07", "Mon 09:00-11:00").places_left = 2U;
  town.place.offers[offer_idx{0U}].needs = {town.fact("module:w")};
  town.add("p-1", 1U);
  town.add("p-2", 3U);
  auto const run = town.share();
  EXPECT_EQ(who_gets_what(run), "p-1 first-s slow; p-2 first-s fast");
  EXPECT_EQ(reasons_of(run, "p-1"),
            "alloc.full session=fast offer=course start=2026-03-09 places=1 more=1; "
            "alloc.next_free session=slow offer=course start=2026-05-04");
}

TEST(small_cohort, the_next_free_date_is_one_that_can_still_be_booked) {
  auto town = two_courses{};
  auto& late = town.add_session("late", "course", "2026-04-20", "2026-05-15", "Sat 09:00-11:00");
  late.apply_by = town.place.as_of - days{1};
  town.add("p-1", 1U);
  town.add("p-2", 3U);
  EXPECT_EQ(reasons_of(town.share(), "p-1"),
            "alloc.full session=fast offer=course start=2026-03-09 places=1 more=1; "
            "alloc.next_free session=slow offer=course start=2026-05-04");
}

namespace {

// Work and course in hours for which every child needs a place of care.
struct with_children : two_courses {
  with_children() {
    for (auto& s : place.sessions) {
      s.week = parse_week("Mon-Fri 09:00-11:00").value();
    }
    at("fast").places_left = 9U;
    add_offer("care", offer_kind::childcare, {}, {});
    add_session("near", "care", "2026-03-02", "2027-12-31", "Mon-Fri 07:00-17:00").places_left = 1U;
    add_session("later", "care", "2026-05-01", "2027-12-31", "Mon-Fri 07:00-17:00").places_left = 9U;
  }
  void add_family(std::string const& id, std::uint32_t const need, unsigned const children) {
    who.cares_for.clear();
    for (auto n = 0U; n != children; ++n) {
      add_child(id + "-k" + std::to_string(n), "2022-01-01");
    }
    add(id, need);
    who.cares_for.clear();
  }
};

}  // namespace

// REQ D14
TEST(small_cohort, siblings_share_what_is_left_and_never_more) {
  auto town = with_children{};
  town.add_family("p-1", 1U, 2U);
  auto const run = town.share();
  EXPECT_EQ(run.value, run.bound);
  ASSERT_TRUE(run.each.front().placed);
  auto near = 0;
  auto places = 0;
  for (auto const& step : run.each.front().pathway.steps) {
    near += step.session == "near" ? 1 : 0;
    places += step.kind == step_kind::childcare ? 1 : 0;
  }
  EXPECT_EQ(places, 2);
  EXPECT_LE(near, 1);

  auto enough = town;
  enough.at("near").places_left = 2U;
  auto const sooner = enough.share();
  EXPECT_EQ(who_gets_what(sooner), "p-1 near near fast");
  EXPECT_LT(sooner.value, run.value);
}

// REQ D14
TEST(small_cohort, one_care_place_goes_to_the_child_for_whom_it_saves_more) {
  auto town = with_children{};
  town.add_family("p-1", 1U, 1U);
  town.add_family("p-2", 2U, 1U);
  town.add_family("p-3", 4U, 2U);
  auto const run = town.share();
  EXPECT_EQ(run.value, run.bound);
  auto const& two = *std::ranges::find(run.each, "p-2", &allocated_person::person);
  EXPECT_EQ(who_gets_what(run).find("p-2 near fast") != std::string::npos, true) << who_gets_what(run);
  EXPECT_TRUE(two.placed);
  EXPECT_EQ(reasons_of(run, "p-1"),
            "alloc.full session=near offer=care start=2026-03-02 places=1 more=1; "
            "alloc.next_free session=later offer=care start=2026-05-01");
}

// Two places that one family holds are two places, and a family that has one of the two it needs is not its own rival.
TEST(small_cohort, places_are_counted_and_not_families) {
  auto town = with_children{};
  town.at("near").places_left = 3U;
  town.add_family("p-1", 1U, 2U);
  town.add_family("p-2", 4U, 2U);
  auto const run = town.share();
  EXPECT_EQ(reasons_of(run, "p-2"), "alloc.best");
  EXPECT_NE(reasons_of(run, "p-1").find("session=near offer=care start=2026-03-02 places=2 more=2"), std::string::npos)
      << reasons_of(run, "p-1");
  EXPECT_NE(reasons_of(run, "p-1").find("alloc.next_free session=later"), std::string::npos) << reasons_of(run, "p-1");
}
