// Debian's SQLite 3.40.1 corrupts a database when one connection carries the log over while another begins the log anew
// (fixed in 3.51.3). The two are brought together here, not left to chance: a file layer stops a checkpoint between its
// look at the log's head and its look at how much of the log was carried over. The queue of the store, in whose thread
// both happen, stays whole; a foreign connection in the same place is the control.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "store/commit_queue.h"
#include "store_support/faults.h"
#include "store_support/machine_disk.h"

namespace foothold {
namespace {

statement const kAdd{"add", "insert into t (n, filler) values (:p1, :p2)", {cell_kind::number, cell_kind::text}, {}};
statement const kCount{
    "count", "select count(*), coalesce(max(n), -1) from t", {}, {cell_kind::number, cell_kind::number}};

// What happens in the middle of the next checkpoint; once.
std::function<void()> meeting;
std::mutex meeting_mutex;

void arrange(std::function<void()> what) {
  auto const lock = std::lock_guard{meeting_mutex};
  meeting = std::move(what);
}

void meet() {
  auto now = std::function<void()>{};
  {
    auto const lock = std::lock_guard{meeting_mutex};
    now.swap(meeting);
  }
  if (now) {
    now();
  }
}

// After it has read the head of a log that others wrote, SQLite gives back its mapped pages. Of the whole file, so 0.
int forget_pages(sqlite3_file* const f, sqlite3_int64 const at, void* const page) {
  if (at == 0 && page == nullptr) {
    meet();
  }
  return machine_disk::original(f).xUnfetch(f, at, page);
}

// Its own log it knows; then the first page that goes to the database is the middle. Pages in the log lie elsewhere.
int write(sqlite3_file* const f, void const* const bytes, int const size, sqlite3_int64 const at) {
  if (size >= 512 && at % size == 0) {
    meet();
  }
  return machine_disk::original(f).xWrite(f, bytes, size, at);
}

class checkpoint_meeting : public testing::Test {
protected:
  ~checkpoint_meeting() override { arrange(nullptr); }

  connection open(std::string const& vfs) {
    auto c = connection::sqlite(file, vfs);
    c.command("PRAGMA journal_mode=WAL");
    c.command("PRAGMA synchronous=OFF");  // no power goes here
    return c;
  }

  // Carries its log over when it has so many pages.
  std::unique_ptr<commit_queue> queue(std::string const& vfs, int const checkpoint_pages) {
    auto writer = open(vfs);
    writer.command("create table t (n integer primary key, filler text)");
    return std::make_unique<commit_queue>(std::move(writer), 512U, checkpoint_pages);
  }

  result<void> add(commit_queue& q, std::int64_t const n) {
    return q.write([&](connection& c) -> result<void> {
      c.change(kAdd, row{n, std::string(2000U, 'x')});
      return {};
    });
  }
  void add_all(commit_queue& q, std::int64_t const from, std::int64_t const to) {
    for (auto n = from; n != to; ++n) {
      ASSERT_TRUE(add(q, n)) << n;
    }
  }

  // What is wrong with the closed database; empty: it has the rows below `rows`.
  std::string wrong(std::int64_t const rows) {
    try {
      auto c = connection::sqlite(file, "");
      auto const found = c.ask("PRAGMA integrity_check(1)");
      if (found != "ok") {
        return found;
      }
      return c.rows(kCount, {}).front() == row{rows, rows - 1} ? "" : "rows are missing";
    } catch (std::exception const& e) {
      return e.what();
    }
  }

  temp_folder folder;
  std::string const file{(folder.path() / "t.db").string()};
};

TEST_F(checkpoint_meeting, the_queue_stays_whole) {
  constexpr auto kRows = std::int64_t{200};
  auto const disk = machine_disk{[](sqlite3_io_methods& m) { m.xWrite = &write; }};
  for (auto run = 0; run != 20; ++run) {
    std::filesystem::remove(file);
    auto met = std::atomic<std::int64_t>{0};
    auto late = std::vector<std::jthread>{};
    {
      auto const q = queue(disk.name(), 1);
      auto const main = std::this_thread::get_id();
      for (auto n = std::int64_t{0}; n != kRows / 2; ++n) {
        arrange([&, n] {
          EXPECT_NE(std::this_thread::get_id(), main);
          ++met;
          // It waits until the checkpoint is over, because both are the queue's.
          late.emplace_back([&, n] { EXPECT_TRUE(add(*q, kRows / 2 + n)); });
        });
        ASSERT_TRUE(add(*q, n));
        while (met != n + 1) {  // the answer comes before the checkpoint
          std::this_thread::yield();
        }
      }
      late.clear();
    }
    EXPECT_EQ(wrong(kRows), "") << "run " << run;
  }
}

TEST_F(checkpoint_meeting, the_control_a_foreign_checkpoint_breaks_the_database) {
  if (sqlite3_libversion_number() >= 3051003) {
    std::cerr << "SQLite " << sqlite3_libversion() << " has the repair: the control is NOT run\n";
    GTEST_SKIP();
  }
  auto const disk = machine_disk{[](sqlite3_io_methods& m) { m.xUnfetch = &forget_pages; }};
  auto met = false;
  {
    auto const q = queue("", 1'000'000);
    auto another = open("");
    auto foreign = open(disk.name());
    EXPECT_EQ(foreign.ask("select count(*) from t"), "0");
    add_all(*q, 0, 100);
    another.command("PRAGMA wal_checkpoint(PASSIVE)");  // all of it, so that the next write begins the log anew
    arrange([&] {
      met = true;
      EXPECT_TRUE(add(*q, 100));
    });
    foreign.command("PRAGMA wal_checkpoint(PASSIVE)");
    add_all(*q, 101, 421);
  }
  ASSERT_TRUE(met);
  EXPECT_NE(wrong(421), "");
}

}  // namespace
}  // namespace foothold
