#include <gmock/gmock.h>

#include "desk/desk_world.h"

namespace foothold {
namespace {

class desk_messages : public desk_world {
protected:
  void SetUp() override {
    desk_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    amina = add_person("Amina");
    let_in("amina", acting(amina));
    worker.name = "Walburga";
    put([&](transaction& t) { return change(t, worker).has_value(); });
  }
  shown_page write(std::string const& text) { return press("amina", get("amina", kOwn), kOwn, {{"words", text}}); }
  shown_page answer(std::string const& text) {
    return press("worker", get("worker", thread()), thread(), {{"words", text}});
  }
  [[nodiscard]] std::string thread() const { return case_of(amina, "/messages"); }

  static constexpr auto kOwn = "/en/my-messages";
  person_record amina;
};

// REQ E6
TEST_P(desk_messages, a_person_begins_sees_that_it_was_read_and_gets_an_answer) {
  EXPECT_TRUE(get("worker", "/en/home").says("Nobody waits for an answer."));
  auto const sent = write("When does my course begin?");
  EXPECT_TRUE(sent.says("The message was sent."));
  EXPECT_TRUE(sent.says("not read yet"));
  EXPECT_FALSE(sent.says(words->find("en")->say("press.undo"))) << "what was sent stays";

  clock.advance(std::chrono::hours{72});
  auto const start = get("worker", "/en/home");
  EXPECT_TRUE(start.says("waits for 3 days"));
  EXPECT_TRUE(start.says(thread()));
  EXPECT_FALSE(get("boss", "/en/home").says("waits for 3 days")) << "of the own cases only";
  EXPECT_TRUE(get("worker", case_of(amina)).says("When does my course begin?"));
  auto const seen = get("worker", thread());
  EXPECT_TRUE(seen.says("When does my course begin?"));
  EXPECT_TRUE(get("amina", kOwn).says("not read yet")) << "looking is not reading";

  auto const read = press("worker", seen, thread() + "/read");
  EXPECT_TRUE(read.says("The messages count as read."));
  auto const own = get("amina", kOwn);
  EXPECT_TRUE(own.says("read on"));
  EXPECT_FALSE(own.says("not read yet"));
  EXPECT_TRUE(get("worker", "/en/home").says("waits for 3 days")) << "read is not answered";

  EXPECT_TRUE(answer("On Monday at nine").says("The message was sent."));
  EXPECT_TRUE(get("worker", "/en/home").says("Nobody waits for an answer."));
  auto const answered = get("amina", kOwn);
  EXPECT_TRUE(answered.says("On Monday at nine"));
  EXPECT_TRUE(answered.says("caseworker, Office"));
  EXPECT_FALSE(answered.says("Walburga"));
  press("amina", answered, std::string{kOwn} + "/read");
  EXPECT_FALSE(get("amina", kOwn).says("There are new messages"));
}

// REQ E6
TEST_P(desk_messages, an_answer_reads_what_came_before_it_and_three_answers_tell_how_soon) {
  for (auto const days_later : {1, 4, 2}) {
    write("A question");
    EXPECT_FALSE(get("amina", kOwn).says("answers of the office"));
    clock.advance(std::chrono::hours{24 * days_later});
    answer("An answer");
    EXPECT_FALSE(get("amina", kOwn).says("not read yet"));
    clock.advance(std::chrono::hours{1});
  }
  EXPECT_TRUE(get("amina", kOwn).says("Of the last 3 answers of the office to you, at least half came within 2 days."));
}

TEST_P(desk_messages, html_in_a_message_is_text) {
  write("<script>alert(1)</script>&amp;");
  for (auto const& page : {get("amina", kOwn), get("worker", thread()), get("worker", case_of(amina))}) {
    EXPECT_FALSE(page.says("<script>alert"));
    EXPECT_TRUE(page.says("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"));
  }
}

// REQ E6
TEST_P(desk_messages, a_ready_sentence_stands_in_both_languages) {
  auto const place = "/de/cases/" + format_id(amina.id) + "/messages";
  auto const sent = press("worker", get("worker", place), place, {{"phrase", "bring_permit"}});
  EXPECT_TRUE(sent.says("Bitte bringen Sie Ihren Aufenthaltstitel mit."));
  auto const read = get("amina", "/ar/my-messages");
  EXPECT_TRUE(read.says("أحضر من فضلك تصريح إقامتك."));
  EXPECT_TRUE(read.says("Deutsch"));
  EXPECT_TRUE(read.says("Bitte bringen Sie Ihren Aufenthaltstitel mit."));
  auto const own_words = press("worker", sent, place, {{"words", "phrase:bring_permit"}});
  EXPECT_TRUE(get("amina", "/ar/my-messages").says("phrase:bring_permit")) << "own words are never a ready sentence";
  auto const none = press("worker", own_words, place, {{"phrase", "be_quiet"}});
  EXPECT_TRUE(none.says("class=\"told bad\""));
}

TEST_P(desk_messages, what_seems_to_tell_of_health_is_asked_about_before_it_is_sent) {
  auto const place = thread();
  auto const asked = press("worker", get("worker", place), place, {{"words", "About your diabetes"}});
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(asked.says("It is not sent yet."));
  EXPECT_TRUE(asked.says("About your diabetes"));
  EXPECT_FALSE(get("amina", kOwn).says("diabetes"));
  auto const sent = press("worker", asked, place, {{"words", "About your diabetes"}, {"sure", "yes"}});
  EXPECT_TRUE(sent.says("The message was sent."));
  EXPECT_TRUE(get("amina", kOwn).says("diabetes"));
  EXPECT_TRUE(write("I have diabetes").says("The message was sent.")) << "people tell of themselves what they want";
}

TEST_P(desk_messages, the_same_press_twice_is_one_message) {
  auto const form = http::fields{{"words", "Once"}, {"key", "k"}, {"form_token", "token of amina"}};
  EXPECT_EQ(post("amina", kOwn, form).status, 303);
  EXPECT_EQ(post("amina", kOwn, form).status, 303);
  auto const page = get("amina", kOwn);
  EXPECT_EQ(page.html.find(">Once<"), page.html.rfind(">Once<"));
}

// REQ E6
TEST_P(desk_messages, a_thread_is_there_for_its_two_sides_alone) {
  write("Between us");
  auto const zarif = add_person("Zarif");
  let_in("zarif", acting(zarif));
  EXPECT_FALSE(get("zarif", kOwn).says("Between us"));

  auto const firm = organisation_record{.id = new_id<organisation_id>(), .name = "Firm", .kind = "employer"};
  auto const buyer = staff_of(firm, "employer");
  put([&](transaction& t) {
    auto f = firm;
    auto b = buyer;
    return add(t, f) && add(t, b);
  });
  let_in("buyer", acting(buyer), flag::vetted);
  // With everything permitted and the referral accepted, there are still no messages.
  for (auto const& [to, why] : {std::pair{firm.id, "matching"}, std::pair{school.id, "teaching"}}) {
    put([&](transaction& t) {
      auto p = permission_record{.id = new_id<permission_id>(),
                                 .person = amina.id,
                                 .organisation = to,
                                 .purpose = why,
                                 .fields = words_in(all_of<category>(), "|"),
                                 .given_on = kFirstDay,
                                 .until_on = kFirstDay + days{100}};
      auto r = referral_record{.id = new_id<decltype(referral_record::id)>(),
                               .person = amina.id,
                               .from_organisation = municipality.id,
                               .to_organisation = to,
                               .state = referral_state::accepted,
                               .sent_at = t.now(),
                               .answer_by = kFirstDay + days{14}};
      return add(t, p) && add(t, r);
    });
  }
  for (auto const* const other : {"colleague", "boss", "teacher", "buyer", "officer", "zarif"}) {
    EXPECT_EQ(get(other, thread()).status, 404) << other;
    EXPECT_FALSE(get(other, case_of(amina)).says("Between us")) << other;
    EXPECT_FALSE(get(other, "/en/received/" + format_id(amina.id)).says("Between us")) << other;
    EXPECT_FALSE(get(other, kOwn).says("Between us")) << other;
    auto const& who = people.at(other).who;
    for (auto const why : {purpose::counselling, purpose::matching, purpose::teaching, purpose::own_file}) {
      EXPECT_FALSE(list_rows(at_work->cases(), {.by = who, .why = why},
                             {.table = find_record_table("messages"),
                              .of = {.sort = kind::person, .subject = format_id(amina.id)},
                              .by = "person",
                              .owner = format_id(amina.id)},
                             "", 10))
          << other << " " << word(why);
    }
    auto const token = "token of " + std::string{other};
    post(other, thread(), {{"words", "Let me in"}, {"key", "1"}, {"form_token", token}});
    post(other, thread() + "/read", {{"key", "2"}, {"form_token", token}});
    post(other, kOwn, {{"words", "Let me in"}, {"key", "3"}, {"form_token", token}});
  }
  auto const own = get("amina", kOwn);
  EXPECT_TRUE(own.says("Between us"));
  EXPECT_TRUE(own.says("not read yet"));
  EXPECT_FALSE(own.says("Let me in"));
  EXPECT_EQ(get("worker", kOwn).status, 404);
}

FOOTHOLD_BOTH_ENGINES(desk_messages);

}  // namespace
}  // namespace foothold
