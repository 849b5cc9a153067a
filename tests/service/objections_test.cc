// A person objects to a decision, and another human answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/casework.h"
#include "service/installations.h"

namespace foothold {
namespace {

class objections_test : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    amina = add_person("Amina");
    lead = staff_of(municipality, "lead");
    decision = {.id = new_id<decision_id>(),
                .person = amina.id,
                .at = instant{kFirstDay},
                .function = "allocation",
                .outcome = "negative",
                .decided_by = worker.id,
                .reason = "no place is left"};
    put([&](transaction& t) { return add(t, lead) && add(t, decision); });
  }

  row_place place() const {
    return {.table = find_record_table("objections"),
            .of = {.sort = kind::person, .subject = format_id(amina.id)},
            .by = "person",
            .owner = format_id(amina.id)};
  }
  result<written_row> object(actor const& by, purpose const why, std::string const& to) {
    auto const where = place();
    auto given = given_fields(where.table->fields.size());
    given[*where.table->at("decision")] = cell{to};
    given[*where.table->at("words")] = cell{std::string{"I was ill that week"}};
    return add_row(at_work->cases(), {.by = by, .why = why}, action::add, where, next_key(), format_id(random_id()),
                   given);
  }
  result<written_row> answer(actor by, purpose const why, std::string const& id,
                             std::string const& reason = "Seen again") {
    by.has = all_of<flag>();
    return answer_objection(at_work->cases(), {.by = std::move(by), .why = why}, place(), next_key(), id, 1,
                            {.changed = true, .reason = reason});
  }
  objection_record stored(std::string const& id) {
    auto out = objection_record{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      return find<objection_record>(s, *parse_id_as<objection_id>(id)).map([&](auto r) { out = std::move(r); });
    }));
    return out;
  }
  std::vector<std::string> told() {
    auto out = std::vector<std::string>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
      for (auto const& e : published_after(s, {}, 1000)) {
        out.push_back(e.topic + " " + e.subject);
      }
      return {};
    }));
    return out;
  }
  result<change_answer> by_hand(std::function<result<void>(transaction&)> const& work) {
    return store_for_tests::write(at_work->cases(), {.actor = "hand", .name = "hand"}, next_key(),
                                  [&](transaction& t) { return work(t).map([] { return std::string{}; }); });
  }

  person_record amina;
  staff_record lead;
  decision_record decision;
};

// REQ H7
TEST_P(objections_test, the_person_objects_and_a_second_human_answers) {
  auto const made = object(acting(amina), purpose::own_file, format_id(decision.id));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(stored(made->id).state, objection_state::open);
  EXPECT_EQ(stored(made->id).writer, format_id(amina.id));
  EXPECT_THAT(told(), testing::Not(testing::Contains("owed.tell_person " + format_id(amina.id))));
  auto const done = answer(acting(lead), purpose::supervision, made->id);
  ASSERT_TRUE(done) << done.error().message;
  auto const o = stored(made->id);
  EXPECT_EQ(o.state, objection_state::changed);
  EXPECT_EQ(o.answered_by, lead.id);
  EXPECT_EQ(o.reason, "Seen again");
  EXPECT_TRUE(o.answered_at.has_value());
  EXPECT_THAT(told(), testing::Contains("owed.tell_person " + format_id(amina.id)));
  // Once is once.
  auto again = caller{.by = acting(lead), .why = purpose::supervision};
  again.by.has = all_of<flag>();
  EXPECT_EQ(answer_objection(at_work->cases(), again, place(), next_key(), made->id, 2, {.reason = "x"}).error().code,
            errc::conflict);
}

// REQ H7
TEST_P(objections_test, nobody_answers_for_their_own_decision) {
  auto const made = object(acting(amina), purpose::own_file, format_id(decision.id));
  ASSERT_TRUE(made);
  auto const own = answer(acting(worker), purpose::counselling, made->id);
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().code, errc::bad_input);
  EXPECT_EQ(answer(acting(amina), purpose::own_file, made->id).error().code, errc::not_found);
  EXPECT_EQ(answer(acting(teacher), purpose::teaching, made->id).error().code, errc::not_found);
  EXPECT_EQ(answer(acting(lead), purpose::supervision, made->id, "").error().code, errc::bad_input);
  EXPECT_EQ(stored(made->id).state, objection_state::open);
}

// The database refuses it too, whoever asks.
// REQ H7
TEST_P(objections_test, the_tables_hold_the_second_human_a_reason_and_what_was_said) {
  auto const made = object(acting(amina), purpose::own_file, format_id(decision.id));
  ASSERT_TRUE(made);
  auto const change_to = [&](auto const& edit) {
    return by_hand([&](transaction& t) {
      auto o = stored(made->id);
      edit(o);
      return change(t, o);
    });
  };
  auto const answered = [&](objection_record& o, std::optional<staff_id> const& by) {
    o.state = objection_state::upheld;
    o.answered_by = by;
    o.answered_at = instant{kFirstDay};
    o.reason = "because";
  };
  EXPECT_FALSE(change_to([&](auto& o) { answered(o, worker.id); }));
  EXPECT_FALSE(change_to([&](auto& o) { answered(o, std::nullopt); }));
  EXPECT_FALSE(change_to([&](auto& o) { answered(o, lead.id), o.reason.reset(); }));
  EXPECT_FALSE(change_to([&](auto& o) { o.writer = "somebody else"; }));
  EXPECT_FALSE(by_hand([&](transaction& t) {
    auto o = stored(made->id);
    o.id = new_id<objection_id>();
    answered(o, worker.id);
    return add(t, o);
  }));
  ASSERT_TRUE(change_to([&](auto& o) { answered(o, lead.id); }));
  EXPECT_FALSE(change_to([&](auto& o) { o.state = objection_state::open; }));
  // A negative outcome without a human is as impossible after an objection as before.
  EXPECT_FALSE(by_hand([&](transaction& t) {
    auto d = decision;
    d.id = new_id<decision_id>();
    d.decided_by.reset();
    return add(t, d);
  }));
}

TEST_P(objections_test, only_to_a_decision_of_the_own_file) {
  auto const other = add_person("Other");
  auto theirs = decision;
  theirs.id = new_id<decision_id>();
  theirs.person = other.id;
  put([&](transaction& t) { return add(t, theirs).has_value(); });
  EXPECT_EQ(object(acting(amina), purpose::own_file, format_id(theirs.id)).error().code, errc::bad_input);
  EXPECT_EQ(object(acting(other), purpose::own_file, format_id(decision.id)).error().code, errc::not_found);
}

FOOTHOLD_BOTH_ENGINES(objections_test);

}  // namespace
}  // namespace foothold
