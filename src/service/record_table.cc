#include "service/record_table.h"

#include <algorithm>

#include "service/record_table_of.h"

namespace foothold {

std::optional<std::size_t> record_table::at(std::string_view const field) const {
  auto const found = std::ranges::find(fields, field, &field_shape::name);
  return found == fields.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - fields.begin())};
}

std::span<record_table const> record_tables() {
  static auto const made = [] {
    auto tables = std::vector<record_table>{};
    append_organisation_tables(tables);
    append_person_tables(tables);
    append_skill_tables(tables);
    append_version_tables(tables);
    append_case_tables(tables);
    return tables;
  }();
  return made;
}

record_table const* find_record_table(std::string_view const name) {
  auto const tables = record_tables();
  auto const found = std::ranges::find(tables, name, &record_table::name);
  return found == tables.end() ? nullptr : &*found;
}

cell empty_cell(field_shape const& f) {
  if (f.optional) {
    return {};
  }
  switch (f.sort) {
    case field_sort::number:
    case field_sort::yes_no:
    case field_sort::point_in_time:
      return std::int64_t{0};
    case field_sort::word:
      return std::string{f.words.front()};
    default:
      return std::string{};
  }
}

}  // namespace foothold
