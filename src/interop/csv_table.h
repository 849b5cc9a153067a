#pragma once
// A CSV file with a header: cells by the name of their column, whatever the order of the columns.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "interop/csv.h"

namespace foothold {

struct csv_column {
  std::string_view name;  // "title_*" stands for every column that starts with "title_"
  bool required{false};
};

struct csv_table_options {
  char separator{','};
  bool unknown_is_fault{true};  // false: a warning
  bool short_rows{true};        // true: cells missing at the end of a row are empty; false: a fault
};

// Rows and header are checked against the columns; every fault carries `file` and its line. A row with more cells than
// the header is left out and reported. Not thread-safe; views live as long as the table and its text.
class csv_table {
public:
  // Without a header or a required column next() gives no rows: see faults().
  csv_table(std::string file, std::string_view utf8, std::span<csv_column const> columns,
            csv_table_options options = {});

  bool next();
  [[nodiscard]] std::uint64_t line() const { return row_.line; }

  // Position of a column, found once before the loop; nothing when the file does not have it.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> const& header() const { return header_; }

  // The cell of this row; "" for an absent column.
  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const;
  [[nodiscard]] std::string_view cell(std::string_view const name) const { return cell(find(name)); }

  // For checks of the caller: a fault at this row.
  [[nodiscard]] fault fault_here(std::string_view column, std::string_view value, std::string expected) const;

  // Faults of the file so far, in the order of the file; take them at the end.
  [[nodiscard]] faults const& found() const { return faults_; }

  // False: no row of this file can be used, or the rows after the last fault are missing.
  [[nodiscard]] bool complete() const { return usable_ && reader_.complete(); }

private:
  void read_header(std::span<csv_column const> columns);
  void check_name(std::string_view name, std::span<csv_column const> columns);
  bool fits(csv_row const& row);
  void take_faults_of_reader();

  std::string file_;
  csv_table_options options_;
  csv_reader reader_;
  csv_row row_;
  std::vector<std::string_view> header_;
  faults faults_;
  std::size_t taken_{0U};  // faults of the reader that are in faults_ already
  bool usable_{true};
};

}  // namespace foothold
