#include <gmock/gmock.h>

#include "desk/desk_world.h"

namespace foothold {
namespace {

class desk_case : public desk_world {};

TEST_P(desk_case, nobody_sees_a_page_without_being_known) {
  auto const p = add_person("Amina");
  auto const page = get("nobody", case_of(p));
  EXPECT_EQ(page.status, 401);
  EXPECT_TRUE(page.says("/en/sign-in"));
  EXPECT_FALSE(page.says("Amina"));
}

TEST_P(desk_case, a_form_without_the_token_of_its_session_changes_nothing) {
  auto const p = add_person("Amina");
  for (auto const* const token : {"", "token of boss", "token of worke", "token of workerr"}) {
    auto const done = post("worker", case_of(p, "/notes"), {{"words", "x"}, {"key", "1"}, {"form_token", token}});
    EXPECT_EQ(done.status, 403) << token;
  }
  EXPECT_TRUE(get("worker", case_of(p)).says("Nothing here yet."));
  auto const fine =
      post("worker", case_of(p, "/notes"), {{"words", "x"}, {"key", "1"}, {"form_token", "token of worker"}});
  EXPECT_EQ(fine.status, 303);
}

TEST_P(desk_case, who_is_not_there_and_who_is_not_ones_own_look_alike) {
  auto p = add_person("Amina");
  p.organisation = school.id;
  p.caseworker.reset();
  put([&](transaction& t) { return change(t, p).has_value(); });
  auto const strip = [](std::string html, std::string const& id) {
    for (auto at = html.find(id); at != std::string::npos; at = html.find(id)) {
      html.erase(at, id.size());
    }
    return html;
  };
  auto const nobody = format_id(new_id<person_id>());
  auto const a = get("worker", case_of(p));
  auto const b = get("worker", "/en/cases/" + nobody);
  EXPECT_EQ(a.status, 404);
  EXPECT_EQ(b.status, 404);
  EXPECT_EQ(strip(a.html, format_id(p.id)), strip(b.html, nobody));
}

TEST_P(desk_case, a_note_that_tells_of_health_is_written_warned_about_and_taken_back) {
  auto const p = add_person("Amina");
  auto const done = press("worker", get("worker", case_of(p)), case_of(p, "/notes"),
                          {{"words", "She has diabetes and needs breaks"}});
  EXPECT_TRUE(done.says("The note was added."));
  EXPECT_TRUE(done.says("diabetes"));
  EXPECT_TRUE(done.says("class=\"fault\""));
  auto const undo = address(done, case_of(p, "/notes/"), "/removal");
  ASSERT_FALSE(undo.empty());
  auto const back = press("worker", done, undo);
  EXPECT_TRUE(back.says("The note was taken back."));
  EXPECT_FALSE(back.says("diabetes"));
  auto const plain = press("worker", back, case_of(p, "/notes"), {{"words", "She likes mornings"}});
  EXPECT_FALSE(plain.says("class=\"fault\""));
}

TEST_P(desk_case, the_same_press_twice_is_one_note) {
  auto const p = add_person("Amina");
  auto const form = http::fields{{"words", "Once"}, {"key", "k"}, {"form_token", "token of worker"}};
  EXPECT_EQ(post("worker", case_of(p, "/notes"), form).status, 303);
  EXPECT_EQ(post("worker", case_of(p, "/notes"), form).status, 303);
  auto const page = get("worker", case_of(p));
  EXPECT_EQ(page.html.find(">Once<"), page.html.rfind(">Once<"));
}

TEST_P(desk_case, an_appointment_is_made_moved_and_cancelled) {
  auto const p = add_person("Amina");
  auto const day = format_date(kFirstDay + days{2});
  auto const made =
      press("worker", get("worker", case_of(p)), case_of(p, "/appointments"),
            {{"day", day}, {"time", "09:30"}, {"minutes", "45"}, {"channel", "phone"}, {"subject", "Papers"}});
  EXPECT_TRUE(made.says("The appointment stands."));
  EXPECT_TRUE(made.says(", 09:30"));
  auto const which = made.html.find("<option value=\"", made.html.find("id=\"moving-which\""));
  ASSERT_NE(which, std::string::npos);
  auto const value = made.html.substr(which + 15U, made.html.find('"', which + 15U) - which - 15U);
  auto const moved =
      press("worker", made, case_of(p, "/appointments/moving"), {{"which", value}, {"day", day}, {"time", "14:15"}});
  EXPECT_TRUE(moved.says("The appointment was moved."));
  EXPECT_TRUE(moved.says(", 14:15"));
  EXPECT_FALSE(moved.says(", 09:30"));
  auto const cancel = address(moved, case_of(p, "/appointments/"), "/cancelled");
  auto const cancelled = press("worker", moved, cancel);
  EXPECT_TRUE(cancelled.says("The appointment was cancelled."));
  auto const again = press("worker", cancelled, address(cancelled, case_of(p, "/appointments/"), "/planned"));
  EXPECT_TRUE(again.says(", 14:15"));
}

TEST_P(desk_case, a_colleague_at_the_desk_sees_appointments_and_tasks_and_no_notes) {
  auto const p = add_person("Amina");
  press("worker", get("worker", case_of(p)), case_of(p, "/notes"), {{"words", "Between us"}});
  auto const page = get("colleague", case_of(p));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("Amina"));
  EXPECT_FALSE(page.says("Between us"));
  EXPECT_FALSE(page.says(case_of(p, "/notes")));
}

FOOTHOLD_BOTH_ENGINES(desk_case);

}  // namespace
}  // namespace foothold
