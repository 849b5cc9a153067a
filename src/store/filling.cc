#include "store/filling.h"

#include <algorithm>
#include <filesystem>
#include <span>

#include <fmt/format.h>

#include "store/audit_chain.h"
#include "store/database_failure.h"
#include "store/migrate.h"
#include "store/migration.h"
#include "sys/folders.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr auto kNumber = cell_kind::number;
constexpr auto kText = cell_kind::text;
// PostgreSQL waits for each statement to travel, so many rows go in one.
constexpr auto kCellsAtOnce = std::size_t{400U};
constexpr auto kMostRowsAtOnce = std::size_t{50U};
constexpr std::int64_t kLinksAtOnce{20'000};

// Later than every transaction that the rows tell of. Of this schema and all later ones.
statement const kWriteRestoration{
    "note where the rows came from",
    "insert into restorations (number, at, copy_of, transaction_base) select coalesce(max(number), 0) + 1, "
    "cast(:p1 as bigint), cast(:p2 as bigint), 1 + (select max(known.n) from (select coalesce(max(transaction_number), "
    "0) as n from audit union all select coalesce(max(transaction_number), 0) from outbox union all select "
    "coalesce(max(transaction_base), 0) from restorations) as known) from restorations",
    {kNumber, kNumber},
    {}};

statement const kCounters{
    "list the counters",
    "select cast(table_name as text), cast(column_name as text) from information_schema.columns where table_schema = "
    "current_schema() and is_identity = 'YES' order by 1",
    {},
    {kText, kText}};

statement insertion(engine_kind const engine, copied_table const& t, std::size_t const rows) {
  auto made = statement{.name = "fill the table " + t.name, .sql = {}, .in = {}, .out = {}};
  auto columns = std::string{};
  for (auto const& c : t.columns) {
    columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", c.name);
  }
  auto values = std::string{};
  for (auto r = std::size_t{0U}; r != rows; ++r) {
    for (auto i = std::size_t{0U}; i != t.columns.size(); ++i) {
      made.in.push_back(t.columns[i].kind);
      values += fmt::format("{}:p{}", i != 0U ? ", " : r == 0U ? "(" : "), (", made.in.size());
    }
  }
  made.sql = fmt::format("insert into \"{}\" ({}){} values {})", t.name, columns,
                         engine == engine_kind::postgresql ? " overriding system value" : "", values);
  return made;
}

connection open_file(store_options const& where) {
  auto c = connection::sqlite((where.folder / "foothold.db").string(), where.vfs);
  c.command("PRAGMA temp_store=MEMORY");
  c.command("PRAGMA secure_delete=ON");
  c.command("PRAGMA foreign_keys=OFF");  // all of them are checked at the end
  c.command("PRAGMA synchronous=OFF");   // and what a crash leaves is thrown away
  return c;
}

}  // namespace

struct filling::table_in_work {
  table_in_work(connection& c, copied_table const& t)
      : table{t},
        one{insertion(c.kind(), t, 1U)},
        at_once{c.kind() == engine_kind::sqlite
                    ? 1U
                    : std::clamp(kCellsAtOnce / t.columns.size(), std::size_t{1U}, kMostRowsAtOnce)},
        many{insertion(c.kind(), t, at_once)} {}

  copied_table table;
  statement one;
  std::size_t at_once;
  statement many;
  row parameters{};
  std::int64_t rows{0};
  hasher hash{};
};

filling::filling(connection c, std::map<std::string, copied_table> tables)
    : connection_{std::move(c)}, tables_{std::move(tables)} {}
filling::filling(filling&&) noexcept = default;
filling::~filling() = default;

template <typename Work>
auto filling::guarded(Work const& work) -> decltype(work()) {
  try {
    return work();
  } catch (database_failure const& f) {
    return tl::make_unexpected(as_error(f));
  }
}

result<filling> filling::make(store_options const& where, std::uint32_t const schema, time_source const& clock) {
  if (schema == 0U || schema > all_migrations().size()) {
    return fail(errc::bad_input, fmt::format("it was written by a newer Foothold (schema {}, this program knows {})",
                                             schema, all_migrations().size()));
  }
  auto const in_file = where.postgresql.empty();
  auto const name = in_file ? (where.folder / "foothold.db").string() : std::string{"the PostgreSQL database"};
  if (in_file) {
    if (auto const made = make_private_folder(where.folder); !made) {
      return tl::make_unexpected(made.error());
    }
    if (where.vfs.empty() && std::filesystem::exists(name)) {
      return fail(errc::conflict, fmt::format("{}: is there already", name));
    }
  }
  try {
    auto c = in_file ? open_file(where) : connection::postgresql(where.postgresql);
    if (!in_file && c.ask("show server_encoding") != "UTF8") {
      return fail(errc::bad_input, fmt::format("{}: its encoding must be UTF8", name));
    }
    auto const no_copy = [](std::uint32_t) -> connection {
      throw database_failure{failure_kind::other, "it has another schema"};
    };
    auto const before = schema_version(c, name, all_migrations());
    if (!before) {
      return tl::make_unexpected(before.error());
    }
    if (*before != 0U && *before != schema) {
      return fail(errc::conflict, fmt::format("{}: has the schema {}; an empty database is needed", name, *before));
    }
    if (auto const made = migrate(c, name, migrations_until(schema), no_copy, clock); !made) {
      return tl::make_unexpected(made.error());
    }
    c.command(in_file ? "BEGIN IMMEDIATE" : "BEGIN");
    auto tables = std::map<std::string, copied_table>{};
    for (auto& t : copied_tables(c)) {
      if (c.ask(fmt::format("select 1 from \"{}\" limit 1", t.name)) == "1") {
        return fail(errc::conflict, fmt::format("{}: holds data already, for instance in the table {}", name, t.name));
      }
      tables.emplace(t.name, std::move(t));
    }
    return filling{std::move(c), std::move(tables)};
  } catch (database_failure const& f) {
    auto e = as_error(f);
    e.message = fmt::format("{}: {}", name, f.what());
    return tl::make_unexpected(std::move(e));
  }
}

result<void> filling::begin(copied_table const& table) {
  auto const known = tables_.find(table.name);
  if (known == tables_.end() || !std::ranges::is_permutation(known->second.columns, table.columns)) {
    return fail(errc::bad_input, fmt::format("table {}: is not what it is in this schema", table.name));
  }
  table_ = std::make_unique<table_in_work>(connection_, table);
  return {};
}

result<void> filling::add(row_page const& page) {
  return guarded([&]() -> result<void> {
    auto& t = *table_;
    auto left = std::span{page.rows};
    while (!left.empty()) {
      auto const n = left.size() >= t.at_once ? t.at_once : std::size_t{1U};
      t.parameters.clear();
      for (auto const& r : left.first(n)) {
        t.parameters.insert(t.parameters.end(), r.begin(), r.end());
      }
      connection_.change(n == 1U ? t.one : t.many, t.parameters);
      left = left.subspan(n);
    }
    t.rows += static_cast<std::int64_t>(page.rows.size());
    t.hash.add(page.bytes);
    return {};
  });
}

result<void> filling::end(table_sum const& sum) {
  return guarded([&]() -> result<void> {
    connection_.forget(table_->one);
    connection_.forget(table_->many);
    auto const given = table_sum{table_->table.name, table_->rows, std::move(table_->hash).hex()};
    table_.reset();
    return given == sum ? result<void>{} : fail(errc::broken, difference({sum}, {given}));
  });
}

result<std::string> filling::fault(std::vector<table_sum> const& expected) {
  return guarded([&]() -> result<std::string> {
    if (auto wrong = difference(expected, sums_of(connection_)); !wrong.empty()) {
      return wrong;
    }
    if (connection_.kind() == engine_kind::sqlite) {
      if (auto const from = connection_.ask("PRAGMA foreign_key_check"); !from.empty()) {
        return fmt::format("table {} names rows that are not there", from);
      }
      if (auto const found = connection_.ask("PRAGMA integrity_check(1)"); found != "ok") {
        return fmt::format("the integrity check found: {}", found);
      }
    }
    return std::string{};
  });
}

result<audit_report> filling::verify_audit(bool const waiting, std::optional<audit_head> const& against) {
  return guarded([&]() -> result<audit_report> {
    while (waiting && link_entries(connection_, kLinksAtOnce) != 0) {
    }
    return foothold::verify_audit(connection_, against);
  });
}

result<void> filling::finish(instant const now, instant const copy_of) {
  return guarded([&]() -> result<void> {
    connection_.change(kWriteRestoration, row{cell_of(now), cell_of(copy_of)});
    if (connection_.kind() == engine_kind::postgresql) {
      for (auto const& r : connection_.rows(kCounters, {})) {
        auto const& table = std::get<std::string>(r[0]);
        auto const& column = std::get<std::string>(r[1]);
        connection_.command(
            fmt::format("select setval(pg_get_serial_sequence('\"{0}\"', '{1}'), coalesce(max(\"{1}\"), 0) + 1, false) "
                        "from \"{0}\"",
                        table, column));
      }
    }
    if (!connection_.commit()) {
      return fail(errc::broken, "database: a statement had failed, and nothing was kept");
    }
    return connection_.take_warning() ? fail(errc::in_doubt, "the database did not wait until its standby had the rows")
                                      : result<void>{};
  });
}

result<closed_cases> closed_cases::open(store_options const& where) {
  try {
    return open_closed_store(where).map([](closed_store&& s) { return closed_cases{std::move(s)}; });
  } catch (database_failure const& f) {
    return tl::make_unexpected(as_error(f));
  }
}

std::uint32_t closed_cases::schema() {
  return schema_of(store_.open);
}

result<void> closed_cases::give(row_taker& to) {
  try {
    return give_rows(store_.open, to);
  } catch (database_failure const& f) {
    return tl::make_unexpected(as_error(f));
  }
}

}  // namespace foothold
