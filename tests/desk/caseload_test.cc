#include <gmock/gmock.h>

#include "desk/desk_world.h"

namespace foothold {
namespace {

class desk_caseload : public desk_world {
protected:
  task_record add_task(person_record const& p, days const from_today, std::string const& what = "Call back") {
    auto t = task_record{.id = new_id<task_id>(),
                         .person = p.id,
                         .assignee = p.caseworker,
                         .kind = "task",
                         .due_on = kFirstDay + from_today,
                         .state = task_state::open,
                         .words = what};
    put([&](transaction& in) { return add(in, t).has_value(); });
    return t;
  }
  person_record add_case(std::string const& name, std::optional<staff_record> const& leads) {
    auto p = add_person(name);
    p.caseworker = leads ? std::optional{leads->id} : std::nullopt;
    put([&](transaction& t) { return change(t, p).has_value(); });
    return p;
  }
  // In which order the names stand on the page.
  static std::vector<std::string> order_in(shown_page const& page, std::vector<std::string> names) {
    std::ranges::sort(names, {}, [&](std::string const& n) { return page.html.find(">" + n + "</a>"); });
    std::erase_if(names, [&](std::string const& n) { return !page.says(">" + n + "</a>"); });
    return names;
  }
};

// REQ H1
TEST_P(desk_caseload, what_waits_longest_stands_first_with_its_reason_in_words) {
  auto const late = add_case("Late", worker);
  auto const calm = add_case("Calm", worker);
  auto const soon = add_case("Anna", worker);
  add_case("Foreign", colleague);
  add_task(late, -days{3});
  add_task(soon, days{2});
  auto const page = get("worker", "/en/cases");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(order_in(page, {"Anna", "Calm", "Late", "Foreign"}), testing::ElementsAre("Late", "Anna", "Calm"));
  EXPECT_TRUE(page.says("Task overdue since"));
  EXPECT_TRUE(page.says("3 cases"));
  auto const overdue = get("worker", "/en/cases?tasks=overdue");
  EXPECT_THAT(order_in(overdue, {"Anna", "Calm", "Late"}), testing::ElementsAre("Late"));
}

// REQ J3
TEST_P(desk_caseload, the_order_can_be_by_name_instead) {
  auto const late = add_case("Öl", worker);
  for (auto const* const name : {"Zoe", "Mona", "Anna", "Said", "Bela"}) {
    add_case(name, worker);
  }
  add_task(late, -days{3});
  auto const page = get("worker", "/en/cases?order=name");
  EXPECT_THAT(order_in(page, {"Zoe", "Öl", "Anna", "Mona", "Said", "Bela"}),
              testing::ElementsAre("Anna", "Bela", "Mona", "Öl", "Said", "Zoe"));
}

TEST_P(desk_caseload, a_search_finds_other_spellings_among_the_own_cases_only) {
  add_case("Mohammed", worker);
  add_case("Mohamad", colleague);
  add_case("Anna", worker);
  ASSERT_TRUE(names->follow());
  auto const page = get("worker", "/en/cases?q=Muhamed");
  EXPECT_THAT(order_in(page, {"Mohammed", "Mohamad", "Anna"}), testing::ElementsAre("Mohammed"));
}

TEST_P(desk_caseload, pages_of_fifty_follow_one_another) {
  for (auto i = 0; i != 53; ++i) {
    add_case("P" + std::to_string(100 + i), worker);
  }
  auto const first = get("worker", "/en/cases?order=name");
  EXPECT_TRUE(first.says(">P149</a>"));
  EXPECT_FALSE(first.says(">P150</a>"));
  auto next = address(first, "/en/cases?order=name&amp;after=");
  ASSERT_FALSE(next.empty());
  next.replace(next.find("&amp;"), 5U, "&");
  auto const second = get("worker", next);
  EXPECT_TRUE(second.says(">P150</a>"));
  EXPECT_TRUE(second.says(">P152</a>"));
  EXPECT_FALSE(second.says(">P149</a>"));
}

TEST_P(desk_caseload, a_task_is_done_with_one_press_and_taken_back_with_another) {
  auto const p = add_case("Amina", worker);
  auto const task = add_task(p, -days{1});
  auto const before = get("worker", "/en/home");
  EXPECT_TRUE(before.says("Amina"));
  auto const place = case_of(p, "/tasks/" + format_id(task.id));
  auto const done = press("worker", before, place + "/done");
  EXPECT_TRUE(done.says("The task is done."));
  EXPECT_EQ(found<task_record>(task.id)->state, task_state::done);
  auto const again = press("worker", done, place + "/again");
  EXPECT_TRUE(again.says("The task is open again."));
  EXPECT_EQ(found<task_record>(task.id)->state, task_state::open);
  // What stood on a page that is old by now does nothing.
  EXPECT_TRUE(press("worker", before, place + "/later").says("Somebody changed it meanwhile"));
}

TEST_P(desk_caseload, today_has_appointments_of_two_days_in_the_time_of_the_office) {
  auto const p = add_case("Amina", worker);
  auto const at = [&](std::chrono::hours const from_midnight) {
    auto a = appointment_record{.id = new_id<decltype(appointment_record::id)>(),
                                .person = p.id,
                                .staff = worker.id,
                                .starts_at = instant{kFirstDay} + from_midnight,
                                .minutes = 30,
                                .channel = "phone",
                                .state = appointment_state::planned};
    put([&](transaction& t) { return add(t, a).has_value(); });
  };
  at(std::chrono::hours{13});
  at(std::chrono::hours{72});
  auto const page = get("worker", "/en/home");
  auto const summer = of->zone.at(instant{kFirstDay} + std::chrono::hours{13}).minute / 60;
  EXPECT_TRUE(page.says(", " + std::to_string(summer) + ":00"));
  EXPECT_NE(summer, 13);
  EXPECT_EQ(page.html.find("by phone"), page.html.rfind("by phone"));
}

// REQ H4
TEST_P(desk_caseload, a_lead_sees_how_much_everybody_has_and_moves_fifty_in_one_act) {
  auto persons = http::fields{{"act", "move"}, {"to", format_id(colleague.id)}, {"why", "On leave until May"}};
  auto first = std::optional<person_record>{};
  for (auto i = 0; i != 50; ++i) {
    auto const p = add_case("P" + std::to_string(100 + i), worker);
    first = first ? first : std::optional{p};
    persons.push_back({"person", format_id(p.id)});
  }
  auto const mine = add_task(*first, days{1});
  auto const team = get("boss", "/en/team");
  EXPECT_TRUE(team.says("50 cases"));
  auto const list = get("boss", "/en/cases?worker=" + format_id(worker.id));
  auto const done = press("boss", list, "/en/cases", persons);
  EXPECT_TRUE(done.says("50 cases have somebody new.")) << done.html.substr(done.html.find("<main"), 600U);
  EXPECT_EQ(found<person_record>(first->id)->caseworker, colleague.id);
  EXPECT_EQ(found<task_record>(mine.id)->assignee, colleague.id);
  auto const after = get("colleague", "/en/home");
  EXPECT_TRUE(after.says("This case was given to you"));
  EXPECT_TRUE(after.says("On leave until May"));
}

TEST_P(desk_caseload, who_leads_no_team_moves_nothing_and_sees_no_load) {
  auto const p = add_case("Amina", worker);
  EXPECT_EQ(get("worker", "/en/team").status, 404);
  auto const list = get("worker", "/en/cases");
  EXPECT_FALSE(list.says("value=\"move\""));
  auto const tried =
      press("worker", list, "/en/cases",
            {{"act", "move"}, {"to", format_id(colleague.id)}, {"why", "x"}, {"person", format_id(p.id)}});
  EXPECT_FALSE(tried.says("somebody new"));
  EXPECT_EQ(found<person_record>(p.id)->caseworker, worker.id);
}

TEST_P(desk_caseload, a_task_for_many_leaves_out_who_is_not_theirs) {
  auto const own = add_case("Own", worker);
  auto const other = add_case("Other", colleague);
  auto const done = press("worker", get("worker", "/en/cases"), "/en/cases",
                          {{"act", "remind"},
                           {"words", "Ask for the certificate"},
                           {"day", format_date(kFirstDay + days{3})},
                           {"person", format_id(own.id)},
                           {"person", format_id(new_id<person_id>())}});
  EXPECT_TRUE(done.says("The task was added for 1 person."));
  EXPECT_TRUE(done.says("1 stayed as it was"));
  EXPECT_TRUE(get("worker", "/en/home").says("Ask for the certificate"));
  static_cast<void>(other);
}

FOOTHOLD_BOTH_ENGINES(desk_caseload);

}  // namespace
}  // namespace foothold
