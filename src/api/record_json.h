#pragma once
// Rows as JSON and back, by the columns of their table. What comes in is strict: unknown keys, other sorts of values
// and other words are faults, all of them told at once, and none repeats a value.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_value.h"
#include "service/program_fields.h"
#include "service/record_table.h"

namespace foothold::api {

inline constexpr std::size_t kLongestText{65'536U};  // bytes of one field; `content` may have all the body has

// What a body does to a row.
enum class body_sort : std::uint8_t { add, replace, part };

// May this field stand in such a body? `owner` is the column that the path tells.
[[nodiscard]] bool is_asked(record_table const& table, field_shape const& f, body_sort sort, std::string_view owner);
// Must it?
[[nodiscard]] bool is_needed(record_table const& table, field_shape const& f, body_sort sort, std::string_view owner);

struct read_fields {
  given_fields given;  // one for each field of the table
  std::vector<field_fault> faults;
};
[[nodiscard]] read_fields read_fields_of(record_table const& table, json_value const& body, body_sort sort,
                                         std::string_view owner);

// {"id": ..., "version": 1, ...}; special categories only where they are shown.
[[nodiscard]] std::string row_as_json(record_table const& table, row_values const& r, bool special);
// {"items": [...], "next": null}
[[nodiscard]] std::string list_as_json(std::vector<std::string> const& items, std::string_view next);

// What a value of this sort looks like, for a sentence: "a day such as 2026-03-31".
[[nodiscard]] std::string looks_like(field_shape const& f);

}  // namespace foothold::api
