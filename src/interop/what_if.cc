#include "interop/what_if.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/csv.h"
#include "interop/json_input.h"
#include "interop/pack_files.h"
#include "interop/territory_export.h"

namespace foothold {

namespace {

using nlohmann::json;
using cells = std::vector<std::string>;

constexpr auto kLike = std::string_view{"like"};

// One table of the pack as text: rows in their order, the first column is the id.
class table {
public:
  explicit table(std::string_view const bytes) {
    auto reader = csv_reader{bytes};
    auto row = csv_row{};
    while (reader.next(row)) {
      auto out = cells{row.fields.begin(), row.fields.end()};
      if (header_.empty()) {
        header_ = std::move(out);
      } else {
        rows_.push_back(std::move(out));
      }
    }
  }

  [[nodiscard]] cells* find(std::string_view const id) {
    auto const at = std::ranges::find_if(rows_, [&](cells const& row) { return row.front() == id; });
    return at == rows_.end() ? nullptr : &*at;
  }
  [[nodiscard]] std::string const& id_column() const { return header_.front(); }
  [[nodiscard]] std::size_t column(std::string_view const name) const {
    return static_cast<std::size_t>(std::ranges::find(header_, name) - header_.begin());
  }
  [[nodiscard]] std::size_t width() const { return header_.size(); }
  [[nodiscard]] std::string columns() const { return fmt::format("{}", fmt::join(header_, " ")); }

  cells& add(cells row) {
    rows_.push_back(std::move(row));
    return rows_.back();
  }
  void remove(std::string_view const id) {
    std::erase_if(rows_, [&](cells const& row) { return row.front() == id; });
  }
  [[nodiscard]] std::string bytes() const {
    auto out = std::string{};
    auto writer = csv_writer{out};
    auto const put = [&](cells const& row) { writer.row(std::vector<std::string_view>{row.begin(), row.end()}); };
    put(header_);
    std::ranges::for_each(rows_, put);
    return out;
  }

private:
  cells header_;
  std::vector<cells> rows_;
};

class patch {
public:
  patch(territory const& t, std::string_view const file) : file_{file}, files_{write_territory(t)} {}

  what_if read(std::string_view text);

private:
  void wrong(std::string path, std::string value, std::string expected) {
    out_.load.found.push_back(
        {.file = file_, .field = std::move(path), .value = std::move(value), .expected = std::move(expected)});
  }
  table* table_of(std::string const& name, std::string const& path);
  void set_rows(json const& tables);
  void set_row(table& rows, json const& row, std::string const& path);
  void remove_rows(json const& tables);

  std::string file_;
  std::vector<named_bytes> files_;
  std::map<std::string, table> changed_;
  what_if out_;
};

table* patch::table_of(std::string const& name, std::string const& path) {
  if (auto const known = changed_.find(name); known != changed_.end()) {
    return &known->second;
  }
  auto const at = std::ranges::find(files_, name, &named_bytes::name);
  if (at == files_.end() || find_pack_table(name) == nullptr) {
    wrong(path, name, "a table that the territory has, as sessions.csv");
    return nullptr;
  }
  return &changed_.emplace(name, table{at->bytes}).first->second;
}

void patch::set_row(table& rows, json const& row, std::string const& path) {
  if (!row.is_object() || !row.contains(rows.id_column()) || !row[rows.id_column()].is_string()) {
    wrong(path, "", fmt::format("a row with its {}", rows.id_column()));
    return;
  }
  auto const id = row[rows.id_column()].get<std::string>();
  auto* target = rows.find(id);
  if (row.contains(kLike)) {
    auto const model = row[kLike].is_string() ? row[kLike].get<std::string>() : std::string{};
    auto const* const from = rows.find(model);
    if (from == nullptr || target != nullptr) {
      wrong(path + ".like", model,
            target != nullptr ? "no like: there is a row with this id" : "the id of a row that is there");
      return;
    }
    target = &rows.add(cells{*from});
  }
  if (target == nullptr) {
    target = &rows.add(cells(rows.width()));
  }
  for (auto const& [name, value] : row.items()) {
    if (name == kLike) {
      continue;
    }
    auto const column = rows.column(name);
    if (column == rows.width()) {
      wrong(fmt::format("{}.{}", path, name), name, "one of the columns " + rows.columns());
    } else if (!value.is_string() && !value.is_number()) {
      wrong(fmt::format("{}.{}", path, name), "", "a text or a number, as a cell of the table");
    } else {
      (*target)[column] = value.is_string() ? value.get<std::string>() : value.dump();
    }
  }
}

void patch::set_rows(json const& tables) {
  for (auto const& [name, list] : tables.items()) {
    auto const path = "$.set." + name;
    auto* const rows = table_of(name, path);
    if (rows != nullptr && !list.is_array()) {
      wrong(path, "", "a list of rows");
      continue;
    }
    for (auto i = std::size_t{0U}; rows != nullptr && i != list.size(); ++i) {
      set_row(*rows, list[i], fmt::format("{}[{}]", path, i));
    }
  }
}

void patch::remove_rows(json const& tables) {
  for (auto const& [name, list] : tables.items()) {
    auto const path = "$.remove." + name;
    auto* const rows = table_of(name, path);
    if (rows != nullptr && !list.is_array()) {
      wrong(path, "", "a list of ids");
      continue;
    }
    for (auto i = std::size_t{0U}; rows != nullptr && i != list.size(); ++i) {
      auto const id = list[i].is_string() ? list[i].get<std::string>() : std::string{};
      if (rows->find(id) == nullptr) {
        wrong(fmt::format("{}[{}]", path, i), id, "the id of a row that is there");
      }
      rows->remove(id);
    }
  }
}

what_if patch::read(std::string_view const text) {
  auto const value = parse_json(file_, text, {.bytes = std::size_t{4U} << 20U, .depth = 8U});
  if (!value) {
    out_.load.found.push_back(value.error());
    return std::move(out_);
  }
  auto object = json_object{*value, "$", file_, out_.load.found};
  if (auto const format = object.text("format"); !format.empty() && format != kWhatIfFormat) {
    object.wrong("format", fmt::format("\"{}\"", kWhatIfFormat));
  }
  out_.title = object.text("title");
  for (auto const* const name : {"remove", "set"}) {
    auto const* const tables = object.member(name, false);
    if (tables != nullptr && !tables->is_object()) {
      object.wrong(name, "tables by their file, as {\"sessions.csv\": [...]}");
    } else if (tables != nullptr) {
      std::string_view{name} == "set" ? set_rows(*tables) : remove_rows(*tables);
    }
  }
  object.no_others();
  if (!out_.load.found.empty()) {
    return std::move(out_);
  }
  for (auto const& [name, rows] : changed_) {
    std::ranges::find(files_, name, &named_bytes::name)->bytes = rows.bytes();
  }
  out_.load = read_territory(std::move(files_));
  return std::move(out_);
}

}  // namespace

what_if read_what_if(territory const& t, std::string_view const file, std::string_view const text) {
  return patch{t, file}.read(text);
}

}  // namespace foothold
