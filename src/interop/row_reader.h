#pragma once
// Typed cells of one row of a table. A cell that cannot be read is reported in the log and gives a default value, so
// that the rest of the row and the file are checked too.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "interop/import_log.h"
#include "interop/words.h"
#include "model/fact.h"
#include "model/label.h"
#include "model/week.h"

namespace foothold {

// Where cells come from: a line of a CSV file, or an object of a JSON file.
class row_source {
public:
  virtual ~row_source() = default;
  [[nodiscard]] virtual std::string_view cell(std::string_view column) const = 0;
  [[nodiscard]] virtual std::vector<std::string_view> columns() const = 0;
  [[nodiscard]] virtual std::uint64_t line() const = 0;
};

// Text ids of one table -> position.
using id_map = std::unordered_map<std::string, std::uint32_t, string_hash, std::equal_to<>>;

// The table could not be read: what refers to it is not to blame, so nothing more is reported about it.
inline void mark_unread(id_map& ids) {
  ids.emplace("", 0U);  // no row has an empty id
}
inline bool is_unread(id_map const& ids) {
  return ids.contains(std::string_view{});
}

class row_reader {
public:
  row_reader(std::string file, row_source const& source, import_log& log)
      : file_{std::move(file)}, source_{source}, log_{log} {}

  // Values of these columns are never shown in a fault.
  void keep_private(std::vector<std::string_view> columns) { private_ = std::move(columns); }

  // Cell without blanks around it.
  [[nodiscard]] std::string_view text(std::string_view column) const;
  std::string_view needed(std::string_view column);  // a fault when empty
  std::string id(std::string_view column);           // letters, digits, - _ .
  label texts(std::string_view stem);                // stem_en is needed

  // An empty cell gives the fallback.
  template <typename T>
  T whole(std::string_view column, T fallback = 0, T low = 0, T high = std::numeric_limits<T>::max()) {
    return static_cast<T>(whole_between(column, fallback, low, high));
  }
  std::uint32_t hundredths(std::string_view column, std::uint32_t most);  // 12.5 -> 1250; empty: 0
  date day(std::string_view column);                                      // needed
  std::optional<date> maybe_day(std::string_view column);
  date day_of(std::string_view column, std::string_view text);  // a date inside a cell
  std::optional<bool> maybe_yes(std::string_view column);
  bool yes(std::string_view column) { return maybe_yes(column).value_or(false); }
  week_pattern week(std::string_view column, bool is_needed = false);
  std::uint16_t time(std::string_view column, std::uint16_t fallback);
  [[nodiscard]] std::vector<std::string_view> list(std::string_view column) const;  // parts between |
  std::vector<fact_idx> facts(std::string_view column, fact_table& table);
  std::optional<fact_idx> fact(std::string_view column, std::string_view name, fact_table& table);

  template <typename T, std::size_t N>
  std::optional<T> one_of(std::string_view column, std::string_view const text, std::array<word<T>, N> const& words) {
    auto const exact = value_of(words, text);
    auto const value = exact ? exact : value_of(words, lower(text));
    if (!value) {
      auto names = std::vector<std::string_view>{};
      for (auto const& w : words) {
        names.push_back(w.first);
      }
      wrong_word(column, text, names);
    }
    return value;
  }
  // Empty gives the fallback.
  template <typename T, std::size_t N>
  T word_or(std::string_view column, std::array<word<T>, N> const& words, T fallback) {
    auto const cell = text(column);
    return cell.empty() ? fallback : one_of(column, cell, words).value_or(fallback);
  }

  // The id in the cell, looked up. Nothing when empty, or unknown (a fault).
  std::optional<std::uint32_t> look_up(std::string_view column, std::string_view id, id_map const& known,
                                       std::string_view what);
  template <typename Id>
  Id ref(std::string_view column, id_map const& known, std::string_view what, bool is_needed = true) {
    auto const cell = is_needed ? needed(column) : text(column);
    auto const found = cell.empty() ? std::nullopt : look_up(column, cell, known, what);
    return found ? Id{std::size_t{*found}} : Id{};
  }

  void wrong(std::string_view column, std::string_view value, std::string expected, bool warning = false);
  void assume(std::string_view text) { log_.assume(file_ + ": " + std::string{text}); }

private:
  static std::string lower(std::string_view text);
  std::int64_t whole_between(std::string_view column, std::int64_t fallback, std::int64_t low, std::int64_t high);
  void wrong_word(std::string_view column, std::string_view text, std::vector<std::string_view> const& names);

  std::string file_;
  row_source const& source_;
  import_log& log_;
  std::vector<std::string_view> private_;
};

// Parts of a text between separators, without blanks around them; "" has none.
std::vector<std::string_view> split_list(std::string_view text, char separator = '|');

// 2026-03-04 or 4.3.2026, between 1900 and 2199.
struct read_date {
  date value;
  bool with_dots;
};
std::optional<read_date> parse_any_date(std::string_view text);

}  // namespace foothold
