#pragma once
// CSV after RFC 4180: quoted cells may hold separators, line breaks and doubled quotes; lines end with CRLF, LF or CR;
// a byte order mark and empty lines are skipped. Cells are views into the text (no copies); only cells with doubled
// quotes are unescaped into memory of the reader. Text must stay alive and be UTF-8 (see base/utf8.h); reading is one
// pass.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace foothold {

struct csv_row {
  std::uint64_t line{0U};  // where the row starts, 1-based
  std::vector<std::string_view> fields;
};

class csv_reader {
public:
  explicit csv_reader(std::string_view utf8, char separator = ',');

  // The next whole row; false at the end. A row with a stray quote is left out and reported; a quote that is never
  // closed ends the reading. Views stay valid as long as the reader and its text.
  bool next(csv_row& row);

  // What was wrong so far: line, and in `field` the number of the cell ("cell 3"). The file name is the caller's. At
  // kMostFaults the reader gives up, as such a file is no CSV.
  [[nodiscard]] foothold::faults const& faults() const { return faults_; }

  static constexpr std::size_t kMostFaults = 1000U;

  // False when the reading ended before the text: an open quote, or too many faults.
  [[nodiscard]] bool complete() const { return complete_ && faults_.size() < kMostFaults; }

private:
  enum class cell_end { separator, line, stray_quote, open_quote };

  cell_end read_row(csv_row& row);
  cell_end read_cell(std::string_view& cell);
  cell_end read_quoted_cell(std::string_view& cell);
  cell_end end_of_cell();
  void end_line();
  void skip_line();
  void report(std::size_t cell, std::string_view value, std::string_view expected);

  char const* at_;
  char const* end_;
  char separator_;
  std::array<bool, 256U> ends_plain_{};  // by byte: a plain cell cannot go on here
  std::uint64_t line_{1U};
  bool complete_{true};
  std::deque<std::string> unescaped_;  // a deque never moves what it holds
  foothold::faults faults_;
};

struct csv_write_options {
  char separator{','};
  bool guard_formulas{false};  // puts ' before cells that a spreadsheet would run (= + - @ TAB CR)
};

// Appends rows to a string; a cell is quoted when it must be. Lines end with LF.
class csv_writer {
public:
  explicit csv_writer(std::string& out, csv_write_options options = {}) : out_{out}, options_{options} {}

  void row(std::span<std::string_view const> cells);
  void row(std::initializer_list<std::string_view> cells) { row(std::span{cells.begin(), cells.size()}); }

private:
  void cell(std::string_view text, bool alone);

  std::string& out_;
  csv_write_options options_;
};

}  // namespace foothold
