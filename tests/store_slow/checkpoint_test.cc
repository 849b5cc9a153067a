// Debian's SQLite 3.40.1 corrupts a database when one connection carries the log over while another writes. The queue
// of the store, hammered for minutes, stays whole. Without syncs, so that the two would meet often. That they break the
// file where they do meet is shown in store_faults/checkpoint_meeting_test.cc, where nothing is left to chance.

#include <atomic>
#include <chrono>
#include <thread>

#include "store/commit_queue.h"
#include "store_support/faults.h"

namespace foothold {
namespace {

using clock_type = std::chrono::steady_clock;

statement const kAdd{"add", "insert into t (n, filler) values (:p1, :p2)", {cell_kind::number, cell_kind::text}, {}};
statement const kCount{
    "count", "select count(*), coalesce(max(n), -1) from t", {}, {cell_kind::number, cell_kind::number}};

void read_until(std::atomic<bool> const& stop, std::string const& file) {
  auto c = connection::sqlite(file, "");
  c.command("PRAGMA query_only=ON");
  while (!stop) {
    EXPECT_FALSE(c.ask("select count(*) from t where n > 100").empty());
  }
}

// What is wrong with the database after so much time; empty: nothing.
std::string hammer(std::chrono::seconds const time) {
  auto const folder = temp_folder{};
  auto const file = (folder.path() / "t.db").string();
  auto writer = connection::sqlite(file, "");
  writer.command("PRAGMA journal_mode=WAL");
  writer.command("PRAGMA synchronous=OFF");
  writer.command("PRAGMA busy_timeout=5000");
  writer.command("create table t (n integer primary key, filler text)");
  auto written = std::int64_t{0};
  auto trouble = std::string{};
  {
    auto queue = commit_queue{std::move(writer), 512U, 1};
    auto stop = std::atomic<bool>{false};
    auto threads = std::vector<std::jthread>{};
    for (auto n = 0; n != 2; ++n) {
      threads.emplace_back([&] { read_until(stop, file); });
    }
    for (auto const end = clock_type::now() + time; clock_type::now() < end && trouble.empty(); ++written) {
      auto const done = queue.write([&](connection& c) -> result<void> {
        c.change(kAdd, row{written, std::string(100U, 'x')});
        return {};
      });
      trouble = done ? "" : done.error().message;
    }
    stop = true;
  }
  try {
    auto c = connection::sqlite(file, "");
    auto const counted = c.rows(kCount, {}).front();
    auto const found = c.ask("PRAGMA integrity_check");
    if (found != "ok" || !trouble.empty()) {
      return found + trouble;
    }
    return counted == row{written, written - 1} ? "" : "rows are missing";
  } catch (std::exception const& e) {
    return e.what();
  }
}

TEST(checkpoint, the_queue_stays_whole) {
  auto const seconds = std::chrono::seconds{times("FOOTHOLD_CHECKPOINT_SECONDS", 12U)};
  for (auto run = 0; run != 20; ++run) {
    EXPECT_EQ(hammer(seconds), "") << "run " << run;
  }
}

}  // namespace
}  // namespace foothold
