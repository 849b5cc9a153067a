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
};

struct column_shape {
  std::string name;
  cell_kind kind;
};

[[nodiscard]] row_statements make_row_statements(std::string_view table, std::span<column_shape const> columns,
                                                 std::span<std::string_view const> listed_by, bool fixed);

template <typename Record>
[[nodiscard]] row_statements const& row_statements_of() {
  static auto const made = [] {
    auto columns = std::vector<column_shape>{};
    for_each_column<Record>([&]<typename Field>(column<Record, Field> const& c) {
      auto const open = c.keeping == guard::clear;
      columns.push_back(
          {std::string{c.name} + (open ? "" : "_sealed"), open ? field_codec<Field>::kKind : cell_kind::text});
    });
    return make_row_statements(table_of<Record>::kName, columns, table_of<Record>::kListedBy, table_of<Record>::kFixed);
  }();
  return made;
}

}  // namespace foothold
