#include "interop/csv.h"

#include <cstring>

#include "base/utf8.h"

namespace foothold {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::uint64_t count_lines(char const* from, char const* const to) {
  auto lines = std::uint64_t{0U};
  for (; from != to; ++from) {
    if (*from == '\n' || (*from == '\r' && (from + 1 == to || from[1] != '\n'))) {
      ++lines;
    }
  }
  return lines;
}

std::string with_single_quotes(std::string_view const text) {
  auto out = std::string{};
  out.reserve(text.size());
  for (std::size_t i = 0U; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"') {
      ++i;  // the second one of the pair
    }
  }
  return out;
}

bool starts_formula(std::string_view const text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

}  // namespace

csv_reader::csv_reader(std::string_view const utf8, char const separator)
    : at_{utf8.data()}, end_{utf8.data() + utf8.size()}, separator_{separator} {
  for (auto const c : {separator, '"', '\r', '\n'}) {
    ends_plain_[static_cast<unsigned char>(c)] = true;
  }
  if (utf8.starts_with(kByteOrderMark)) {
    at_ += kByteOrderMark.size();
  }
}

bool csv_reader::next(csv_row& row) {
  while (at_ != end_ && faults_.size() < kMostFaults) {
    if (*at_ == '\n' || *at_ == '\r') {  // an empty line
      end_line();
      continue;
    }
    switch (read_row(row)) {
      case cell_end::separator:
      case cell_end::line:
        return true;
      case cell_end::stray_quote:
        report(row.fields.size(), row.fields.back(), "quotes only around the whole cell, and inside it only doubled");
        skip_line();
        break;
      case cell_end::open_quote:
        report(row.fields.size(), row.fields.back(), "a closing quote: the quote opened here never ends");
        at_ = end_;
        complete_ = false;
        break;
    }
  }
  return false;
}

csv_reader::cell_end csv_reader::read_row(csv_row& row) {
  row.fields.clear();
  row.line = line_;
  auto end = cell_end::separator;
  while (end == cell_end::separator) {
    end = read_cell(row.fields.emplace_back());
  }
  return end;
}

csv_reader::cell_end csv_reader::read_cell(std::string_view& cell) {
  if (at_ != end_ && *at_ == '"') {
    return read_quoted_cell(cell);
  }
  auto const* const from = at_;
  while (at_ != end_ && !ends_plain_[static_cast<unsigned char>(*at_)]) {
    ++at_;
  }
  cell = {from, static_cast<std::size_t>(at_ - from)};
  return end_of_cell();
}

// at_ is on the opening quote. Line ends inside the cell are kept as they are, and counted.
csv_reader::cell_end csv_reader::read_quoted_cell(std::string_view& cell) {
  auto const* const from = at_ + 1;
  auto const* to = from;
  auto doubled = false;
  for (;;) {
    to = static_cast<char const*>(std::memchr(to, '"', static_cast<std::size_t>(end_ - to)));
    if (to == nullptr) {
      cell = {from, static_cast<std::size_t>(end_ - from)};
      return cell_end::open_quote;
    }
    if (to + 1 == end_ || to[1] != '"') {
      break;
    }
    doubled = true;
    to += 2;
  }
  cell = {from, static_cast<std::size_t>(to - from)};
  if (doubled) {
    cell = unescaped_.emplace_back(with_single_quotes(cell));
  }
  line_ += count_lines(from, to);
  at_ = to + 1;
  return end_of_cell();
}

csv_reader::cell_end csv_reader::end_of_cell() {
  if (at_ == end_) {
    return cell_end::line;
  }
  if (*at_ == separator_) {
    ++at_;
    return cell_end::separator;
  }
  if (*at_ == '\n' || *at_ == '\r') {
    end_line();
    return cell_end::line;
  }
  return cell_end::stray_quote;
}

void csv_reader::end_line() {
  ++line_;
  at_ += (*at_ == '\r' && at_ + 1 != end_ && at_[1] == '\n') ? 2 : 1;
}

void csv_reader::skip_line() {
  while (at_ != end_ && *at_ != '\n' && *at_ != '\r') {
    ++at_;
  }
  if (at_ != end_) {
    end_line();
  }
}

void csv_reader::report(std::size_t const cell, std::string_view const value, std::string_view const expected) {
  faults_.push_back({.line = line_,
                     .field = "cell " + std::to_string(cell),
                     .value = shortened(value),
                     .expected = std::string{expected}});
}

void csv_writer::row(std::span<std::string_view const> const cells) {
  for (std::size_t i = 0U; i != cells.size(); ++i) {
    if (i != 0U) {
      out_ += options_.separator;
    }
    cell(cells[i], cells.size() == 1U);
  }
  out_ += '\n';
}

void csv_writer::cell(std::string_view const text, bool const alone) {
  auto const guard = options_.guard_formulas && starts_formula(text);
  auto const must_quote = text.find_first_of("\"\r\n") != std::string_view::npos ||
                          text.find(options_.separator) != std::string_view::npos ||
                          text.starts_with(kByteOrderMark) ||  // at the top of a file it would be lost
                          (text.empty() && alone);             // an empty line is no row
  if (must_quote) {
    out_ += '"';
  }
  if (guard) {
    out_ += '\'';
  }
  for (auto const c : text) {
    if (c == '"') {
      out_ += '"';
    }
    out_ += c;
  }
  if (must_quote) {
    out_ += '"';
  }
}

}  // namespace foothold
