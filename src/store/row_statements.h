#pragma once
// The statements of one table, made once from its columns (table.h). The texts hold names of the program only.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/field_codec.h"
#include "store/statement.h"
#include "store/table.h"

namespace foothold {

struct row_statements {
  statement insert, find, update, remove, list;
  std::vector<statement> list_by;  // in the order of kListedBy
  statement remove_all;            // of one person; without a text where no row is of a person
};

struct column_shape {
  std::string name;
  cell_kind kind;
};

struct table_shape {
  std::string_view name;
  std::vector<column_shape> columns;
  std::span<std::string_view const> listed_by;
  std::string_view person;  // the column that names the person a row is of, and goes with; empty: none does
  bool fixed{false};
};

[[nodiscard]] row_statements make_row_statements(table_shape const& table);

// A proof for a fund names a participant, and stays.
template <typename Record>
constexpr std::string_view column_of_person() {
  if constexpr (table_of<Record>::kName == "persons") {
    return "id";
  } else if constexpr (requires(Record const& r) { r.carer; }) {
    return "carer";
  } else if constexpr (requires(Record const& r) { r.person; }) {
    return "person";
  } else {
    return {};
  }
}

template <typename Record>
[[nodiscard]] row_statements const& row_statements_of() {
  static auto const made = [] {
    auto shape = table_shape{.name = table_of<Record>::kName,
                             .columns = {},
                             .listed_by = table_of<Record>::kListedBy,
                             .person = column_of_person<Record>(),
                             .fixed = table_of<Record>::kFixed};
    for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
      auto const open = c.keeping == guard::clear;
      shape.columns.push_back(
          {std::string{c.name} + (open ? "" : "_sealed"), open ? field_codec<Field>::kKind : cell_kind::text});
    });
    return make_row_statements(shape);
  }();
  return made;
}

}  // namespace foothold
