// SQLite as the embedded engine. Its rules, and the measurements behind them, are in docs/store.md: one process, one
// connection that writes and carries the log over, readers that cannot write, a sync for every group of commits.

#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "store/commit_queue.h"
#include "store/connection_pool.h"
#include "store/database_failure.h"
#include "store/engine.h"
#include "store/migrate.h"
#include "sys/folders.h"
#include "sys/lock_file.h"

namespace foothold {
namespace {

void set_up(connection& c) {
  c.command("PRAGMA busy_timeout=5000");
  c.command("PRAGMA foreign_keys=ON");
  c.command("PRAGMA trusted_schema=OFF");
  c.command("PRAGMA cell_size_check=ON");
  c.command("PRAGMA temp_store=MEMORY");  // nothing of a query reaches a file of its own
}

connection open_writer(std::string const& file, std::string const& vfs) {
  auto c = connection::sqlite(file, vfs);
  set_up(c);
  if (auto const mode = c.ask("PRAGMA journal_mode=WAL"); mode != "wal") {
    throw database_failure{failure_kind::other, fmt::format("{}: this disk allows no write-ahead log", file)};
  }
  c.command("PRAGMA synchronous=FULL");
  c.command("PRAGMA secure_delete=ON");
  return c;
}

connection open_reader(std::string const& file, std::string const& vfs) {
  auto c = connection::sqlite(file, vfs);
  set_up(c);
  c.command("PRAGMA query_only=ON");
  return c;
}

class sqlite_engine final : public engine {
public:
  sqlite_engine(lock_file lock, connection writer, store_options const& options, std::string const& file,
                commit_guard const& guard)
      : lock_{std::move(lock)},
        queue_{std::move(writer), options.batch, options.checkpoint_pages, guard},
        readers_{options.readers, [file, vfs = options.vfs] { return open_reader(file, vfs); }} {}

  result<void> write(transaction_work const& work) override { return queue_.write(work); }

  result<void> read(transaction_work const& work) override {
    if (auto const failed = queue_.failed()) {
      return tl::make_unexpected(*failed);
    }
    try {
      return readers_.lend([&](connection& c) {
        c.command("BEGIN");
        auto outcome = work(c);
        c.command("COMMIT");
        return outcome;
      });
    } catch (database_failure const& f) {
      return tl::make_unexpected(as_error(f));
    }
  }

  [[nodiscard]] engine_kind kind() const override { return engine_kind::sqlite; }

private:
  lock_file lock_;           // ends last
  commit_queue queue_;       // then the writer, who carries the log over
  connection_pool readers_;  // end first
};

}  // namespace

result<std::unique_ptr<engine>> open_sqlite(store_options const& options, time_source const& clock,
                                            commit_guard const& guard) {
  if (auto const made = make_private_folder(options.folder); !made) {
    return tl::make_unexpected(made.error());
  }
  auto lock = lock_file::take(options.folder / "foothold.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  auto const file = (options.folder / "foothold.db").string();
  try {
    auto writer = open_writer(file, options.vfs);
    auto const copy = [&](std::uint32_t const number) {
      auto const backup = fmt::format("{}.before-{:04}", file, number);
      writer.copy_to(backup, options.vfs);
      return connection::sqlite(backup, options.vfs);
    };
    if (auto const current = migrate(writer, file, migrations_until(options.newest_migration), copy, clock); !current) {
      return tl::make_unexpected(current.error());
    }
    return std::make_unique<sqlite_engine>(std::move(*lock), std::move(writer), options, file, guard);
  } catch (database_failure const& f) {
    auto e = as_error(f);
    e.message = fmt::format("{}: {}", file, f.what());
    return tl::make_unexpected(std::move(e));
  }
}

}  // namespace foothold
