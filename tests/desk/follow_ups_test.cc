#include <gmock/gmock.h>

#include "desk/desk_world.h"
#include "service/help_questions.h"
#include "service/reminding.h"

namespace foothold {
namespace {

class desk_after : public desk_world {
protected:
  void SetUp() override {
    desk_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    amina = add_person("Amina");
    let_in("amina", acting(amina));
  }
  appointment_record was_there(person_record const& p) {
    auto a = appointment_record{.id = new_id<decltype(appointment_record::id)>(),
                                .person = p.id,
                                .staff = worker.id,
                                .starts_at = std::chrono::floor<std::chrono::microseconds>(clock.now()),
                                .minutes = 30,
                                .channel = "phone",
                                .subject = "Papers"};
    put([&](transaction& t) { return add(t, a).has_value(); });
    clock.advance(std::chrono::hours{2});
    return a;
  }
  static constexpr auto kOwn = "/en/my-messages";
  static constexpr auto kHelp = "/en/my-messages/help";
  person_record amina;
};

// REQ H3
TEST_P(desk_after, what_was_found_out_is_noted_by_code_and_closes_its_task) {
  EXPECT_FALSE(get("worker", case_of(amina)).says(case_of(amina, "/follow-ups")));
  put([&](transaction& t) {
    amina.state = case_state::closed;
    amina.closed_on = kFirstDay;
    return change(t, amina).has_value();
  });
  ASSERT_TRUE(remind(*at_work));
  auto const start = get("worker", "/en/home");
  EXPECT_TRUE(start.says("Ask how it went on"));
  EXPECT_TRUE(start.says(case_of(amina) + "#follow_up"));
  auto const page = get("worker", case_of(amina));
  EXPECT_TRUE(page.says("At the end of the case"));
  EXPECT_TRUE(page.says("to be asked"));
  auto const which = page.html.find("<option value=\"", page.html.find("id=\"follow_up-which\""));
  ASSERT_NE(which, std::string::npos);
  auto const value = page.html.substr(which + 15U, page.html.find('"', which + 15U) - which - 15U);
  auto const place = case_of(amina, "/follow-ups");
  EXPECT_TRUE(press("worker", page, place, {{"which", value}, {"outcome", "unemployable"}}).says("class=\"told bad\""));
  auto const done =
      press("worker", page, place, {{"which", value}, {"outcome", "not_reached"}, {"words", "Called three times"}});
  EXPECT_TRUE(done.says("What you found out is noted."));
  EXPECT_TRUE(done.says("Not reached"));
  EXPECT_TRUE(done.says("Called three times"));
  EXPECT_FALSE(done.says("to be asked"));
  EXPECT_TRUE(get("worker", "/en/home").says("Nobody is to be asked."));
  EXPECT_TRUE(press("worker", page, place, {{"which", value}, {"outcome", "looking"}}).says("class=\"told bad\""))
      << "noted once";
  EXPECT_TRUE(get("amina", "/en/my-data").says("Called three times")) << "the person sees it";
}

// REQ H3
TEST_P(desk_after, a_late_follow_up_stands_out_and_is_put_off_but_not_ticked_off) {
  put([&](transaction& t) {
    amina.state = case_state::closed;
    amina.closed_on = kFirstDay;
    return change(t, amina).has_value();
  });
  ASSERT_TRUE(remind(*at_work));
  clock.advance(std::chrono::hours{24 * 9});
  auto const start = get("worker", "/en/home");
  auto const section = start.html.substr(start.html.find("id=\"follow_ups\""));
  EXPECT_NE(section.find("mark urgent"), std::string::npos);
  EXPECT_TRUE(address(start, case_of(amina, "/tasks/"), "/done").empty());
  auto const later = address(start, case_of(amina, "/tasks/"), "/later");
  ASSERT_FALSE(later.empty());
  EXPECT_EQ(press("worker", start, later).status, 200);
}

// REQ E6
TEST_P(desk_after, after_an_appointment_the_person_is_asked_once_whether_it_helped) {
  auto const a = was_there(amina);
  EXPECT_FALSE(get("amina", kOwn).says("Did this help you?")) << "nobody said that it took place";
  auto const kept = case_of(amina, "/appointments/" + format_id(a.id) + "/kept");
  EXPECT_TRUE(press("worker", get("worker", case_of(amina)), kept).says("Noted: the appointment took place."));
  EXPECT_TRUE(get("amina", "/en/my-data").says("/en/my-messages#help"));
  auto const asked = get("amina", kOwn);
  EXPECT_TRUE(asked.says("Did this help you?"));
  auto const done = press("amina", asked, kHelp, {{"answer", "a_little"}, {"words", "I need <b>more</b>"}});
  EXPECT_TRUE(done.says("Thank you. Your answer is noted."));
  EXPECT_FALSE(done.says("Did this help you?"));
  EXPECT_TRUE(press("amina", asked, kHelp, {{"answer", "no"}}).says("class=\"told bad\"")) << "asked once";
  auto const seen = get("worker", case_of(amina));
  EXPECT_TRUE(seen.says("A little"));
  EXPECT_TRUE(seen.says("I need &lt;b&gt;more&lt;/b&gt;"));
  EXPECT_FALSE(get("colleague", case_of(amina)).says("I need"));
  EXPECT_TRUE(get("amina", "/en/my-data").says("I need")) << "the person sees what is held";
}

// REQ E6
TEST_P(desk_after, who_leaves_the_question_is_not_asked_again_and_nobody_answers_for_somebody_else) {
  auto a = was_there(amina);
  put([&](transaction& t) {
    a.state = appointment_state::kept;
    return change(t, a).has_value();
  });
  auto const about = "appointment:" + format_id(a.id);
  let_in("zarif", acting(add_person("Zarif")));
  for (auto const* const other : {"worker", "boss", "teacher", "zarif"}) {
    post(other, kHelp,
         {{"about", about}, {"answer", "yes"}, {"key", "1"}, {"form_token", "token of " + std::string{other}}});
    EXPECT_FALSE(answer_help_question(at_work->cases(), {.by = people.at(other).who, .why = purpose::counselling},
                                      format_id(amina.id), next_key(), {.about = about, .answer = help_answer::yes}))
        << other;
  }
  EXPECT_FALSE(answer_help_question(at_work->cases(), {.by = acting(amina), .why = purpose::own_file},
                                    format_id(amina.id), next_key(),
                                    {.about = "appointment:" + format_id(random_id()), .answer = help_answer::yes}));
  auto const asked = get("amina", kOwn);
  EXPECT_TRUE(asked.says("Did this help you?"));
  EXPECT_FALSE(press("amina", asked, kHelp, {{"answer", "left"}}).says("Did this help you?"));
}

FOOTHOLD_BOTH_ENGINES(desk_after);

}  // namespace
}  // namespace foothold
