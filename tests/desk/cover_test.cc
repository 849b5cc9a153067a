#include <gmock/gmock.h>

#include "desk/desk_world.h"
#include "service/caseload.h"

namespace foothold {
namespace {

class desk_cover : public desk_world {
protected:
  [[nodiscard]] std::string absence_of(staff_record const& m, std::string const& rest = {}) const {
    return "/en/team/" + format_id(m.id) + "/absence" + rest;
  }
  // The worker is away from today for so many days, and the colleague stands in.
  shown_page arrange(days const from, days const until) {
    return press("boss", get("boss", absence_of(worker)), absence_of(worker),
                 {{"by", format_id(colleague.id)},
                  {"from", format_date(kFirstDay + from)},
                  {"until", format_date(kFirstDay + until)}});
  }
  void add_work(person_record const& p) {
    auto task = task_record{.id = new_id<task_id>(),
                            .person = p.id,
                            .assignee = worker.id,
                            .kind = "task",
                            .due_on = kFirstDay + days{1},
                            .state = task_state::open,
                            .words = "Call the school"};
    auto meeting = appointment_record{.id = new_id<decltype(appointment_record::id)>(),
                                      .person = p.id,
                                      .staff = worker.id,
                                      .starts_at = instant{kFirstDay} + std::chrono::hours{14},
                                      .minutes = 30,
                                      .channel = "in_person",
                                      .state = appointment_state::planned};
    put([&](transaction& t) { return add(t, task) && add(t, meeting); });
  }
};

// REQ H4
TEST_P(desk_cover, who_stands_in_works_on_the_cases_until_the_last_day_and_no_longer) {
  auto const layla = add_person("Layla");
  add_work(layla);
  EXPECT_FALSE(get("colleague", "/en/cases").says("Layla"));
  EXPECT_FALSE(get("colleague", case_of(layla)).says("permit"));

  auto const done = arrange(days{0}, days{2});
  EXPECT_TRUE(done.says("1 case is covered.")) << done.html;
  EXPECT_TRUE(done.says("Covered by Colleague from"));

  EXPECT_TRUE(get("colleague", "/en/cases").says(">Layla</a>"));
  EXPECT_TRUE(get("colleague", "/en/cases").says("you stand in until"));
  auto const day = get("colleague", "/en/home");
  EXPECT_TRUE(day.says("Call the school"));
  EXPECT_TRUE(day.says("you stand in"));
  auto const file = get("colleague", case_of(layla));
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(file.says("you stand in until"));
  EXPECT_TRUE(press("colleague", file, case_of(layla, "/notes"), {{"words", "Met her in the office"}})
                  .says("Met her in the office"));

  // Still the worker's own.
  EXPECT_TRUE(get("worker", "/en/cases").says(">Layla</a>"));
  EXPECT_TRUE(get("worker", case_of(layla)).says("a colleague stands in until"));

  clock.advance(days{3});
  EXPECT_FALSE(get("colleague", "/en/cases").says("Layla"));
  EXPECT_FALSE(get("colleague", "/en/home").says("Call the school"));
  EXPECT_FALSE(get("colleague", case_of(layla)).says("Met her in the office"));
}

TEST_P(desk_cover, it_begins_on_its_first_day_and_ends_at_once_when_that_is_pressed) {
  auto const layla = add_person("Layla");
  arrange(days{1}, days{5});
  EXPECT_FALSE(get("colleague", "/en/cases").says("Layla"));
  clock.advance(days{1});
  EXPECT_TRUE(get("colleague", "/en/cases").says(">Layla</a>"));
  auto const ended = press("boss", get("boss", absence_of(worker)), absence_of(worker, "/end"));
  EXPECT_TRUE(ended.says("Nobody stands in any more.")) << ended.html;
  EXPECT_FALSE(get("colleague", "/en/cases").says("Layla"));
  EXPECT_TRUE(get("boss", absence_of(worker)).says("Nobody stands in."));
}

TEST_P(desk_cover, the_person_sees_in_the_own_log_who_arranged_it_and_who_looked) {
  auto const layla = add_person("Layla");
  let_in("layla", acting(layla));
  arrange(days{0}, days{2});
  get("colleague", case_of(layla));
  auto const mine = get("layla", "/en/my-data");
  EXPECT_TRUE(mine.says("stands in until"));
  EXPECT_TRUE(mine.says("team lead, Office")) << "who arranged it";
}

TEST_P(desk_cover, what_is_wrong_is_said_beside_the_field_and_changes_nothing) {
  auto const layla = add_person("Layla");
  auto const form = get("boss", absence_of(worker));
  auto const backwards = press("boss", form, absence_of(worker),
                               {{"by", format_id(colleague.id)},
                                {"from", format_date(kFirstDay + days{5})},
                                {"until", format_date(kFirstDay + days{2})}});
  EXPECT_EQ(backwards.status, 422);
  EXPECT_TRUE(backwards.says("Give a last day"));
  auto const oneself = press(
      "boss", form, absence_of(worker),
      {{"by", format_id(worker.id)}, {"from", format_date(kFirstDay)}, {"until", format_date(kFirstDay + days{2})}});
  EXPECT_EQ(oneself.status, 422);
  EXPECT_TRUE(oneself.says("Choose another member"));
  EXPECT_FALSE(found<person_record>(layla.id)->cover);
}

TEST_P(desk_cover, nobody_of_another_organisation_can_stand_in) {
  auto const layla = add_person("Layla");
  auto const refused = cover_cases(
      at_work->cases(), {.by = people.at("boss").who, .why = purpose::supervision},
      {.of = format_id(worker.id), .by = format_id(teacher.id), .from = kFirstDay, .until = kFirstDay + days{2}},
      next_key(), clock);
  EXPECT_FALSE(refused);
  EXPECT_FALSE(found<person_record>(layla.id)->cover);
}

// A row that says so all the same opens nothing.
TEST_P(desk_cover, a_cover_by_somebody_of_another_organisation_counts_for_nothing) {
  auto layla = add_person("Layla");
  auto stranger = staff_of(school, "caseworker");
  layla.cover = stranger.id;
  layla.cover_from = kFirstDay;
  layla.cover_until = kFirstDay + days{5};
  put([&](transaction& t) { return add(t, stranger) && change(t, layla); });
  let_in("stranger", acting(stranger));
  EXPECT_EQ(get("stranger", case_of(layla)).status, 404);
  EXPECT_FALSE(get("stranger", "/en/cases").says("Layla"));
  EXPECT_FALSE(get("stranger", "/en/home").says("Layla"));
}

TEST_P(desk_cover, who_manages_no_team_arranges_nothing) {
  auto const layla = add_person("Layla");
  EXPECT_EQ(get("colleague", absence_of(worker)).status, 404);
  auto const tried = post("colleague", absence_of(worker),
                          {{"form_token", "token of colleague"},
                           {"key", "k"},
                           {"by", format_id(colleague.id)},
                           {"from", format_date(kFirstDay)},
                           {"until", format_date(kFirstDay + days{2})}});
  EXPECT_NE(tried.status, 200);
  EXPECT_FALSE(found<person_record>(layla.id)->cover);
}

TEST_P(desk_cover, a_case_that_goes_to_somebody_else_is_covered_no_more) {
  auto const layla = add_person("Layla");
  arrange(days{0}, days{9});
  ASSERT_TRUE(move_cases(at_work->cases(), {.by = people.at("boss").who, .why = purpose::supervision},
                         {{format_id(layla.id)}, format_id(boss.id), "Moved"}, next_key()));
  EXPECT_FALSE(found<person_record>(layla.id)->cover);
  EXPECT_FALSE(get("colleague", "/en/cases").says("Layla"));
}

FOOTHOLD_BOTH_ENGINES(desk_cover);

}  // namespace
}  // namespace foothold
