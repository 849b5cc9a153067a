#include "check/plan_check.h"

#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "check/long_way.h"

using namespace foothold;
using testing::IsEmpty;

namespace {

std::vector<std::string> broken(long_way const& town) {
  auto rules = std::vector<std::string>{};
  for (auto const& v : check_plan(town.place, town.who, town.way)) {
    rules.push_back(v.rule + " " + v.step + ": " + v.message);
  }
  return rules;
}

// A change of the plan (or of the world under it) that breaks one rule, and at most later ones in its wake.
struct breach {
  std::string name;
  std::string rule;
  std::function<void(long_way&)> change;
};

void PrintTo(breach const& b, std::ostream* out) {
  *out << b.name;
}

void shift(plan_step& s, int const by) {
  s.start += days{by};
  s.end += days{by};
}

std::vector<breach> breaches() {
  return {
      {"another_person", "1-steps", [](auto& t) { t.way.person = "p-2"; }},
      {"unknown_offer", "1-steps", [](auto& t) { t.step("extension").offer = "extensions"; }},
      {"session_of_another_offer", "1-steps", [](auto& t) { t.step("s-a2").session = "s-a1"; }},
      {"wrong_kind", "1-steps", [](auto& t) { t.step("s-a2").kind = step_kind::mentoring; }},
      {"session_ends_earlier_than_it_does", "1-steps", [](auto& t) { t.step("s-a2").end -= days{1}; }},
      {"procedure_too_short", "1-steps", [](auto& t) { t.step("recognition").end -= days{1}; }},
      {"procedure_too_long", "1-steps", [](auto& t) { t.step("recognition").end += days{1}; }},
      {"care_for_nobody", "1-steps", [](auto& t) { t.step("k-a").child = ""; }},
      {"care_for_a_stranger", "1-steps", [](auto& t) { t.step("k-a").child = "k9"; }},
      {"course_for_a_child", "1-steps", [](auto& t) { t.step("s-a2").child = "k1"; }},
      {"steps_out_of_order", "1-steps", [](auto& t) { std::swap(t.way.steps[2], t.way.steps[3]); }},
      {"promises_what_the_offer_does_not_give", "1-steps",
       [](auto& t) { t.step("s-m").gives.push_back("language:de:a2"); }},

      {"step_before_ready", "2-ready", [](auto& t) { t.who.ready = t.way.ready = on("2026-03-10"); }},
      {"ready_of_the_file", "2-ready", [](auto& t) { t.way.ready = on("2026-03-01"); }},
      {"no_place_left", "2-places", [](auto& t) { t.meeting("s-m").places_left = 0U; }},
      {"no_care_place_left", "2-places", [](auto& t) { t.meeting("k-a").places_left = 0U; }},
      {"application_closed", "2-places", [](auto& t) { t.meeting("s-m").apply_by = on("2026-03-01"); }},
      {"women_only_session", "2-open",
       [](auto& t) {
         t.who.sex = sex::male;
         t.meeting("s-m").women_only = true;
       }},
      {"women_only_offer", "2-open",
       [](auto& t) {
         t.who.sex = sex::unknown;
         t.offer_of("a2").who.women_only = true;
       }},
      {"too_young", "2-open", [](auto& t) { t.offer_of("a1").who.age_from = 36U; }},
      {"too_old", "2-open", [](auto& t) { t.offer_of("module").who.age_to = 35U; }},
      {"not_for_this_status", "2-open", [](auto& t) { t.offer_of("a1").who.statuses = {residence_status::refugee}; }},
      {"window_has_closed", "2-open",
       [](auto& t) {
         t.offer_of("a1").who.window_anchor = "registered";
         t.offer_of("a1").who.window_days = 57U;
       }},
      {"window_without_a_known_day", "2-open",
       [](auto& t) {
         t.offer_of("a1").who.window_anchor = "arrived";
         t.offer_of("a1").who.window_days = 900U;
       }},
      {"child_too_young_for_the_place", "2-open", [](auto& t) { t.offer_of("kita").care_from_months = 36U; }},
      {"child_too_old_for_the_place", "2-open", [](auto& t) { t.offer_of("kita").care_to_months = 34U; }},

      {"wrong_entry_level", "3-needs", [](auto& t) { t.offer_of("a1").needs = t.facts({"language:de:a1"}); }},
      {"need_given_too_late", "3-needs",
       [](auto& t) {
         shift(t.step("recognition"), 60);
         std::swap(t.way.steps[0], t.way.steps[1]);
         std::rotate(t.way.steps.begin() + 1, t.way.steps.begin() + 2, t.way.steps.begin() + 4);
       }},
      {"document_not_in_hand", "3-needs", [](auto& t) { t.who.facts[0].from = on("2026-03-03"); }},
      {"gate_before_the_waiting_time_ends", "3-gates", [](auto& t) { shift(t.step("DE-1/document"), -1); }},
      {"gate_too_short", "3-gates", [](auto& t) { t.step("DE-1/document").end -= days{1}; }},
      {"gate_of_no_rule", "3-gates",
       [](auto& t) {
         t.way.steps.insert(t.way.steps.begin() + 4, t.way.steps[3]);
         t.way.steps[4].offer = "DE-1/employer";
       }},
      {"provisional_without_reason", "3-gates", [](auto& t) { t.way.provisional = true; }},

      {"no_bus_home", "4-way", [](auto& t) { t.place.travel.pop_back(); }},
      {"last_bus_too_early", "4-way", [](auto& t) { t.place.travel[1].band_to = *parse_time("20:00"); }},
      {"no_bus_on_tuesdays", "4-way", [](auto& t) { t.place.travel[0].days = 0x7DU; }},
      {"bus_takes_too_long", "4-way", [](auto& t) { t.who.max_travel_minutes = 19U; }},
      {"care_place_out_of_reach", "4-way",
       [](auto& t) {
         t.meeting("k-a").location = location_idx{1U};
         t.place.travel[0].days = 0x02U;
       }},
      {"evening_not_free", "4-hours", [](auto& t) { t.who.available = *parse_week("Mon-Sun 06:00-20:15"); }},
      {"same_hours", "4-clash",
       [](auto& t) {
         t.meeting("s-m").week = *parse_week("Mon 16:00-16:30,18:00-19:30");
         t.meeting("s-m").location = location_idx{0U};
         t.step("s-m").minutes = 4U * 140U;
         t.step("s-m").price = 653;
         t.way.value += 653 - 560;
         t.way.bound = t.way.value;
       }},
      {"too_much_a_week", "4-load", [](auto& t) { t.who.max_weekly_minutes = 1019U; }},
      {"care_ends_before_the_course", "4-care",
       [](auto& t) { t.meeting("k-a").end = t.step("k-a").end = on("2026-08-27"); }},
      {"care_hours_too_short", "4-care", [](auto& t) { t.meeting("k-a").week = *parse_week("Mon-Fri 12:00-16:15"); }},
      {"place_still_settling", "4-care", [](auto& t) { t.offer_of("kita").settling_days = 15U; }},
      {"no_care_on_site", "4-care", [](auto& t) { t.meeting("s-m").care_on_site = false; }},
      {"second_child", "4-care", [](auto& t) { t.add_child("k2", "2015-01-01"); }},
      {"permit_ends", "4-permit",
       [](auto& t) {
         t.who.legal.permit_until = on("2026-03-30");
         t.step("extension").gives.clear();
       }},

      {"goal_names_another_job", "5-goal", [](auto& t) { t.way.goal = "field:99"; }},
      {"job_hours_not_free", "5-goal",
       [](auto& t) { t.place.occupations[occupation_idx{0U}].week = *parse_week("Sat 21:00-22:00"); }},
      {"job_without_care", "5-goal",
       [](auto& t) { t.place.occupations[occupation_idx{0U}].week = *parse_week("Mon-Fri 08:00-16:00"); }},
      {"job_needs_more", "5-goal",
       [](auto& t) { t.place.occupations[occupation_idx{0U}].needs.push_back(t.fact("document:licence")); }},
      {"beyond_the_horizon", "5-goal", [](auto& t) { t.place.horizon_days = 179U; }},

      {"wrong_price", "6-price", [](auto& t) { ++t.step("s-m").price; }},
      {"wrong_minutes", "6-price", [](auto& t) { ++t.step("s-m").minutes; }},
      {"value_off_by_one", "6-value",
       [](auto& t) {
         ++t.way.value;
         ++t.way.bound;
       }},
      {"wrong_offset", "6-value", [](auto& t) { ++t.way.goal_offset; }},

      {"bound_above_value", "7-bound",
       [](auto& t) {
         t.way.status = plan_status::best_found;
         ++t.way.bound;
       }},
      {"exact_without_proof", "7-bound", [](auto& t) { --t.way.bound; }},
      {"no_plan_at_all", "7-none", [](auto& t) { t.way.status = plan_status::none; }},
  };
}

class one_breach : public testing::TestWithParam<breach> {};

}  // namespace

TEST(plan_check, long_way_holds) {
  EXPECT_THAT(broken(long_way{}), IsEmpty());
}

// REQ D1
TEST_P(one_breach, is_named) {
  auto town = long_way{};
  GetParam().change(town);
  auto const found = check_plan(town.place, town.who, town.way);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().rule, GetParam().rule) << testing::PrintToString(broken(town));
}

INSTANTIATE_TEST_SUITE_P(plan_check, one_breach, testing::ValuesIn(breaches()),
                         [](auto const& one) { return one.param.name; });

TEST(plan_check, goal_day_is_the_first_possible_day) {
  auto town = long_way{};
  town.way.goal_day += days{1};
  town.way.value = town.way.bound = town.way.value + 1000;
  EXPECT_THAT(broken(town), testing::ElementsAre("5-goal : the job could start on 2026-08-29 already"));
}

TEST(plan_check, a_job_on_a_day_without_its_needs_is_refused) {
  auto town = long_way{};
  town.way.goal_day -= days{1};
  town.way.value = town.way.bound = town.way.value - 1000;
  EXPECT_THAT(broken(town), testing::Contains("5-goal : not on 2026-08-28: the job needs language:de:a2"));
}

TEST(plan_check, a_missing_step_is_refused_whichever_it_is) {
  for (auto i = std::size_t{0U}; i != long_way{}.way.steps.size(); ++i) {
    auto town = long_way{};
    auto const price = town.way.steps[i].price;
    town.way.steps.erase(town.way.steps.begin() + static_cast<std::ptrdiff_t>(i));
    town.way.value = town.way.bound = town.way.value - price;
    EXPECT_FALSE(broken(town).empty()) << i;
  }
}

TEST(plan_check, a_vacancy_starts_within_its_window_and_has_its_own_needs) {
  auto town = long_way{};
  auto const& work = town.place.occupations[occupation_idx{0U}];
  auto open = named<vacancy>("v1");
  open.occupation = occupation_idx{0U};
  open.needs = town.facts({"language:de:a2"});
  open.location = work.location;
  open.week = work.week;
  open.from = on("2026-08-01");
  open.until = on("2026-09-15");
  open.quality = job_quality::good;
  town.place.vacancies.push_back(open);
  town.way.goal = town.way.reached = "vacancy:v1";
  town.way.value = town.way.bound = town.way.value - town.way.goal_offset;
  town.way.goal_offset = 0;
  EXPECT_THAT(broken(town), IsEmpty());
  town.place.vacancies[vacancy_idx{0U}].until = on("2026-08-28");
  EXPECT_THAT(broken(town),
              testing::ElementsAre(testing::StartsWith("5-goal : not on 2026-08-29: the job starts between")));
  town.place.vacancies[vacancy_idx{0U}].until = on("2026-09-15");
  town.place.vacancies[vacancy_idx{0U}].from = on("2026-08-30");
  EXPECT_THAT(broken(town),
              testing::ElementsAre(testing::StartsWith("5-goal : not on 2026-08-29: the job starts between")));
}

TEST(plan_check, an_empty_plan_holds_only_where_the_goal_does) {
  auto town = tiny_town{};
  town.add_job("work", {"language:de:a1"});
  auto none = plan{};
  none.person = "p-1";
  none.goal = none.reached = "work";
  none.as_of = town.place.as_of;
  none.ready = none.goal_day = none.as_of;
  none.status = plan_status::exact;
  none.goal_offset = none.value = none.bound = town.place.weights.quality_offset[1];
  EXPECT_EQ(check_plan(town.place, town.who, none).front().message, "not on 2026-03-02: the job needs language:de:a1");
  town.fact("work_access:employment");
  town.hold("language:de:b1");
  EXPECT_THAT(check_plan(town.place, town.who, none), IsEmpty());
}

TEST(plan_check, two_children_need_two_places) {
  auto town = long_way{};
  town.add_child("k2", "2023-06-01", "Mon-Fri 08:00-12:00").covered_until = on("2026-12-31");
  auto second = town.step("k-a");
  second.child = "k2";
  town.way.steps.insert(town.way.steps.begin() + 5, second);
  town.way.value = town.way.bound = town.way.value + second.price;
  EXPECT_THAT(broken(town), IsEmpty());
  town.meeting("k-a").places_left = 1U;
  EXPECT_EQ(check_plan(town.place, town.who, town.way).front().rule, "2-places");
}

TEST(plan_check, only_the_first_needed_day_of_a_short_session_counts_its_week_days) {
  auto town = tiny_town{};
  town.fact("work_access:employment");
  town.add_job("work", {"module:x"});
  town.add_offer("exam", offer_kind::course, {}, {"module:x"});
  // One Tuesday; the pattern's Wednesday does not take place, and there is no way on it either.
  town.add_session("s", "exam", "2026-03-03", "2026-03-03", "Tue,Wed 09:00-10:00", 1U);
  town.add_travel(0U, 1U, "06:00", "21:00", 30U, 0x02U);
  town.who.available = *parse_week("Mon-Fri 07:30-16:30");
  auto one = plan{};
  one.person = "p-1";
  one.goal = one.reached = "work";
  one.as_of = town.place.as_of;
  one.ready = one.as_of;
  one.goal_day = on("2026-03-04");
  one.status = plan_status::exact;
  auto exam = plan_step{};
  exam.offer = "exam";
  exam.session = "s";
  exam.start = exam.end = on("2026-03-03");
  exam.price = 140;
  exam.minutes = 120U;
  one.steps.push_back(exam);
  one.goal_offset = town.place.weights.quality_offset[1];
  one.value = one.bound = one.goal_offset + 2000 + 140;
  EXPECT_THAT(check_plan(town.place, town.who, one), IsEmpty());
}

TEST(plan_check, what_it_was_computed_from_is_compared) {
  auto town = long_way{};
  EXPECT_THAT(check_origin(town.place, town.way), IsEmpty());
  town.way.rules_hash = "00";
  EXPECT_EQ(check_origin(town.place, town.way).size(), 1U);
  EXPECT_THAT(broken(town), IsEmpty());
}

// Any change of a date, a session, a price, an id or a mark is found, unless it leaves a plan that is just as true.
RC_GTEST_PROP(plan_check, no_harmful_change_goes_unseen, ()) {
  auto town = long_way{};
  auto& step = town.way.steps[*rc::gen::inRange<std::size_t>(0U, town.way.steps.size())];
  auto const by = *rc::gen::nonZero<int>();
  auto harmless = false;
  switch (*rc::gen::inRange(0, 10)) {
    case 0:
      step.start += days{by};
      break;
    case 1:
      step.end += days{by};
      break;
    case 2: {
      auto const early = by % 100;
      RC_PRE(early != 0);
      shift(step, early);
      // What has no timetable may begin later, as long as its facts are there when they are needed.
      auto const until = step.offer == "recognition" ? 31 : step.offer == "extension" ? 61 : 0;
      auto const gate = step.kind == step_kind::gate && early > 0 && step.end < on("2026-08-29");
      harmless = (early > 0 && early <= until) || gate;
      std::stable_sort(town.way.steps.begin(), town.way.steps.end(),
                       [](auto const& a, auto const& b) { return a.start < b.start; });
      break;
    }
    case 3:
      step.price += by;
      break;
    case 4:
      step.minutes += static_cast<std::uint32_t>(by);
      break;
    case 5:
      step.offer += 'x';
      break;
    case 6:
      step.session += 'x';
      break;
    case 7:
      town.way.goal_day += days{by};
      break;
    case 8:
      town.way.value += by;
      break;
    default:
      step.critical = !step.critical;
      step.needs.clear();
      step.reasons.push_back({"why", {}});
      harmless = true;
  }
  RC_ASSERT(broken(town).empty() == harmless);
}
