#include "service/follow_ups.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/installations.h"
#include "service/reminding.h"
#include "store/reminders.h"

namespace foothold {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class follow_ups_test : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (!IsSkipped()) {
      amina = add_person("Amina");
    }
  }
  void close_on(date const day) {
    amina.state = case_state::closed;
    amina.closed_on = day;
    put([&](transaction& t) { return change(t, amina).has_value(); });
  }
  void done_at(organisation_record const& by, date const day, std::optional<std::string> outcome = std::nullopt) {
    put([&](transaction& t) {
      auto r = referral_record{.id = new_id<decltype(referral_record::id)>(),
                               .person = amina.id,
                               .from_organisation = municipality.id,
                               .to_organisation = by.id,
                               .offer = "course",
                               .state = referral_state::done,
                               .sent_at = instant{day},
                               .answer_by = day,
                               .answered_at = instant{day},
                               .outcome = std::move(outcome)};
      return add(t, r).has_value();
    });
  }
  // Runs the program's day on each of so many days, twice.
  void live(int const how_long) {
    for (auto i = 0; i != how_long; ++i) {
      for (auto twice = 0; twice != 2; ++twice) {
        auto const done = remind(*at_work);
        ASSERT_TRUE(done) << done.error().message;
      }
      clock.advance(std::chrono::hours{24});
    }
  }
  template <typename Record>
  std::vector<Record> rows() {
    auto out = std::vector<Record>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      return list_by<Record>(s, "person", amina.id).map([&](auto part) { out = std::move(part.rows); });
    }));
    return out;
  }
  std::vector<std::string> asked() {
    auto all = std::vector<std::string>{};
    for (auto const& f : rows<follow_up_record>()) {
      all.push_back(f.kind + " " + format_date(f.due_on));
    }
    return all;
  }
  static std::string on(std::string const& kind, date const day) { return kind + " " + format_date(day); }

  person_record amina;
};

// REQ H3
TEST_P(follow_ups_test, a_closed_case_is_asked_about_at_its_end_after_28_days_and_after_6_and_12_months) {
  close_on(kFirstDay);
  live(2);
  EXPECT_THAT(asked(), ElementsAre(on("exit", kFirstDay)));
  live(27);
  EXPECT_THAT(asked(), UnorderedElementsAre(on("exit", kFirstDay), on("day_28", kFirstDay + days{28})));
  clock.advance(std::chrono::hours{24 * 160});
  live(1);
  clock.advance(std::chrono::hours{24 * 180});
  live(1);
  EXPECT_THAT(asked(),
              UnorderedElementsAre(on("exit", kFirstDay), on("day_28", kFirstDay + days{28}),
                                   on("month_6", add_months(kFirstDay, 6)), on("month_12", add_months(kFirstDay, 12))));
  auto const tasks = rows<task_record>();
  EXPECT_EQ(tasks.size(), 4U) << "one task for each";
  for (auto const& f : rows<follow_up_record>()) {
    EXPECT_EQ(std::ranges::count(tasks, std::optional{origin_of_task(f)}, &task_record::origin), 1);
    EXPECT_FALSE(f.done_on);
    EXPECT_EQ(f.outcome, "") << "nothing is guessed";
  }
  for (auto const& t : tasks) {
    EXPECT_EQ(t.assignee, worker.id);
    EXPECT_EQ(t.kind, "follow_up");
  }
}

// REQ H3
TEST_P(follow_ups_test, after_a_course_or_a_placement_it_is_asked_too_but_not_twice_within_four_weeks) {
  done_at(school, kFirstDay);
  close_on(kFirstDay + days{5});
  live(40);
  EXPECT_THAT(asked(), UnorderedElementsAre(on("exit", kFirstDay + days{5}), on("day_28", kFirstDay + days{28})));
  EXPECT_EQ(rows<follow_up_record>().size(), 2U);
}

TEST_P(follow_ups_test, what_was_given_back_or_went_to_an_office_is_no_end_and_old_ends_are_left_alone) {
  auto const other = organisation_record{.id = new_id<organisation_id>(), .name = "Other", .kind = "municipality"};
  put([&](transaction& t) {
    auto o = other;
    return add(t, o).has_value();
  });
  done_at(school, kFirstDay, std::string{kGivenBack});
  done_at(other, kFirstDay);
  done_at(school, kFirstDay - days{70});
  live(35);
  EXPECT_THAT(asked(), IsEmpty());
}

TEST_P(follow_ups_test, a_case_that_is_open_again_is_not_asked_about_any_more) {
  close_on(kFirstDay);
  live(1);
  amina = *found<person_record>(amina.id);
  amina.state = case_state::open;
  amina.closed_on.reset();
  put([&](transaction& t) { return change(t, amina).has_value(); });
  live(40);
  EXPECT_THAT(asked(), ElementsAre(on("exit", kFirstDay)));
}

// REQ H3
TEST_P(follow_ups_test, who_was_not_reached_is_noted_as_that_and_the_task_is_closed) {
  close_on(kFirstDay);
  live(1);
  auto const f = rows<follow_up_record>().at(0);
  auto const by = caller{.by = acting(worker), .why = purpose::counselling};
  auto const note = [&](std::string const& outcome, std::int64_t const version) {
    return record_follow_up(at_work->cases(), by, format_id(amina.id), next_key(), format_id(f.id), version,
                            {.outcome = outcome, .words = "", .on = kFirstDay + days{1}});
  };
  EXPECT_EQ(note("gone", 1).error().code, errc::bad_input);
  ASSERT_TRUE(note("not_reached", 1));
  EXPECT_EQ(note("looking", 2).error().code, errc::conflict);
  auto const noted = rows<follow_up_record>().at(0);
  EXPECT_EQ(noted.outcome, "not_reached");
  EXPECT_EQ(noted.done_on, kFirstDay + days{1});
  EXPECT_EQ(rows<task_record>().at(0).state, task_state::done);
}

FOOTHOLD_BOTH_ENGINES(follow_ups_test);

}  // namespace
}  // namespace foothold
