#include "interop/csv_table.h"

#include <algorithm>
#include <utility>

#include "base/edit_distance.h"
#include "base/utf8.h"

namespace foothold {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1U);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1U);
  }
  return text;
}

bool matches(csv_column const& column, std::string_view const name) {
  return column.name.ends_with('*') ? name.starts_with(column.name.substr(0U, column.name.size() - 1U))
                                    : name == column.name;
}

std::string expected_column(std::string_view const name, std::span<csv_column const> const columns) {
  auto names = std::vector<std::string_view>{};
  for (auto const& column : columns) {
    names.push_back(column.name);
  }
  if (auto const near = nearest_name(name, names); !near.empty()) {
    return "a known column; did you mean \"" + std::string{near} + "\"?";
  }
  auto out = std::string{"one of the columns"};
  auto separator = std::string_view{" "};
  for (auto const known : names) {
    (out += separator) += known;
    separator = ", ";
  }
  return out;
}

}  // namespace

csv_table::csv_table(std::string file, std::string_view const utf8, std::span<csv_column const> const columns,
                     csv_table_options const options)
    : file_{std::move(file)}, options_{options}, reader_{utf8, options.separator} {
  if (reader_.next(row_)) {
    read_header(columns);
  } else {
    usable_ = false;
    take_faults_of_reader();
    if (faults_.empty()) {
      faults_.push_back({.file = file_, .expected = "a first line with the names of the columns; the file is empty"});
    }
  }
}

void csv_table::read_header(std::span<csv_column const> const columns) {
  take_faults_of_reader();
  for (auto const field : row_.fields) {
    header_.push_back(trimmed(field));
  }
  while (!header_.empty() && header_.back().empty()) {  // spreadsheets leave empty columns at the end
    header_.pop_back();
  }
  for (auto name = header_.begin(); name != header_.end(); ++name) {
    if (std::find(header_.begin(), name, *name) != name) {
      faults_.push_back(fault_here(*name, *name, "each column once"));
    }
    check_name(*name, columns);
  }
  for (auto const& column : columns) {
    if (column.required &&
        std::ranges::none_of(header_, [&](std::string_view const name) { return matches(column, name); })) {
      auto missing = fault_here(column.name, "", "this column, which must be there");
      faults_.push_back(std::move(missing));
      usable_ = false;
    }
  }
}

void csv_table::check_name(std::string_view const name, std::span<csv_column const> const columns) {
  if (std::ranges::any_of(columns, [&](csv_column const& column) { return matches(column, name); })) {
    return;
  }
  auto unknown = fault_here(name, name, expected_column(name, columns));
  unknown.warning = !options_.unknown_is_fault;
  faults_.push_back(std::move(unknown));
}

bool csv_table::next() {
  while (usable_ && reader_.next(row_)) {
    take_faults_of_reader();
    if (fits(row_)) {
      return true;
    }
  }
  take_faults_of_reader();
  return false;
}

bool csv_table::fits(csv_row const& row) {
  auto const surplus = row.fields.size() > header_.size() ? row.fields.size() - header_.size() : 0U;
  auto const empty = [](std::string_view const cell) { return cell.empty(); };
  if (surplus != 0U && !std::all_of(row.fields.end() - static_cast<std::ptrdiff_t>(surplus), row.fields.end(), empty)) {
    faults_.push_back(fault_here("", std::to_string(row.fields.size()) + " cells",
                                 "at most " + std::to_string(header_.size()) + " cells, as in the header"));
    return false;
  }
  if (row.fields.size() < header_.size() && !options_.short_rows) {
    faults_.push_back(fault_here("", std::to_string(row.fields.size()) + " cells",
                                 std::to_string(header_.size()) + " cells, as in the header"));
    return false;
  }
  return true;
}

std::optional<std::size_t> csv_table::find(std::string_view const name) const {
  auto const found = std::ranges::find(header_, name);
  return found == header_.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - header_.begin())};
}

std::string_view csv_table::cell(std::optional<std::size_t> const column) const {
  return column && *column < row_.fields.size() ? row_.fields[*column] : std::string_view{};
}

fault csv_table::fault_here(std::string_view const column, std::string_view const value, std::string expected) const {
  return {.file = file_,
          .line = row_.line,
          .field = std::string{column},
          .value = shortened(value),
          .expected = std::move(expected)};
}

void csv_table::take_faults_of_reader() {
  for (; taken_ != reader_.faults().size(); ++taken_) {
    faults_.push_back(reader_.faults()[taken_]);
    faults_.back().file = file_;
  }
}

}  // namespace foothold
