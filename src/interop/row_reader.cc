#include "interop/row_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/edit_distance.h"
#include "base/utf8.h"

namespace foothold {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr auto kBlank = std::string_view{" \t\r\n"};
  auto const first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1U);
}

bool is_id(std::string_view const text) {
  return text.size() <= 200U && std::ranges::all_of(text, [](char const c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                  c == '.';
         });
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  auto value = std::int64_t{0};
  if (text.starts_with('+')) {
    text.remove_prefix(1U);
  }
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::optional<unsigned> parse_digits(std::string_view const text, std::size_t const most) {
  auto value = 0U;
  if (text.empty() || text.size() > most) {
    return std::nullopt;
  }
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// "4.3.2026" and "04.03.2026".
std::optional<date> parse_dotted_date(std::string_view const text) {
  auto const parts = split_list(text, '.');
  if (parts.size() != 3U || parts[2].size() != 4U) {
    return std::nullopt;
  }
  auto const d = parse_digits(parts[0], 2U);
  auto const m = parse_digits(parts[1], 2U);
  auto const y = parse_digits(parts[2], 4U);
  if (!d || !m || !y) {
    return std::nullopt;
  }
  auto const ymd = std::chrono::year{static_cast<int>(*y)} / std::chrono::month{*m} / std::chrono::day{*d};
  return ymd.ok() ? std::optional{date{ymd}} : std::nullopt;
}

}  // namespace

std::vector<std::string_view> split_list(std::string_view text, char const separator) {
  auto parts = std::vector<std::string_view>{};
  if (trimmed(text).empty()) {
    return parts;
  }
  while (true) {
    auto const at = text.find(separator);
    parts.push_back(trimmed(text.substr(0U, at)));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + 1U);
  }
}

std::optional<read_date> parse_any_date(std::string_view const text) {
  auto const plain = parse_date(text);
  auto const value = plain ? plain : parse_dotted_date(text);
  constexpr auto kFirst = date{std::chrono::year{1900} / 1 / 1};
  constexpr auto kLast = date{std::chrono::year{2199} / 12 / 31};
  if (!value || *value < kFirst || *value > kLast) {
    return std::nullopt;
  }
  return read_date{*value, !plain};
}

std::string_view row_reader::text(std::string_view const column) const {
  return trimmed(source_.cell(column));
}

std::string_view row_reader::needed(std::string_view const column) {
  auto const cell = text(column);
  if (cell.empty()) {
    wrong(column, "", "a value; this cell must be filled");
  }
  return cell;
}

std::string row_reader::id(std::string_view const column) {
  auto const cell = needed(column);
  if (!is_id(cell)) {
    wrong(column, cell, "an id of at most 200 letters, digits, - _ and . without blanks");
  }
  return std::string{cell};
}

label row_reader::texts(std::string_view const stem) {
  auto out = label{};
  auto const prefix = std::string{stem} + '_';
  needed(prefix + "en");
  for (auto const column : source_.columns()) {
    if (!column.starts_with(prefix)) {
      continue;
    }
    auto const tag = std::string{column.substr(prefix.size())};
    if (auto const cell = text(column); !cell.empty()) {
      out.texts.emplace_back(tag, std::string{cell});
    }
  }
  return out;
}

std::int64_t row_reader::whole_between(std::string_view const column, std::int64_t const fallback,
                                       std::int64_t const low, std::int64_t const high) {
  auto const cell = text(column);
  if (cell.empty()) {
    return fallback;
  }
  auto const value = parse_whole(cell);
  if (!value || *value < low || *value > high) {
    wrong(column, cell, fmt::format("a whole number from {} to {}", low, high));
    return fallback;
  }
  return *value;
}

std::uint32_t row_reader::hundredths(std::string_view const column, std::uint32_t const most) {
  auto const cell = text(column);
  if (cell.empty()) {
    return 0U;
  }
  auto const point = cell.find_first_of(".,");
  auto const whole = parse_digits(cell.substr(0U, point), 8U);
  auto fraction = std::string{point == std::string_view::npos ? "" : cell.substr(point + 1U)};
  auto const length = fraction.size();
  fraction.resize(2U, '0');
  auto const part = parse_digits(fraction, 2U);
  auto const well = whole && part && length <= 2U && (point == std::string_view::npos || length != 0U);
  if (!well || std::uint64_t{*whole} * 100U + *part > std::uint64_t{most} * 100U) {
    wrong(column, cell, fmt::format("a number from 0 to {} with at most two decimals", most));
    return 0U;
  }
  if (point != std::string_view::npos && cell[point] == ',') {
    assume("a comma in a number is the decimal point");
  }
  return *whole * 100U + *part;
}

date row_reader::day_of(std::string_view const column, std::string_view const value) {
  auto const found = parse_any_date(value);
  if (!found) {
    wrong(column, value, "a date of the calendar from 1900 to 2199, as 2026-03-04");
    return {};
  }
  if (found->with_dots) {
    assume("dates such as 04.03.2026 are day.month.year");
  }
  return found->value;
}

date row_reader::day(std::string_view const column) {
  auto const cell = needed(column);
  return cell.empty() ? date{} : day_of(column, cell);
}

std::optional<date> row_reader::maybe_day(std::string_view const column) {
  auto const cell = text(column);
  return cell.empty() ? std::nullopt : std::optional{day_of(column, cell)};
}

std::optional<bool> row_reader::maybe_yes(std::string_view const column) {
  auto const cell = text(column);
  return cell.empty() ? std::nullopt : one_of(column, cell, kYesNo);
}

week_pattern row_reader::week(std::string_view const column, bool const is_needed) {
  auto const cell = is_needed ? needed(column) : text(column);
  auto pattern = parse_week(cell);
  if (!pattern) {
    wrong(column, cell, "weekly times such as Mon-Thu 08:30-12:00; Tue,Thu 18:00-20:30, not overlapping");
    return {};
  }
  return *std::move(pattern);
}

std::uint16_t row_reader::time(std::string_view const column, std::uint16_t const fallback) {
  auto const cell = text(column);
  if (cell.empty()) {
    return fallback;
  }
  auto const value = parse_time(cell.size() == 4U ? "0" + std::string{cell} : std::string{cell});
  if (!value) {
    wrong(column, cell, "a time of day such as 06:00");
  }
  return value.value_or(fallback);
}

std::vector<std::string_view> row_reader::list(std::string_view const column) const {
  return split_list(text(column));
}

std::optional<fact_idx> row_reader::fact(std::string_view const column, std::string_view const name,
                                         fact_table& table) {
  if (!split_fact(name)) {
    wrong(column, name,
          "a fact as family:subject or family:subject:level in small letters; levels of language are a1 to c2, of "
          "digital start basic office");
    return std::nullopt;
  }
  return table.add(name);
}

std::vector<fact_idx> row_reader::facts(std::string_view const column, fact_table& table) {
  auto out = std::vector<fact_idx>{};
  for (auto const name : list(column)) {
    if (auto const f = fact(column, name, table)) {
      if (std::ranges::find(out, *f) == out.end()) {
        out.push_back(*f);
      } else {
        wrong(column, name, "each fact once");
      }
    }
  }
  return out;
}

std::optional<std::uint32_t> row_reader::look_up(std::string_view const column, std::string_view const id,
                                                 id_map const& known, std::string_view const what) {
  if (auto const found = known.find(id); found != known.end()) {
    return found->second;
  }
  if (is_unread(known)) {
    return std::nullopt;
  }
  auto hint = std::string{};
  if (log_.take_hint()) {
    auto names = std::vector<std::string_view>{};
    for (auto const& entry : known) {
      names.push_back(entry.first);
    }
    std::ranges::sort(names);
    if (auto const near = nearest_name(id, names); !near.empty()) {
      hint = "; did you mean \"" + std::string{near} + "\"?";
    }
  }
  wrong(column, id, "the id of " + std::string{what} + hint);
  return std::nullopt;
}

void row_reader::wrong(std::string_view const column, std::string_view const value, std::string expected,
                       bool const warning) {
  auto const hidden = std::ranges::find(private_, column) != private_.end() && !value.empty();
  log_.add_at_row({.file = file_,
                   .line = source_.line(),
                   .field = std::string{column},
                   .value = hidden ? std::string{"(personal, not shown)"} : shortened(value),
                   .expected = std::move(expected),
                   .warning = warning});
}

void row_reader::wrong_word(std::string_view const column, std::string_view const value,
                            std::vector<std::string_view> const& names) {
  auto expected = std::string{"one of"};
  for (auto const name : names) {
    expected += (name == names.front() ? " " : ", ") + std::string{name};
  }
  if (auto const near = nearest_name(value, names); !near.empty()) {
    expected += "; did you mean \"" + std::string{near} + "\"?";
  }
  wrong(column, value, std::move(expected));
}

std::string row_reader::lower(std::string_view const value) {
  auto out = std::string{value};
  for (auto& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace foothold
