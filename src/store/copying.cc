#include "store/copying.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "store/database_failure.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr auto kText = cell_kind::text;
constexpr auto kNumber = cell_kind::number;
constexpr auto kRowsAtOnce = std::int64_t{500};
constexpr auto kPageBytes = std::size_t{256U} << 10U;
constexpr std::string_view kMigrations = "schema_migrations";

// How an engine is asked what it holds. Keys in their order; references: tables that rows of this one name.
struct shape_statements {
  statement tables, columns, keys, references;
};

shape_statements const& shapes_of(engine_kind const engine) {
  static auto const sqlite = shape_statements{
      {"list the tables",
       "select name from sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~'",
       {},
       {kText}},
      {"list the columns of a table",
       "select name, lower(type) from pragma_table_info(:p1) order by cid",
       {kText},
       {kText, kText}},
      {"list the key of a table", "select name from pragma_table_info(:p1) where pk > 0 order by pk", {kText}, {kText}},
      {"list the references of a table",
       "select distinct \"table\" from pragma_foreign_key_list(:p1)",
       {kText},
       {kText}}};
  static auto const postgresql = shape_statements{
      {"list the tables",
       "select cast(c.relname as text) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = "
       "current_schema() and c.relkind in ('r', 'p')",
       {},
       {kText}},
      {"list the columns of a table",
       "select cast(column_name as text), cast(data_type as text) from information_schema.columns where table_schema = "
       "current_schema() and table_name = :p1 order by ordinal_position",
       {kText},
       {kText, kText}},
      {"list the key of a table",
       "select cast(k.column_name as text) from information_schema.key_column_usage k join "
       "information_schema.table_constraints t on t.constraint_name = k.constraint_name and t.table_schema = "
       "k.table_schema and t.table_name = k.table_name where t.constraint_type = 'PRIMARY KEY' and k.table_schema = "
       "current_schema() and k.table_name = :p1 order by k.ordinal_position",
       {kText},
       {kText}},
      {"list the references of a table",
       "select distinct cast(f.relname as text) from pg_constraint k join pg_class c on c.oid = k.conrelid join "
       "pg_class "
       "f on f.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and n.nspname = "
       "current_schema() and c.relname = :p1",
       {kText},
       {kText}}};
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}

std::vector<std::string> texts(std::vector<row> const& rows) {
  auto out = std::vector<std::string>{};
  for (auto const& r : rows) {
    out.push_back(std::get<std::string>(r.front()));
  }
  return out;
}

copied_table shape_of(connection& c, std::string const& name) {
  auto const& ask = shapes_of(c.kind());
  auto table = copied_table{.name = name, .columns = {}, .key = {}};
  for (auto const& r : c.rows(ask.columns, row{name})) {
    auto const& type = std::get<std::string>(r[1]);
    if (type != "text" && type != "integer" && type != "bigint") {
      throw database_failure{failure_kind::other, fmt::format("table {}: no copy knows the type {}", name, type)};
    }
    table.columns.push_back({std::get<std::string>(r[0]), type == "text" ? kText : kNumber});
  }
  for (auto const& key : texts(c.rows(ask.keys, row{name}))) {
    auto const at = std::ranges::find(table.columns, key, &copied_column::name);
    table.key.push_back(static_cast<std::size_t>(at - table.columns.begin()));
  }
  if (table.key.empty()) {
    throw database_failure{failure_kind::other, fmt::format("table {}: has no key to copy it by", name)};
  }
  return table;
}

std::string names(copied_table const& t, bool const key_only) {
  auto out = std::string{};
  for (auto i = std::size_t{0U}; i != (key_only ? t.key.size() : t.columns.size()); ++i) {
    out += fmt::format("{}\"{}\"", i == 0U ? "" : ", ", t.columns[key_only ? t.key[i] : i].name);
  }
  return out;
}

// A stretch of a table in the order of its key. The texts hold names of the database's own catalogue only.
class table_reader {
public:
  table_reader(connection& c, copied_table const& t) : c_{c}, table_{t} {
    auto const kinds = [&](bool const key_only) {
      auto out = std::vector<cell_kind>{};
      for (auto i = std::size_t{0U}; i != (key_only ? t.key.size() : t.columns.size()); ++i) {
        out.push_back(t.columns[key_only ? t.key[i] : i].kind);
      }
      return out;
    };
    auto after = std::string{};
    for (auto i = std::size_t{1U}; i <= t.key.size(); ++i) {
      after += fmt::format("{}:p{}", i == 1U ? "" : ", ", i);
    }
    auto const make = [&](std::string const& where, std::vector<cell_kind> in) {
      return statement{"copy the table " + t.name,
                       fmt::format("select {} from \"{}\"{} order by {} limit {}", names(t, false), t.name, where,
                                   names(t, true), kRowsAtOnce),
                       std::move(in), kinds(false)};
    };
    first_ = make("", {});
    next_ = make(fmt::format(" where ({}) > ({})", names(t, true), after), kinds(true));
  }
  table_reader(table_reader const&) = delete;
  table_reader& operator=(table_reader const&) = delete;
  ~table_reader() {
    c_.forget(first_);
    c_.forget(next_);
  }

  // Nothing: the table is at its end.
  std::vector<row> more() {
    if (at_end_) {
      return {};
    }
    auto rows = last_.empty() ? c_.rows(first_, {}) : c_.rows(next_, last_);
    at_end_ = static_cast<std::int64_t>(rows.size()) < kRowsAtOnce;
    if (!rows.empty()) {
      last_.clear();
      for (auto const k : table_.key) {
        last_.push_back(rows.back()[k]);
      }
    }
    return rows;
  }

private:
  connection& c_;
  copied_table const& table_;
  statement first_, next_;
  row last_;
  bool at_end_{false};
};

result<table_sum> give_table(connection& c, copied_table const& table, row_taker* const to) {
  auto reader = table_reader{c, table};
  auto sum = table_sum{.name = table.name, .rows = 0, .hash = {}};
  auto hash = hasher{};
  auto page = row_page{};
  auto const turn = [&]() -> result<void> {
    hash.add(page.bytes);
    auto given = to == nullptr || page.rows.empty() ? result<void>{} : to->add(page);
    page.rows.clear();
    page.bytes.clear();
    return given;
  };
  for (auto rows = reader.more(); !rows.empty(); rows = reader.more()) {
    for (auto& r : rows) {
      append_row(page.bytes, r);
      page.rows.push_back(std::move(r));
      ++sum.rows;
      if (page.bytes.size() >= kPageBytes) {
        if (auto const given = turn(); !given) {
          return tl::make_unexpected(given.error());
        }
      }
    }
  }
  if (auto const given = turn(); !given) {
    return tl::make_unexpected(given.error());
  }
  sum.hash = std::move(hash).hex();
  return sum;
}

void append_number(std::string& bytes, std::uint64_t const n, std::size_t const size) {
  for (auto i = std::size_t{0U}; i != size; ++i) {
    bytes.push_back(static_cast<char>((n >> (8U * i)) & 0xFFU));
  }
}

}  // namespace

void append_row(std::string& bytes, row const& r) {
  for (auto const& c : r) {
    bytes.push_back(static_cast<char>(c.index()));
    if (auto const* const n = std::get_if<std::int64_t>(&c)) {
      append_number(bytes, static_cast<std::uint64_t>(*n), 8U);
    } else if (auto const* const t = std::get_if<std::string>(&c)) {
      append_number(bytes, t->size(), 4U);
      bytes += *t;
    }
  }
}

std::vector<copied_table> copied_tables(connection& c) {
  auto const& ask = shapes_of(c.kind());
  auto waiting = std::map<std::string, std::set<std::string>>{};  // table, and those that must come before it
  for (auto& name : texts(c.rows(ask.tables, {}))) {
    if (name != kMigrations) {
      auto const named = texts(c.rows(ask.references, row{name}));
      auto before = std::set<std::string>(named.begin(), named.end());
      before.erase(name);
      waiting.emplace(std::move(name), std::move(before));
    }
  }
  auto out = std::vector<copied_table>{};
  while (!waiting.empty()) {
    auto const next = std::ranges::find_if(waiting, [](auto const& w) { return w.second.empty(); });
    if (next == waiting.end()) {
      throw database_failure{failure_kind::other, "tables name each other in a circle: no order to copy them in"};
    }
    auto const name = next->first;
    waiting.erase(next);
    for (auto& w : waiting) {
      w.second.erase(name);
    }
    out.push_back(shape_of(c, name));
  }
  return out;
}

result<void> give_rows(connection& c, row_taker& to) {
  for (auto const& table : copied_tables(c)) {
    auto const given =
        to.begin(table).and_then([&] { return give_table(c, table, &to); }).and_then([&](table_sum const& sum) {
          return to.end(sum);
        });
    if (!given) {
      return given;
    }
  }
  return {};
}

std::vector<table_sum> sums_of(connection& c) {
  auto out = std::vector<table_sum>{};
  for (auto const& table : copied_tables(c)) {
    out.push_back(give_table(c, table, nullptr).value());
  }
  return out;
}

std::uint32_t schema_of(connection& c) {
  static statement const kNewest{
      "read the schema", "select coalesce(max(number), 0) from schema_migrations", {}, {kNumber}};
  return static_cast<std::uint32_t>(std::get<std::int64_t>(c.rows(kNewest, {}).front().front()));
}

std::string difference(std::vector<table_sum> const& expected, std::vector<table_sum> const& found) {
  for (auto const& e : expected) {
    auto const f = std::ranges::find(found, e.name, &table_sum::name);
    if (f == found.end()) {
      return fmt::format("table {} is missing", e.name);
    }
    if (f->rows != e.rows) {
      return fmt::format("table {} has {} rows instead of {}", e.name, f->rows, e.rows);
    }
    if (f->hash != e.hash) {
      return fmt::format("table {} has other rows", e.name);
    }
  }
  for (auto const& f : found) {
    if (std::ranges::find(expected, f.name, &table_sum::name) == expected.end()) {
      return fmt::format("table {} is too many", f.name);
    }
  }
  return {};
}

}  // namespace foothold
