#pragma once
// How a record lies in its table. Each record has an `id`, a `version` that counts its changes from 1, and a table_of
// that names the table and its columns:
//
//   template <>
//   struct table_of<contact_record> {
//     static constexpr std::string_view kName = "contacts";
//     static constexpr auto kSubject = &contact_record::person;   // under whose key it is sealed; nullptr: the
//     installation's static constexpr auto kColumns = std::tuple{clear("person", &contact_record::person),
//                                                 sealed("note", &contact_record::note)};   // column note_sealed
//     static constexpr auto kListedBy = std::array{std::string_view{"person"}};
//     static constexpr bool kFixed = false;   // true: rows are added, never changed
//   };

#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

#include "vault/field_cipher.h"

namespace foothold {

enum class guard : unsigned char { clear, personal, sensitive };

template <typename Record, typename Field>
struct column {
  std::string_view name;
  Field Record::* field;
  guard keeping;
};

template <typename Record, typename Field>
constexpr column<Record, Field> clear(std::string_view const name, Field Record::* const field) {
  return {name, field, guard::clear};
}
template <typename Record, typename Field>
constexpr column<Record, Field> sealed(std::string_view const name, Field Record::* const field) {
  return {name, field, guard::personal};
}
// For special categories of data: other keys.
template <typename Record, typename Field>
constexpr column<Record, Field> sealed_apart(std::string_view const name, Field Record::* const field) {
  return {name, field, guard::sensitive};
}

template <typename Record>
struct table_of;

// Calls f(column) for each column of a record, in order.
template <typename Record, typename Function>
constexpr void for_each_column(Function&& f) {
  std::apply([&](auto const&... columns) { (f(columns), ...); }, table_of<Record>::kColumns);
}

}  // namespace foothold
