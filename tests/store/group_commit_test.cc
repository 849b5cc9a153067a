// Many threads at once: nothing is lost, everybody is answered, and the disk syncs far less often than there are
// writes.

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "store/jobs.h"
#include "store/organisation_records.h"
#include "store/outbox.h"
#include "store/stores.h"

namespace foothold {
namespace {

class group_commit_test : public on_both_stores {};

constexpr auto kThreads = 16;
constexpr auto kEach = 25;

TEST_P(group_commit_test, many_threads_lose_nothing_and_see_nothing_twice) {
  auto failures = std::atomic<int>{0};
  {
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != kThreads; ++n) {
      threads.emplace_back([&, n] {
        for (auto i = 0; i != kEach; ++i) {
          auto o = organisation_record{.id = new_id<organisation_id>(), .name = std::to_string(n)};
          auto const key = std::to_string(n) + "-" + std::to_string(i / 2);  // every second one is a repetition
          auto const done = store_for_tests::write(*cases, by, {.key = key, .request = key},
                                                   [&](transaction& t) -> result<std::string> {
                                                     return add(t, o).map([&] {
                                                       publish(t, "added", format_id(o.id), key);
                                                       return format_id(o.id);
                                                     });
                                                   });
          failures += done && done->repeated == (i % 2 == 1) ? 0 : 1;
        }
      });
    }
  }
  EXPECT_EQ(failures, 0);
  auto rows = std::set<std::string>{};
  auto told = std::multiset<std::string>{};
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    for (auto p = page{};;) {
      auto const part = list<organisation_record>(s, p).value();
      for (auto const& o : part.rows) {
        rows.insert(format_id(o.id));
      }
      if (part.next.empty()) {
        break;
      }
      p.after = part.next;
    }
    for (auto place = outbox_place{};;) {
      auto const entries = published_after(s, place, 50);
      if (entries.empty()) {
        return {};
      }
      for (auto const& e : entries) {
        told.insert(e.subject);
        place = e.place;
      }
    }
  }));
  EXPECT_EQ(rows.size(), static_cast<std::size_t>(kThreads * (kEach + 1) / 2));
  EXPECT_EQ(told, std::multiset<std::string>(rows.begin(), rows.end()));
}

TEST_P(group_commit_test, one_who_fails_does_not_disturb_the_others) {
  auto good = std::atomic<int>{0};
  auto bad = std::atomic<int>{0};
  {
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != kThreads; ++n) {
      threads.emplace_back([&, n] {
        for (auto i = 0; i != kEach; ++i) {
          auto o = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
          auto const key = std::to_string(n) + "-" + std::to_string(i);
          auto const done = store_for_tests::write(
              *cases, by, {.key = key, .request = "r"}, [&](transaction& t) -> result<std::string> {
                auto const added = add(t, o);
                if (n % 4 == 0) {
                  return fail(errc::bad_input, "on purpose");
                }
                if (n % 4 == 1) {
                  return add(t, o).map([] { return std::string{}; });  // breaks a constraint
                }
                return added.map([] { return std::string{}; });
              });
          ++(done ? good : bad);
        }
      });
    }
  }
  EXPECT_EQ(good, kThreads / 2 * kEach);
  EXPECT_EQ(bad, kThreads / 2 * kEach);
  auto n = std::size_t{0U};
  static statement const kCount{"count", "select count(*) from organisations", {}, {cell_kind::number}};
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    n = static_cast<std::size_t>(std::get<std::int64_t>(by_statement::rows(s, kCount, {})[0][0]));
    return {};
  }));
  EXPECT_EQ(n, static_cast<std::size_t>(kThreads / 2 * kEach));
}

// Counters that everybody reads and writes: transactions are as if one ran after the other.
TEST_P(group_commit_test, read_then_write_is_never_interleaved) {
  static statement const kMake{"make", "create table counters (n bigint not null)", {}, {}};
  static statement const kStart{"start", "insert into counters values (0)", {}, {}};
  static statement const kRead{"read", "select n from counters", {}, {cell_kind::number}};
  static statement const kWrite{"write", "update counters set n = :p1", {cell_kind::number}, {}};
  ASSERT_EQ(write_rows([](transaction& t) -> result<void> {
              by_statement::change(t, kMake, {});
              by_statement::change(t, kStart, {});
              return {};
            }),
            "");
  auto done = std::atomic<int>{0};
  {
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != 4; ++n) {
      threads.emplace_back([&, n] {
        for (auto i = 0; i != kEach; ++i) {
          auto const key = std::to_string(n) + "-" + std::to_string(i);
          done += store_for_tests::write(*cases, by, {.key = key, .request = "r"},
                                         [](transaction& t) -> result<std::string> {
                                           auto const found =
                                               std::get<std::int64_t>(by_statement::rows(t, kRead, {})[0][0]);
                                           by_statement::change(t, kWrite, row{found + 1});
                                           return "";
                                         })
                      ? 1
                      : 0;
        }
      });
    }
  }
  ASSERT_TRUE(store_for_tests::read(*cases, [&](snapshot& s) -> result<void> {
    EXPECT_EQ(std::get<std::int64_t>(by_statement::rows(s, kRead, {})[0][0]), done);
    return {};
  }));
  EXPECT_EQ(done, 4 * kEach);
}

// Workers who take jobs at the same moment never get the same one.
TEST_P(group_commit_test, each_job_is_done_once) {
  constexpr auto kJobs = 60;
  ASSERT_EQ(write_rows([&](transaction& t) -> result<void> {
              for (auto i = 0; i != kJobs; ++i) {
                add_job(t, new_id<job_id>(), "kind", std::to_string(i), t.now());
              }
              return {};
            }),
            "");
  auto mutex = std::mutex{};
  auto done = std::multiset<std::string>{};
  {
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != 6; ++n) {
      threads.emplace_back([&, n] {
        auto const owner = std::to_string(n);
        for (auto i = 0;; ++i) {
          auto taken = std::optional<job>{};
          auto const key = owner + "-" + std::to_string(i);
          auto const took = store_for_tests::write(*cases, by, {.key = key, .request = "r"},
                                                   [&](transaction& t) -> result<std::string> {
                                                     taken = take_job(t, "kind", owner, std::chrono::seconds{60});
                                                     return "";
                                                   });
          if (!took || !taken) {
            EXPECT_TRUE(took) << took.error().message;
            return;
          }
          auto const ended = store_for_tests::write(
              *cases, by, {.key = key + "-end", .request = "r"},
              [&](transaction& t) { return finish_job(t, *taken).map([] { return std::string{}; }); });
          EXPECT_TRUE(ended) << ended.error().message;
          auto const lock = std::lock_guard{mutex};
          done.insert(taken->payload);
        }
      });
    }
  }
  EXPECT_EQ(done.size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), static_cast<std::size_t>(kJobs));
}

FOOTHOLD_BOTH_ENGINES(group_commit_test);

// Syncs for each write, with many threads waiting.
double syncs_for_each_write(std::uint32_t const batch) {
  auto const folder = temp_folder{};
  auto disk = memory_disk{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto cases = store::open({.folder = folder.path(), .batch = batch, .vfs = disk.name()}, cipher, clock).value();
  auto const what = act{.actor = "a", .name = "n"};

  // The first write holds the queue until all others wait behind it.
  auto waiting = std::atomic<int>{0};
  auto threads = std::vector<std::jthread>{};
  auto const before = disk.count(disk_act::sync);
  threads.emplace_back([&] {
    EXPECT_TRUE(
        store_for_tests::write(cases, what, {.key = "first", .request = "r"}, [&](transaction&) -> result<std::string> {
          while (waiting != kThreads) {
            std::this_thread::yield();
          }
          return "";
        }));
  });
  for (auto n = 0; n != kThreads; ++n) {
    threads.emplace_back([&, n] {
      ++waiting;
      for (auto i = 0; i != kEach; ++i) {
        EXPECT_TRUE(store_for_tests::write(cases, what,
                                           {.key = std::to_string(n) + "-" + std::to_string(i), .request = "r"},
                                           [](transaction&) -> result<std::string> { return ""; }));
      }
    });
  }
  threads.clear();
  return static_cast<double>(disk.count(disk_act::sync) - before) / (kThreads * kEach + 1);
}

TEST(group_commit, many_writes_share_a_sync) {
  EXPECT_LT(syncs_for_each_write(512U), 0.5);
  EXPECT_GE(syncs_for_each_write(1U), 1.0) << "the control: without groups each write waits for its own";
}

// Only one thread ever changes the database file or its log: RELIABILITY's reproduced corruption needs two.
TEST(group_commit, only_the_writer_carries_the_log_over) {
  auto const folder = temp_folder{};
  auto disk = memory_disk{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  auto const what = act{.actor = "a", .name = "n"};
  {
    auto cases =
        store::open({.folder = folder.path(), .checkpoint_pages = 20, .vfs = disk.name()}, cipher, clock).value();
    (void)disk.take_writers("foothold.db");
    (void)disk.take_writers("foothold.db-wal");
    auto stop = std::atomic<bool>{false};
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != 3; ++n) {
      threads.emplace_back([&] {
        while (!stop) {
          EXPECT_TRUE(store_for_tests::read(
              cases, [](snapshot& s) { return list<organisation_record>(s).map([](auto const&) {}); }));
        }
      });
    }
    for (auto i = 0; i != 200; ++i) {
      auto o = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
      ASSERT_TRUE(store_for_tests::write(cases, what, {.key = std::to_string(i), .request = "r"},
                                         [&](transaction& t) { return add(t, o).map([] { return std::string{}; }); }));
    }
    stop = true;
    threads.clear();
    auto const carried = disk.take_writers("foothold.db");
    EXPECT_EQ(carried.size(), 1U) << "the log was carried over, by one thread";
    EXPECT_EQ(disk.take_writers("foothold.db-wal"), carried);

    // The control: a connection that does what ours never do is seen, as soon as a write leaves something to carry
    // over.
    auto foreign = connection::sqlite((folder.path() / "foothold.db").string(), disk.name());
    auto seen = false;
    for (auto i = 0; i != 20 && !seen; ++i) {
      auto o = organisation_record{.id = new_id<organisation_id>(), .name = "x"};
      ASSERT_TRUE(store_for_tests::write(cases, what, {.key = "foreign-" + std::to_string(i), .request = "r"},
                                         [&](transaction& t) { return add(t, o).map([] { return std::string{}; }); }));
      (void)disk.take_writers("foothold.db");
      foreign.command("PRAGMA wal_checkpoint(PASSIVE)");
      seen = disk.take_writers("foothold.db") == std::set{std::this_thread::get_id()};
    }
    EXPECT_TRUE(seen);
  }
}

}  // namespace
}  // namespace foothold
