#include <gmock/gmock.h>

#include "desk/desk_world.h"
#include "store/versions.h"

namespace foothold {
namespace {

class desk_mine : public desk_world {
protected:
  void SetUp() override {
    desk_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    amina = add_person("Amina");
    let_in("amina", acting(amina));
  }
  plan_record add_a_plan() {
    auto p = plan_record{.person = amina.id, .made_by = format_id(worker.id), .engine = "e", .content = "{}"};
    put([&](transaction& t) { return add_plan(t, p).has_value(); });
    return p;
  }
  std::size_t answers_to(plan_record const& p) {
    auto n = std::size_t{0U};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      return list_by<plan_answer_record>(s, "plan", p.id).map([&](auto const& part) { n = part.rows.size(); });
    }));
    return n;
  }
  person_record amina;
};

// REQ E7
TEST_P(desk_mine, a_plan_is_active_only_by_the_persons_own_yes) {
  auto const plan = add_a_plan();
  auto const place = "/en/my-data/plans/" + format_id(plan.id) + "/answer";
  EXPECT_TRUE(get("worker", case_of(amina)).says("waits for the person"));
  for (auto const* const other : {"worker", "boss", "colleague", "teacher", "officer"}) {
    auto const tried =
        post(other, place, {{"answer", "yes"}, {"key", "1"}, {"form_token", "token of " + std::string{other}}});
    EXPECT_EQ(answers_to(plan), 0U) << other;
    static_cast<void>(tried);
  }
  // Not by another door either.
  for (auto const& [name, who] : people) {
    if (name == "amina") {
      continue;
    }
    auto const* const table = find_record_table("plan_answers");
    auto given = given_fields(table->fields.size());
    given[*table->at("answer")] = cell{std::string{"yes"}};
    for (auto const why : {purpose::counselling, purpose::planning, purpose::supervision, purpose::own_file}) {
      EXPECT_FALSE(add_row(at_work->cases(), {.by = who.who, .why = why}, action::add,
                           {.table = table,
                            .of = {.sort = kind::person, .subject = format_id(amina.id)},
                            .by = "plan",
                            .owner = format_id(plan.id)},
                           next_key(), format_id(random_id()), given))
          << name << " " << word(why);
    }
  }
  EXPECT_EQ(answers_to(plan), 0U);
  auto const done = press("amina", get("amina", "/en/my-data"), place, {{"answer", "yes"}});
  EXPECT_TRUE(done.says("active: the person said yes"));
  EXPECT_TRUE(get("worker", case_of(amina)).says("active: the person said yes"));
  // A newer plan changes nothing before the person says so.
  auto const newer = add_a_plan();
  EXPECT_TRUE(get("worker", case_of(amina)).says("active: the person said yes"));
  press("amina", get("amina", "/en/my-data"), "/en/my-data/plans/" + format_id(newer.id) + "/answer",
        {{"answer", "yes"}});
  EXPECT_TRUE(get("worker", case_of(amina)).says("a newer plan took its place"));
}

// REQ E7
TEST_P(desk_mine, everything_held_is_shown_with_who_looked_and_why) {
  put([&](transaction& t) {
    auto c = contact_record{.id = new_id<decltype(contact_record::id)>(),
                            .person = amina.id,
                            .channel = "phone",
                            .address = "0151 000",
                            .safe = "always"};
    return add(t, c).has_value();
  });
  get("worker", case_of(amina));
  get("teacher", "/en/received/" + format_id(amina.id));
  auto const page = get("amina", "/en/my-data");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.says("0151 000"));
  EXPECT_TRUE(page.says("caseworker"));
  EXPECT_TRUE(page.says("for counselling"));
  EXPECT_TRUE(page.says("refused"));
  EXPECT_EQ(get("amina", "/en/my-data/file.json").html, "json of " + format_id(amina.id));
  EXPECT_EQ(get("amina", "/en/my-data/file.pdf").html, "paper of " + format_id(amina.id));
  EXPECT_EQ(get("worker", "/en/my-data").status, 404);
}

TEST_P(desk_mine, what_one_told_one_mends_and_what_others_tested_not) {
  auto told = contact_record{.id = new_id<decltype(contact_record::id)>(),
                             .person = amina.id,
                             .channel = "phone",
                             .address = "0151 000",
                             .safe = "always"};
  auto tested = language_record{.id = new_id<decltype(language_record::id)>(),
                                .person = amina.id,
                                .language = "de",
                                .level = "b1",
                                .evidence = evidence_level::tested};
  put([&](transaction& t) { return add(t, told).has_value() && add(t, tested).has_value(); });
  auto const place = "/en/my-data/entries/contacts/" + format_id(told.id);
  auto const done = press("amina", get("amina", place), place, {{"address", "0151 111"}});
  EXPECT_TRUE(done.says("It is corrected."));
  EXPECT_TRUE(done.says("0151 111"));
  EXPECT_EQ(found<contact_record>(told.id)->safe, "always");
  EXPECT_EQ(get("amina", "/en/my-data/entries/languages/" + format_id(tested.id)).status, 404);
  EXPECT_EQ(get("worker", place).status, 404);
  EXPECT_EQ(get("amina", "/en/my-data/entries/persons/" + format_id(amina.id)).status, 404);
}

TEST_P(desk_mine, erasure_takes_two_steps_and_says_what_the_law_keeps) {
  auto const form = get("amina", "/en/my-data/erasure");
  EXPECT_TRUE(form.says("By law this stays"));
  auto const unsure = press("amina", form, "/en/my-data/erasure");
  EXPECT_EQ(unsure.status, 422);
  EXPECT_TRUE(found<person_record>(amina.id));
  auto const done = press("amina", unsure, "/en/my-data/erasure", {{"sure", "yes"}});
  EXPECT_TRUE(done.says("Everything is erased"));
  EXPECT_FALSE(found<person_record>(amina.id));
  EXPECT_EQ(get("worker", case_of(amina)).status, 404);
}

FOOTHOLD_BOTH_ENGINES(desk_mine);

}  // namespace
}  // namespace foothold
