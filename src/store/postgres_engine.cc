// PostgreSQL as the engine of several nodes. docs/store.md tells which answers of the server count as what.

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "store/connection_pool.h"
#include "store/database_failure.h"
#include "store/engine.h"
#include "store/migrate.h"

namespace foothold {
namespace {

// Attempts that the server gives up are made again: serialization, deadlock, a node that is being promoted. Together
// they wait at most five seconds.
constexpr auto kAttempts = 12;
constexpr auto kFirstPause = std::chrono::milliseconds{2};
constexpr auto kLongestPause = std::chrono::milliseconds{1000};

class postgres_engine final : public engine {
public:
  postgres_engine(store_options const& options, commit_guard guard)
      : writers_{options.writers, [where = options.postgresql] { return connection::postgresql(where); }},
        readers_{options.readers, [where = options.postgresql] { return connection::postgresql(where); }},
        guard_{std::move(guard)} {}

  result<void> write(transaction_work const& work) override {
    return repeated([&] { return write_once(work); });
  }

  result<void> read(transaction_work const& work) override {
    return repeated([&] {
      return readers_.lend([&](connection& c) -> result<void> {
        c.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        auto outcome = work(c);
        c.command("COMMIT");
        return outcome;
      });
    });
  }

  [[nodiscard]] engine_kind kind() const override { return engine_kind::postgresql; }

private:
  // busy and lost mean here: nothing has happened.
  template <typename Attempt>
  result<void> repeated(Attempt const& attempt) {
    auto pause = kFirstPause;
    for (auto i = 1;; ++i) {
      try {
        return attempt();
      } catch (database_failure const& f) {
        if (i == kAttempts || (f.kind != failure_kind::busy && f.kind != failure_kind::lost)) {
          return tl::make_unexpected(as_error(f));
        }
      }
      std::this_thread::sleep_for(pause);
      pause = std::min(pause * 2, kLongestPause);
    }
  }

  result<void> write_once(transaction_work const& work) {
    auto refused = std::optional<database_failure>{};
    auto outcome = writers_.lend([&](connection& c) -> result<void> {
      try {
        c.command("BEGIN ISOLATION LEVEL SERIALIZABLE");
        auto done = work(c);
        if (done && guard_) {
          done = guard_();
        }
        if (done) {
          return commit(c);
        }
        c.command("ROLLBACK");
        return done;
      } catch (database_failure const& f) {
        if (f.kind == failure_kind::lost) {
          throw;
        }
        refused = f;
        c.command("ROLLBACK");
        return {};
      }
    });
    if (refused) {
      throw database_failure{*refused};  // only now, so that the connection is kept
    }
    return outcome;
  }

  static result<void> commit(connection& c) {
    [[maybe_unused]] auto const older = c.take_warning();
    try {
      if (!c.commit()) {
        return fail(errc::broken, "database: a statement had failed, and the transaction was taken back");
      }
    } catch (database_failure const& f) {
      if (f.kind == failure_kind::lost) {
        return fail(errc::in_doubt, "the connection to the database was lost during a commit");
      }
      throw;
    }
    if (c.take_warning()) {
      // The server was told to stop waiting for its standby and calls that success.
      return fail(errc::in_doubt, "the database did not wait until its standby had the commit");
    }
    return {};
  }

  connection_pool writers_, readers_;
  commit_guard const guard_;
};

// A copy of the whole database under another name, made by the server. It must have no other connection, so `live` is
// opened anew afterwards.
connection copy_database(connection& live, std::string const& where, std::uint32_t const number) {
  auto const copy = live.ask(fmt::format("select current_database() || '_before_{:04}'", number));
  auto const original = live.ask("select quote_ident(current_database())");
  auto const quoted = live.ask(fmt::format("select quote_ident(current_database() || '_before_{:04}')", number));
  live = connection::postgresql(where + " dbname=postgres");
  live.command(fmt::format("drop database if exists {}", quoted));
  live.command(fmt::format("create database {} template {}", quoted, original));
  live = connection::postgresql(where);
  return connection::postgresql(fmt::format("{} dbname='{}'", where, copy));
}

}  // namespace

result<std::unique_ptr<engine>> open_postgresql(store_options const& options, time_source const& clock,
                                                commit_guard const& guard) {
  constexpr auto kName = "the PostgreSQL database";
  try {
    auto live = connection::postgresql(options.postgresql);
    if (live.ask("show server_encoding") != "UTF8") {
      return fail(errc::bad_input,
                  fmt::format("{}: its encoding is {}, expected UTF8", kName, live.ask("show server_encoding")));
    }
    auto const copy = [&](std::uint32_t const number) { return copy_database(live, options.postgresql, number); };
    if (auto const current = migrate(live, kName, migrations_until(options.newest_migration), copy, clock); !current) {
      return tl::make_unexpected(current.error());
    }
    return std::make_unique<postgres_engine>(options, guard);
  } catch (database_failure const& f) {
    return tl::make_unexpected(as_error(f));
  }
}

}  // namespace foothold
