#pragma once
// All rows of a database, table by table, in a form in which both engines say the same: what a copy of the data is made
// of, and what is put into another database. Which tables there are is asked of the database itself, so that none can
// be forgotten and the rows of every schema can be copied. Ciphertext stays ciphertext; no key is needed.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/connection.h"

namespace foothold {

struct copied_column {
  std::string name;
  cell_kind kind{cell_kind::text};

  bool operator==(copied_column const&) const = default;
};

struct copied_table {
  std::string name;
  std::vector<copied_column> columns;
  std::vector<std::size_t> key;  // columns that the rows are ordered by; not the same twice

  bool operator==(copied_table const&) const = default;
};

// Some rows of a table, and the same as bytes: for each cell 0 for nothing, 1 and eight bytes for a number, 2, the
// length in four bytes and UTF-8 for text; little-endian.
struct row_page {
  std::vector<row> rows;
  std::string bytes;
};

// What a table held: equal on both engines for equal rows.
struct table_sum {
  std::string name;
  std::int64_t rows{0};
  std::string hash;  // BLAKE2b-256 in hex of all its pages' bytes

  bool operator==(table_sum const&) const = default;
};

// Who is given rows: begin, as many pages as there are, end; then the next table. An error ends it.
class row_taker {
public:
  virtual ~row_taker() = default;
  [[nodiscard]] virtual result<void> begin(copied_table const& table) = 0;
  [[nodiscard]] virtual result<void> add(row_page const& page) = 0;
  [[nodiscard]] virtual result<void> end(table_sum const& sum) = 0;
};

// Each after those that its rows name, else by name. The table of migrations is not among them. Throws
// database_failure, as do the next three.
[[nodiscard]] std::vector<copied_table> copied_tables(connection& c);

// Every row of every table, in the transaction that is open: one state.
[[nodiscard]] result<void> give_rows(connection& c, row_taker& to);

// What each table holds.
[[nodiscard]] std::vector<table_sum> sums_of(connection& c);

// The newest migration that was taken.
[[nodiscard]] std::uint32_t schema_of(connection& c);

// The first table in which they differ, as a sentence without a full stop; empty where they are equal.
[[nodiscard]] std::string difference(std::vector<table_sum> const& expected, std::vector<table_sum> const& found);

void append_row(std::string& bytes, row const& r);

}  // namespace foothold
