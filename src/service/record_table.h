#pragma once
// Every table of the store as data: what its columns are called and hold, and how its rows are read and written without
// naming the record. For what treats all tables alike: the JSON API and its contract.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/words.h"
#include "base/result.h"
#include "store/snapshot.h"
#include "store/statement.h"
#include "store/table.h"

namespace foothold {

enum class field_sort : std::uint8_t { text, number, yes_no, day, point_in_time, week, id, word };

struct field_shape {
  std::string_view name{};
  field_sort sort{field_sort::text};
  bool optional{false};  // may be nothing
  guard keeping{guard::clear};
  std::span<std::string_view const> words{};  // those it may be, where it is one of some words
};

// A row without its type: a cell for each field, in the order of the shape.
struct row_values {
  std::string id;
  std::int64_t version{0};
  std::vector<cell> fields;
};

struct row_stretch {
  std::vector<row_values> rows;
  std::string next;  // empty: the list ends here
};

// One stretch of a list: the rows whose column `by` names `of`; both empty: all that the grant covers.
struct list_place {
  std::string by{};
  std::string of{};
  std::string after{};
  std::int64_t limit{100};
};

struct record_table {
  std::string_view name{};
  category holds{};
  bool fixed{false};  // rows are added, never changed
  std::vector<field_shape> fields{};

  // Sets the version; portraits and plans get id, number and day from the store.
  result<void> (*add)(transaction& t, row_values& r){nullptr};
  result<row_values> (*find)(snapshot& s, std::string_view id){nullptr};
  result<void> (*change)(transaction& t, row_values& r){nullptr};        // null for fixed tables
  result<void> (*remove)(transaction& t, row_values const& r){nullptr};  // null for fixed tables
  result<row_stretch> (*list)(snapshot& s, list_place const& where){nullptr};

  // The place of a field in `fields` and in a row; nothing for a name that is none.
  [[nodiscard]] std::optional<std::size_t> at(std::string_view field) const;
};

// All tables of the store, in an order in which each names only those before it. Made once, from any thread.
[[nodiscard]] std::span<record_table const> record_tables();

// Null for a name that is none.
[[nodiscard]] record_table const* find_record_table(std::string_view name);

// What stands in a field that nobody filled in: nothing, 0, an empty text, the first of its words.
[[nodiscard]] cell empty_cell(field_shape const& f);

}  // namespace foothold
