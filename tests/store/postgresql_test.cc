// What only PostgreSQL can answer: a connection that is gone, a commit nobody waited for.

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "store/database_failure.h"
#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/stores.h"

namespace foothold {
namespace {

class postgresql_test : public on_both_stores {
protected:
  connection other() { return connection::postgresql(options.postgresql); }
};

TEST_P(postgresql_test, connections_that_were_cut_are_replaced) {
  auto o = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
  ASSERT_EQ(write_rows([&](transaction& t) { return add(t, o); }), "");
  other().command(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> "
      "pg_backend_pid()");
  EXPECT_EQ(write_rows([&](transaction& t) { return change(t, o); }), "");
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) {
    return find<organisation_record>(s, o.id).map([](auto const& r) { EXPECT_EQ(r.version, 2); });
  }));
}

TEST_P(postgresql_test, a_server_that_crashes_keeps_what_was_acknowledged) {
  auto ids = std::vector<organisation_id>{};
  for (auto round = 0; round != 3; ++round) {
    for (auto i = 0; i != 5; ++i) {
      auto o = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
      ASSERT_EQ(write_rows([&](transaction& t) { return add(t, o); }), "");
      ids.push_back(o.id);
    }
    shared_postgres()->kill_and_restart();
    auto const found = store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      for (auto const& id : ids) {
        EXPECT_TRUE(find<organisation_record>(s, id));
      }
      return {};
    });
    ASSERT_TRUE(found) << found.error().message;
  }
}

// Its own server, because the setting holds for all databases.
TEST_P(postgresql_test, a_commit_that_no_standby_has_is_in_doubt) {
  auto const server = postgres_server::start();
  options.postgresql = server->new_database();
  auto opened = store::open(options, cipher, clock);
  ASSERT_TRUE(opened) << opened.error().message;
  auto control = other();
  control.command("alter system set synchronous_standby_names = 'nobody'");
  control.command("select pg_reload_conf()");
  while (control.ask("show synchronous_standby_names") != "nobody") {
    std::this_thread::yield();
  }
  // The commit waits for a standby that never comes, until somebody cancels it: PostgreSQL then reports success.
  auto const cancelled = [&](std::string const& answer) {
    auto done = std::atomic<bool>{false};
    auto outcome = result<change_answer>{};
    auto const writer = std::jthread{[&] {
      auto o = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
      outcome = store_for_tests::write(
          *opened, by, {.key = "k", .request = "r"},
          [&](transaction& t) -> result<std::string> { return add(t, o).map([&] { return answer; }); });
      done = true;
    }};
    while (!done) {
      control.command("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    }
    return outcome;
  };
  auto const first = cancelled("done");
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().code, errc::in_doubt);
  // It is there for whoever asks again, but the standby still does not have it.
  auto const second = cancelled("anew");
  ASSERT_FALSE(second) << "an answer that dies with this server";
  EXPECT_EQ(second.error().code, errc::in_doubt);

  // The same key tells what became of it.
  control.command("alter system reset synchronous_standby_names");
  control.command("select pg_reload_conf()");
  auto const again = store_for_tests::write(*opened, by, {.key = "k", .request = "r"},
                                            [](transaction&) -> result<std::string> { return "anew"; });
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->text, "done");
}

// A transaction that began first and commits last: whoever reads by numbers alone would step over its entry.
TEST_P(postgresql_test, the_outbox_waits_for_transactions_that_still_run) {
  auto seen = [&] {
    auto bodies = std::string{};
    EXPECT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
      bodies.clear();
      for (auto const& e : published_after(s, {}, 10)) {
        bodies += e.body;
      }
      return {};
    }));
    return bodies;
  };
  static statement const kAll{"all", "select body from outbox order by number", {}, {cell_kind::text}};
  auto const told = write_rows([&](transaction& slow) -> result<void> {
    publish(slow, "t", "s", "slow");
    auto const quick =
        store_for_tests::write(*cases, by, {.key = "quick", .request = "r"}, [](transaction& t) -> result<std::string> {
          publish(t, "t", "s", "quick");
          return "";
        });
    EXPECT_TRUE(quick);
    EXPECT_EQ(seen(), "");
    // The control: the later entry is there, and in sight of everybody who does not wait.
    EXPECT_TRUE(store_for_tests::read(*cases, [](snapshot& s) -> result<void> {
      EXPECT_EQ(by_statement::rows(s, kAll, {}), (std::vector<row>{{std::string{"quick"}}}));
      return {};
    }));
    return {};
  });
  EXPECT_EQ(told, "");
  EXPECT_EQ(seen(), "slowquick");
}

TEST_P(postgresql_test, a_server_that_is_not_there_is_named) {
  options.postgresql = "host=" + folder.path().string() + " dbname=none";
  auto const refused = store::open(options, cipher, clock);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("Cannot establish connection"), std::string::npos) << refused.error().message;
}

INSTANTIATE_TEST_SUITE_P(engines, postgresql_test, testing::Values("postgresql"), engine_name);

}  // namespace
}  // namespace foothold
