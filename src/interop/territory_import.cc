#include "interop/territory_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/edit_distance.h"
#include "interop/decode.h"
#include "interop/pack_reader.h"
#include "model/validate.h"
#include "sys/hash.h"

namespace foothold {

namespace {

using row_function = void (*)(pack_reader&, row_reader&);

row_function reader_of(std::string_view const file) {
  static auto const kReaders = std::map<std::string_view, row_function>{
      {"organisations.csv", read_organisation},
      {"locations.csv", read_location},
      {"travel.csv", read_travel},
      {"offers.csv", read_offer},
      {"sessions.csv", read_session},
      {"occupations.csv", read_occupation},
      {"vacancies.csv", read_vacancy},
      {"services.csv", read_service},
      {kRulesFile, read_rule},
      {"shortages.csv", read_shortage},
      {"households.csv", read_household},
      {"children.csv", read_child},
      {"people.csv", read_person},
      {"texts/facts.csv", read_fact_text},
  };
  return kReaders.at(file);
}

// The ids of a table that others refer to; null for the other tables.
id_map* ids_of(pack_reader& p, std::string_view const file) {
  auto const maps = std::map<std::string_view, id_map*>{
      {"organisations.csv", &p.organisations}, {"locations.csv", &p.locations}, {"offers.csv", &p.offers},
      {"occupations.csv", &p.occupations},     {"vacancies.csv", &p.vacancies}, {"households.csv", &p.households},
      {"children.csv", &p.children},
  };
  auto const found = maps.find(file);
  return found == maps.end() ? nullptr : found->second;
}

// Without a single row because of a fault of the file.
void note_unread(pack_reader& p, std::string_view const file) {
  if (auto* const ids = ids_of(p, file); ids != nullptr && ids->empty()) {
    mark_unread(*ids);
  }
}

class csv_source final : public row_source {
public:
  explicit csv_source(csv_table const& table) : table_{table} {}
  [[nodiscard]] std::string_view cell(std::string_view const column) const override { return table_.cell(column); }
  [[nodiscard]] std::vector<std::string_view> columns() const override { return table_.header(); }
  [[nodiscard]] std::uint64_t line() const override { return table_.line(); }

private:
  csv_table const& table_;
};

// The decoded text of a file, or a fault in the log.
std::optional<std::string> text_of(pack_reader& p, named_bytes const& file) {
  auto decoded = decode_text(file.name, file.bytes);
  if (!decoded) {
    p.log.add(decoded.error());
    return std::nullopt;
  }
  if (decoded->encoding != "UTF-8") {
    p.log.assume(fmt::format("{}: read as {}", file.name, decoded->encoding));
  }
  return std::move(decoded->text);
}

// Columns such as title_de: is the language one of the territory's?
void check_languages(pack_reader& p, std::string const& file, csv_table const& table, pack_table const& spec) {
  for (auto const& column : spec.columns) {
    if (!column.name.ends_with('*')) {
      continue;
    }
    auto const stem = column.name.substr(0U, column.name.size() - 1U);
    for (auto const name : table.header()) {
      auto const tag = name.starts_with(stem) ? std::string{name.substr(stem.size())} : std::string{"en"};
      if (tag != "en" && std::ranges::find(p.t.languages, tag) == p.t.languages.end()) {
        p.log.add({.file = file,
                   .line = 1U,
                   .field = std::string{name},
                   .value = tag,
                   .expected = "a language that territory.json lists in \"languages\"",
                   .warning = true});
      }
    }
  }
}

void read_table(pack_reader& p, named_bytes const& file, pack_table const& spec) {
  auto const text = text_of(p, file);
  if (!text) {
    note_unread(p, spec.file);
    return;
  }
  auto const separator = detect_separator(*text);
  if (separator != ',') {
    p.log.assume(fmt::format("{}: cells are separated by {}", file.name, separator == ';' ? "semicolons" : "tabs"));
  }
  auto table = csv_table{file.name, *text, spec.columns, {.separator = separator}};
  auto const source = csv_source{table};
  check_languages(p, file.name, table, spec);
  auto const read_row = reader_of(spec.file);
  while (table.next()) {
    p.log.begin_row(file.name, table.line());
    auto row = row_reader{file.name, source, p.log};
    read_row(p, row);
  }
  for (auto const& f : table.found()) {
    p.log.add(f);
  }
  if (has_fault(table.found())) {
    note_unread(p, spec.file);
  }
}

std::string top_folder(std::string const& name) {
  auto const slash = name.find('/');
  return slash == std::string::npos ? name : name.substr(0U, slash + 1U);
}

// A file that no territory is read from: a note, and a warning when it looks like a misspelt one.
void pass_over(pack_reader& p, std::string const& name) {
  auto const names = pack_file_names();
  auto const near = name.ends_with(".csv") || name.ends_with(".json") ? nearest_name(name, names) : "";
  if (near.empty()) {
    p.log.assume("ignored: " + top_folder(name));
  } else {
    p.log.add(
        {.file = name, .expected = "a file of a pack; did you mean \"" + std::string{near} + "\"?", .warning = true});
  }
}

named_bytes const* find_file(std::vector<named_bytes> const& files, std::string_view const name) {
  auto const found = std::ranges::find(files, name, &named_bytes::name);
  return found == files.end() ? nullptr : &*found;
}

void expect_file(pack_reader& p, std::string_view const name) {
  p.log.add({.file = std::string{name}, .expected = "this file, which every pack must have"});
}

void hash_files(pack_reader& p, std::vector<named_bytes> const& sorted) {
  auto all = hasher{};
  for (auto const& file : sorted) {
    if (file.name == kRulesFile) {
      p.t.rules_hash = hash_hex(file.bytes);
    } else if (file.name == kPolicyFile) {
      p.t.policy_hash = hash_hex(file.bytes);
    } else if (is_pack_file(file.name)) {
      all.add_part(file.name);
      all.add_part(file.bytes);
    }
  }
  p.t.hash = std::move(all).hex();
}

void read_files(pack_reader& p, std::vector<named_bytes> const& files) {
  using json_function = void (*)(pack_reader&, std::string_view);
  constexpr auto kJsonFiles = std::array<std::pair<std::string_view, json_function>, 2>{
      {{kTerritoryFile, read_territory_json}, {kPolicyFile, read_policy_json}}};
  for (auto const& [name, read] : kJsonFiles) {
    if (auto const* const file = find_file(files, name); file == nullptr) {
      expect_file(p, name);
    } else if (auto const text = text_of(p, *file)) {
      read(p, *text);
    }
  }
  if (p.zones.empty()) {
    mark_unread(p.zones);
  }
  for (auto const& spec : pack_tables()) {
    if (auto const* const file = find_file(files, spec.file); file != nullptr) {
      read_table(p, *file, spec);
    } else if (spec.required) {
      expect_file(p, spec.file);
      note_unread(p, spec.file);
    }
  }
  for (auto const& file : files) {
    if (!is_pack_file(file.name)) {
      pass_over(p, file.name);
    }
  }
}

// Position of a file in the order of reading.
std::size_t reading_order(std::string_view const file) {
  if (file == kTerritoryFile || file == kPolicyFile) {
    return file == kTerritoryFile ? 0U : 1U;
  }
  auto const tables = pack_tables();
  return 2U + static_cast<std::size_t>(std::ranges::find(tables, file, &pack_table::file) - tables.begin());
}

}  // namespace

territory_load read_territory(std::vector<named_bytes> files) {
  std::ranges::sort(files, {}, &named_bytes::name);
  auto p = pack_reader{};
  read_files(p, files);
  for (auto& f : validate_rows(p.t)) {
    p.log.add_by_row(std::move(f));
  }
  if (!p.log.failed()) {
    for (auto& f : validate_whole(p.t)) {
      p.log.add_by_row(std::move(f));
    }
  }
  auto out = territory_load{};
  out.found = std::move(p.log.found);
  out.assumed = std::move(p.log.assumed);
  std::ranges::stable_sort(out.found, [](fault const& a, fault const& b) {
    return std::pair{reading_order(a.file), a.line} < std::pair{reading_order(b.file), b.line};
  });
  for (auto const& spec : pack_tables()) {
    out.rows.emplace_back(spec.file, p.log.rows_of(spec.file));
  }
  if (!has_fault(out.found)) {
    hash_files(p, files);
    out.value = std::move(p.t);
  }
  return out;
}

}  // namespace foothold
