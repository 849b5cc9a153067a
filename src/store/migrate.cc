#include "store/migrate.h"

#include <array>

#include <fmt/format.h>

#include "store/database_failure.h"

namespace foothold {
namespace {

// "Foot"; SQLite keeps it in the file's head. Whose file it is should be known before anything is written to it.
constexpr auto kApplicationId = 0x466F6F74;

statement const kTaken{.name = "read the migrations",
                       .sql = "select number, checksum from schema_migrations order by number",
                       .in = {},
                       .out = {cell_kind::number, cell_kind::text}};
statement const kWrite{
    .name = "write a migration",
    .sql = "insert into schema_migrations (number, name, checksum, taken_at) values (:p1, :p2, :p3, :p4)",
    .in = {cell_kind::number, cell_kind::text, cell_kind::text, cell_kind::number},
    .out = {}};

constexpr std::string_view kTable =
    "create table if not exists schema_migrations (number int64 primary key, name text not null, checksum text not "
    "null, "
    "taken_at int64 not null) strict";

bool belongs_to_another_program(connection& c) {
  if (c.kind() == engine_kind::sqlite) {
    auto const id = c.ask("PRAGMA application_id");
    return id != fmt::format("{}", kApplicationId) && (id != "0" || c.ask("select count(*) from sqlite_schema") != "0");
  }
  return c.ask(
             "select to_regclass('schema_migrations') is null and exists (select 1 from pg_class c join pg_namespace n "
             "on "
             "n.oid = c.relnamespace where n.nspname = current_schema() and c.relkind in ('r', 'p'))") == "t";
}

void begin(connection& c) {
  if (c.kind() == engine_kind::sqlite) {
    c.command("BEGIN IMMEDIATE");
    return;
  }
  c.command("BEGIN");
  // Nobody waits behind a migration that waits for somebody else, and no two nodes take the same migration.
  c.command("SET LOCAL lock_timeout = '2s'");
  c.command("select pg_advisory_xact_lock(1181708148)");
}

// The migration and what a database must still hold after it.
void apply(connection& c, migration const& m, time_source const& clock) {
  for (auto const& text : statements_for(c.kind(), m.text)) {
    c.command(text);
  }
  auto const now = std::chrono::duration_cast<std::chrono::microseconds>(clock.now().time_since_epoch()).count();
  c.change(kWrite, std::to_array<cell>({std::int64_t{m.number}, m.name, m.checksum, static_cast<std::int64_t>(now)}));
  if (c.kind() == engine_kind::sqlite) {
    if (!c.ask("PRAGMA foreign_key_check").empty()) {
      throw database_failure{failure_kind::reference, "rows name other rows that are not there"};
    }
    if (auto const found = c.ask("PRAGMA integrity_check(1)"); found != "ok") {
      throw database_failure{failure_kind::other, "the integrity check found: " + found};
    }
  }
}

enum class after : std::uint8_t { keep, take_back };

void run_migration(connection& c, migration const& m, time_source const& clock, after const end) {
  begin(c);
  try {
    auto const elsewhere = c.rows(kTaken, {}).size() >= m.number;  // another node was faster
    if (!elsewhere) {
      apply(c, m, clock);
    }
    c.command(end == after::keep && !elsewhere ? "COMMIT" : "ROLLBACK");
  } catch (database_failure const&) {
    try {
      c.command("ROLLBACK");
    } catch (database_failure const&) {
      // SQLite has already taken back what a full disk ended; a lost connection is taken back by the server.
    }
    throw;
  }
}

}  // namespace

result<std::uint32_t> schema_version(connection& c, std::string const& name,
                                     std::span<migration const> const migrations) {
  if (belongs_to_another_program(c)) {
    return fail(errc::bad_input, fmt::format("{}: is no database of Foothold; nothing was changed", name));
  }
  // Signed before the first table: a start that is cut off in between must not make a stranger of our own file.
  if (c.kind() == engine_kind::sqlite && c.ask("PRAGMA application_id") == "0") {
    c.command(fmt::format("PRAGMA application_id={}", kApplicationId));
  }
  c.command(statements_for(c.kind(), kTable).front());
  auto const taken = c.rows(kTaken, {});
  for (auto i = std::size_t{0U}; i != taken.size() && i != migrations.size(); ++i) {
    if (std::get<std::int64_t>(taken[i][0]) != migrations[i].number ||
        std::get<std::string>(taken[i][1]) != migrations[i].checksum) {
      return fail(errc::bad_input, fmt::format("{}: its migration {} is not the migration {} ({}) of this program",
                                               name, i + 1U, i + 1U, migrations[i].name));
    }
  }
  if (taken.size() > migrations.size()) {
    return fail(errc::bad_input,
                fmt::format("{}: was written by a newer Foothold (schema {}, this program knows {}); install that one, "
                            "or restore a backup from before it",
                            name, taken.size(), migrations.size()));
  }
  return static_cast<std::uint32_t>(taken.size());
}

result<void> migrate(connection& live, std::string const& name, std::span<migration const> const migrations,
                     copy_function const& copy, time_source const& clock) {
  auto const version = schema_version(live, name, migrations);
  if (!version) {
    return tl::make_unexpected(version.error());
  }
  for (auto const& m : migrations.subspan(*version)) {
    try {
      if (*version != 0U) {  // a new database has nothing to lose
        auto rehearsed = copy(m.number);
        run_migration(rehearsed, m, clock, after::take_back);
      }
      run_migration(live, m, clock, after::keep);
    } catch (database_failure const& f) {
      auto e = as_error(f);
      e.message = fmt::format("{}: migration {} ({}) failed and was taken back: {}", name, m.number, m.name, f.what());
      return tl::make_unexpected(std::move(e));
    }
  }
  return {};
}

}  // namespace foothold
