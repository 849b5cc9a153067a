#include <gmock/gmock.h>

#include "desk/desk_world.h"
#include "service/reminding.h"

namespace foothold {
namespace {

class desk_referral : public desk_world {
protected:
  void SetUp() override {
    desk_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    amina = add_person("Amina");
    let_in("amina", acting(amina));
    put([&](transaction& t) {
      auto l = language_record{
          .id = new_id<decltype(language_record::id)>(), .person = amina.id, .language = "de", .level = "b1"};
      auto p =
          paper_record{.id = new_id<paper_id>(), .person = amina.id, .kind = "Residence permit", .state = "original"};
      return add(t, l).has_value() && add(t, p).has_value();
    });
  }

  [[nodiscard]] http::fields terms(std::vector<std::string> const& fields) const {
    auto form = http::fields{
        {"why", "A course in the morning"}, {"offer", "German B2"}, {"until", format_date(kFirstDay + days{60})}};
    for (auto const& f : fields) {
      form.push_back({"fields", f});
    }
    return form;
  }
  static http::fields yes() { return {{"asked", "in_person"}, {"language", "ar"}, {"agreed", "yes"}}; }

  shown_page review(std::vector<std::string> const& fields) {
    auto const form = get("worker", case_of(amina, "/referral?to=" + format_id(school.id)));
    return press("worker", form, case_of(amina, "/referral/review"), terms(fields));
  }
  shown_page send(std::vector<std::string> const& fields) {
    return press("worker", review(fields), case_of(amina, "/referral/sending"), yes());
  }
  [[nodiscard]] std::string received() const { return "/en/received/" + format_id(amina.id); }

  std::vector<referral_record> referrals() {
    auto list = std::vector<referral_record>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      return list_by<referral_record>(s, "person", amina.id).map([&](auto const& part) { list = part.rows; });
    }));
    return list;
  }
  std::vector<task_record> tasks() {
    auto list = std::vector<task_record>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      return list_by<task_record>(s, "person", amina.id).map([&](auto const& part) { list = part.rows; });
    }));
    return list;
  }

  person_record amina;
};

// REQ A1
TEST_P(desk_referral, it_is_shown_first_then_sent_answered_and_seen_by_all_three) {
  auto const shown = review({"identity", "skills", "contact"});
  EXPECT_TRUE(shown.says("This is what they would see"));
  EXPECT_TRUE(shown.says("A course in the morning"));
  EXPECT_TRUE(shown.says("de b1"));
  EXPECT_FALSE(shown.says("Residence permit"));
  EXPECT_THAT(referrals(), testing::IsEmpty()) << "nothing is sent by looking";
  EXPECT_EQ(get("teacher", received()).status, 404);

  auto const sent = press("worker", shown, case_of(amina, "/referral/sending"), yes());
  EXPECT_TRUE(sent.says("The referral was sent.")) << sent.status;
  EXPECT_TRUE(sent.says("School"));

  auto const list = get("teacher", "/en/received");
  EXPECT_TRUE(list.says("A course in the morning"));
  EXPECT_FALSE(list.says("Amina")) << "who it is, is seen by who accepts";
  auto const file = get("teacher", received());
  EXPECT_TRUE(file.says("de b1"));
  EXPECT_FALSE(file.says("Amina"));
  EXPECT_FALSE(file.says("Residence permit"));
  auto const accepted = press("teacher", file, received() + "/answer", {{"reply", "accept"}});
  EXPECT_TRUE(accepted.says("Amina"));

  EXPECT_TRUE(get("worker", case_of(amina)).says("accepted"));
  auto const own = get("amina", "/en/my-data");
  EXPECT_TRUE(own.says("A course in the morning"));
  EXPECT_TRUE(own.says("provider, ")) << "who looked";
  EXPECT_TRUE(own.says("School"));

  auto const done = press("teacher", accepted, received() + "/answer", {{"reply", "finish"}});
  EXPECT_TRUE(done.says("Your answer was sent"));
  EXPECT_EQ(get("teacher", received()).status, 404) << "over: nothing more is seen";
}

TEST_P(desk_referral, without_the_persons_yes_nothing_is_sent) {
  auto const shown = review({"identity", "skills"});
  auto const no =
      press("worker", shown, case_of(amina, "/referral/sending"), {{"asked", "in_person"}, {"language", "ar"}});
  EXPECT_EQ(no.status, 422);
  EXPECT_TRUE(no.says("nothing is sent"));
  EXPECT_THAT(referrals(), testing::IsEmpty());
  auto const nothing = review({});
  EXPECT_TRUE(nothing.says("Choose at least one."));
}

TEST_P(desk_referral, a_no_needs_a_reason_and_comes_back_to_the_sender) {
  send({"skills"});
  auto const file = get("teacher", received());
  EXPECT_TRUE(press("teacher", file, received() + "/answer", {{"reply", "decline"}}).says("Something is missing"));
  EXPECT_EQ(referrals().front().state, referral_state::pending);
  press("teacher", get("teacher", received()), received() + "/answer",
        {{"reply", "decline"}, {"reason", "The course is full"}});
  EXPECT_EQ(referrals().front().state, referral_state::rejected);
  auto const today = get("worker", "/en/home");
  EXPECT_TRUE(today.says("Referrals that came back"));
  EXPECT_TRUE(today.says("The course is full"));
}

TEST_P(desk_referral, who_received_somebody_cannot_pass_them_on) {
  send({"identity", "skills"});
  press("teacher", get("teacher", received()), received() + "/answer", {{"reply", "accept"}});
  EXPECT_EQ(get("teacher", case_of(amina, "/referral")).status, 404);
  auto form = terms({"skills"});
  for (auto const& f : yes()) {
    form.push_back(f);
  }
  form.push_back({"to", format_id(municipality.id)});
  form.push_back({"key", "1"});
  form.push_back({"form_token", "token of teacher"});
  EXPECT_EQ(post("teacher", case_of(amina, "/referral/sending"), form).status, 404);
  EXPECT_EQ(referrals().size(), 1U);
}

TEST_P(desk_referral, a_permission_taken_back_ends_the_look_at_once) {
  send({"identity", "skills"});
  press("teacher", get("teacher", received()), received() + "/answer", {{"reply", "accept"}});
  EXPECT_EQ(get("teacher", received()).status, 200);
  auto const own = get("amina", "/en/my-data");
  auto const done = press("amina", own, address(own, "/en/my-data/permissions/"));
  EXPECT_TRUE(done.says("You lose no help because of it."));
  EXPECT_EQ(get("teacher", received()).status, 404);
  EXPECT_FALSE(get("teacher", "/en/received").says("A course in the morning"));
}

// REQ A2
TEST_P(desk_referral, silence_of_fourteen_days_comes_back_as_exactly_one_task) {
  send({"skills"});
  auto const waits = [&] { return referrals().front().state == referral_state::pending; };
  for (auto day = 0; day != 14; ++day) {
    ASSERT_TRUE(remind(*at_work));
    EXPECT_TRUE(waits()) << day;
    EXPECT_THAT(tasks(), testing::IsEmpty()) << day;
    clock.advance(std::chrono::hours{24});
  }
  for (auto day = 0; day != 3; ++day) {
    ASSERT_TRUE(remind(*at_work));
    ASSERT_EQ(tasks().size(), 1U) << day;
    clock.advance(std::chrono::hours{24});
  }
  EXPECT_EQ(referrals().front().state, referral_state::void_);
  auto const task = tasks().front();
  EXPECT_EQ(task.kind, "referral_silent");
  EXPECT_EQ(task.assignee, worker.id);
  EXPECT_EQ(task.due_on, kFirstDay + days{14 + 3});
  EXPECT_TRUE(get("worker", "/en/home").says("Nobody answered the referral"));
  EXPECT_EQ(get("teacher", received()).status, 404);
}

TEST_P(desk_referral, an_answer_in_time_makes_no_task) {
  send({"skills"});
  press("teacher", get("teacher", received()), received() + "/answer", {{"reply", "accept"}});
  clock.advance(std::chrono::hours{24 * 20});
  ASSERT_TRUE(remind(*at_work));
  EXPECT_THAT(tasks(), testing::IsEmpty());
  EXPECT_EQ(referrals().front().state, referral_state::accepted);
}

FOOTHOLD_BOTH_ENGINES(desk_referral);

}  // namespace
}  // namespace foothold
