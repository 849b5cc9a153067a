// Outbox, jobs, versions and reminders.

#include <gtest/gtest.h>

#include "store/jobs.h"
#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/person_records.h"
#include "store/reminders.h"
#include "store/stores.h"
#include "store/versions.h"

namespace foothold {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class ledger_test : public on_both_stores {
protected:
  // A person with an office and a caseworker.
  person_record a_person() {
    auto o = organisation_record{.id = new_id<organisation_id>(), .name = "Office"};
    auto s = staff_record{.id = new_id<staff_id>(), .organisation = o.id, .name = "S", .role = "caseworker"};
    auto p = person_record{.id = new_id<person_id>(),
                           .organisation = o.id,
                           .caseworker = s.id,
                           .local_number = format_id(random_id()),
                           .name = "P"};
    EXPECT_EQ(write_rows([&](transaction& t) {
                return add(t, o).and_then([&] { return add(t, s); }).and_then([&] { return add(t, p); });
              }),
              "");
    return p;
  }

  std::optional<job> take(std::string const& owner, seconds const lease = seconds{60}) {
    auto taken = std::optional<job>{};
    EXPECT_EQ(write_rows([&](transaction& t) -> result<void> {
                taken = take_job(t, "kind", owner, lease);
                return {};
              }),
              "");
    return taken;
  }

  void put_job(std::string const& payload, instant const run_at, job_id const id = new_id<job_id>()) {
    EXPECT_EQ(write_rows([&](transaction& t) -> result<void> {
                add_job(t, id, "kind", payload, run_at);
                return {};
              }),
              "");
  }

  instant now() { return std::chrono::floor<std::chrono::microseconds>(clock.now()); }
};

TEST_P(ledger_test, a_reader_of_the_outbox_sees_every_entry_once_and_in_order) {
  for (auto i = 0; i != 7; ++i) {
    ASSERT_EQ(write_rows([&](transaction& t) -> result<void> {
                publish(t, "topic", "subject", std::to_string(i));
                return {};
              }),
              "");
  }
  auto seen = std::string{};
  auto place = outbox_place{};
  for (auto turn = 0; turn != 5; ++turn) {
    ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      for (auto const& e : published_after(s, place, 3)) {
        seen += e.body;
        place = e.place;
      }
      return {};
    }));
  }
  EXPECT_EQ(seen, "0123456");
}

TEST_P(ledger_test, a_job_is_held_by_one_worker_and_comes_back_when_the_lease_is_over) {
  put_job("p", now());
  auto const first = take("one");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->payload, "p");
  EXPECT_EQ(first->attempt, 1);
  EXPECT_FALSE(take("two"));
  clock.advance(seconds{61});
  auto const second = take("two");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->attempt, 2);
  // The first worker wakes up and is told that its work no longer counts.
  EXPECT_EQ(write_rows([&](transaction& t) { return finish_job(t, *first); }),
            "this job is no longer held by this worker");
  EXPECT_EQ(write_rows([&](transaction& t) { return prolong_job(t, *first, seconds{60}); }),
            "this job is no longer held by this worker");
  EXPECT_EQ(write_rows([&](transaction& t) { return finish_job(t, *second); }), "");
  clock.advance(hours{24});
  EXPECT_FALSE(take("three"));
}

TEST_P(ledger_test, a_lease_that_is_prolonged_holds) {
  put_job("p", now());
  auto const mine = take("one");
  clock.advance(seconds{50});
  ASSERT_EQ(write_rows([&](transaction& t) { return prolong_job(t, *mine, seconds{60}); }), "");
  clock.advance(seconds{50});
  EXPECT_FALSE(take("two"));
}

TEST_P(ledger_test, jobs_come_in_the_order_of_their_time_and_not_before_it) {
  put_job("later", now() + hours{2});
  put_job("second", now() + seconds{1});
  put_job("first", now());
  clock.advance(hours{1});
  EXPECT_EQ(take("w")->payload, "first");
  EXPECT_EQ(take("w")->payload, "second");
  EXPECT_FALSE(take("w"));
}

TEST_P(ledger_test, the_same_job_asked_for_twice_is_one_job) {
  auto const id = new_id<job_id>();
  put_job("a", now(), id);
  put_job("b", now(), id);
  EXPECT_EQ(take("w")->payload, "a");
  EXPECT_FALSE(take("w"));
}

TEST_P(ledger_test, a_job_that_keeps_failing_ends) {
  put_job("p", now());
  for (auto i = 1; i <= kMostAttempts; ++i) {
    auto const j = take("w");
    ASSERT_TRUE(j) << i;
    EXPECT_EQ(j->attempt, i);
    ASSERT_EQ(write_rows([&](transaction& t) { return give_up_job(t, *j, seconds{10}); }), "");
    EXPECT_FALSE(take("w"));
    clock.advance(seconds{11});
  }
  EXPECT_FALSE(take("w"));
}

// REQ B6
TEST_P(ledger_test, what_was_known_on_a_day_is_found_years_later) {
  auto const p = a_person();
  auto const put = [&](std::string const& content) {
    auto v = portrait_record{.person = p.id, .made_by = "s", .engine = "1", .content = content};
    EXPECT_EQ(write_rows([&](transaction& t) { return add_portrait(t, v); }), "");
    return v;
  };
  auto const before = now() - seconds{1};
  auto const first = put("{\"skills\":1}");
  clock.advance(hours{24 * 200});
  auto const day_of_match = now();
  clock.advance(hours{24 * 200});
  auto const second = put("{\"skills\":2}");
  EXPECT_EQ(second.number, first.number + 1);

  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    EXPECT_EQ(portrait_at(s, p.id, before).error().code, errc::not_found);
    EXPECT_EQ(portrait_at(s, p.id, day_of_match).value(), first);
    EXPECT_EQ(portrait_at(s, p.id, now()).value(), second);
    return {};
  }));
  static statement const kRewrite{"rewrite history", "update portraits set engine = 'x'", {}, {}};
  EXPECT_NE(write_rows([](transaction& t) -> result<void> {
              by_statement::change(t, kRewrite, {});
              return {};
            }),
            "");
}

TEST_P(ledger_test, a_plan_names_what_it_was_made_from) {
  auto const p = a_person();
  auto v = portrait_record{.person = p.id, .made_by = "s", .engine = "1", .content = "{}"};
  auto plan = plan_record{.person = p.id,
                          .made_by = "s",
                          .engine = "1",
                          .territory_hash = "t",
                          .rules_hash = "r",
                          .policy_hash = "p",
                          .content = "{}"};
  ASSERT_EQ(write_rows([&](transaction& t) {
              return add_portrait(t, v).and_then([&] {
                plan.portrait = v.id;
                return add_plan(t, plan);
              });
            }),
            "");
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) {
    return plan_at(s, p.id, now()).map([&](plan_record const& found) { EXPECT_EQ(found, plan); });
  }));
}

// REQ H7
TEST_P(ledger_test, no_negative_outcome_without_a_named_human_and_a_reason) {
  auto const p = a_person();
  auto const decide = [&](std::string const& outcome, bool const human, bool const reason) {
    auto d = decision_record{.id = {random_id()},
                             .person = p.id,
                             .at = now(),
                             .function = "match",
                             .engine = "1",
                             .trace = "[]",
                             .outcome = outcome};
    if (human) {
      d.decided_by = p.caseworker;
    }
    if (reason) {
      d.reason = "because";
    }
    return write_rows([&](transaction& t) { return add(t, d); });
  };
  EXPECT_EQ(decide("positive", false, false), "");
  EXPECT_EQ(decide("negative", true, true), "");
  EXPECT_NE(decide("negative", false, true), "");
  EXPECT_NE(decide("negative", true, false), "");
}

// REQ A13
TEST_P(ledger_test, a_paper_that_expires_makes_one_task_ninety_days_before) {
  auto const p = a_person();
  auto const until = kFirstDay + days{200};
  auto paper = paper_record{
      .id = new_id<paper_id>(), .person = p.id, .kind = "residence permit", .state = "original", .until = until};
  paper.remind_on = reminder_day(paper);
  auto endless = paper_record{.id = new_id<paper_id>(), .person = p.id, .kind = "diploma", .state = "copy"};
  endless.remind_on = reminder_day(endless);
  ASSERT_EQ(write_rows([&](transaction& t) { return add(t, paper).and_then([&] { return add(t, endless); }); }), "");

  auto made = std::vector<task_record>{};
  auto first_day = std::optional<date>{};
  for (auto day = kFirstDay; day != until; day += days{1}) {
    ASSERT_EQ(write_rows([&](transaction& t) {
                return remind_of_papers(t, day).map([](std::string const& next) { EXPECT_EQ(next, ""); });
              }),
              "");
    ASSERT_TRUE(store_for_tests::read(
        *cases, [&](snapshot& s) { return tasks_due(s, until).map([&](auto const& part) { made = part.rows; }); }));
    if (!made.empty() && !first_day) {
      first_day = day;
    }
  }
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(*first_day, until - days{90});
  EXPECT_EQ(made[0].kind, "renew_paper");
  EXPECT_EQ(made[0].person, p.id);
  EXPECT_EQ(made[0].assignee, p.caseworker);
  EXPECT_EQ(made[0].due_on, *first_day + kBeginWithin);

  // Renewed: the next reminder belongs to the new last day.
  ASSERT_EQ(write_rows([&](transaction& t) -> result<void> {
              auto renewed = find<paper_record>(t, paper.id).value();
              renewed.until = until + days{365};
              renewed.remind_on = reminder_day(renewed);
              EXPECT_TRUE(change(t, renewed));
              return remind_of_papers(t, *reminder_day(renewed)).map([](std::string const&) {});
            }),
            "");
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) {
    return tasks_due(s, until + days{365}).map([&](auto const& part) { EXPECT_EQ(part.rows.size(), 2U); });
  }));
}

TEST_P(ledger_test, reminders_go_through_many_papers_in_stretches) {
  auto const p = a_person();
  ASSERT_EQ(write_rows([&](transaction& t) -> result<void> {
              for (auto i = 0; i != 25; ++i) {
                auto paper = paper_record{.id = new_id<paper_id>(),
                                          .person = p.id,
                                          .kind = "k",
                                          .state = "s",
                                          .until = kFirstDay + days{5},
                                          .remind_on = kFirstDay};
                EXPECT_TRUE(add(t, paper));
              }
              return {};
            }),
            "");
  auto next = std::string{};
  do {
    ASSERT_EQ(write_rows([&](transaction& t) {
                return remind_of_papers(t, kFirstDay, {.after = next, .limit = 10}).map([&](std::string const& n) {
                  next = n;
                });
              }),
              "");
  } while (!next.empty());
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) {
    return tasks_due(s, kFirstDay + days{30}).map([](auto const& part) {
      EXPECT_EQ(part.rows.size(), 25U);
      EXPECT_EQ(part.rows.front().due_on, kFirstDay + days{5});  // not after the paper's last day
    });
  }));
}

FOOTHOLD_BOTH_ENGINES(ledger_test);

}  // namespace
}  // namespace foothold
