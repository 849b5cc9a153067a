#pragma once
// What tables and fields are, in plain words, where their names do not say it: for the contract and its readable page.

#include <string_view>

namespace foothold::api {

// A sentence; every table has one.
[[nodiscard]] std::string_view about_table(std::string_view table);
// Empty where the name of the field is enough.
[[nodiscard]] std::string_view about_field(std::string_view table, std::string_view field);
// One sentence for an operation that is not simply listing, reading, adding, changing or removing; else empty.
[[nodiscard]] std::string_view about_operation(std::string_view operation);

}  // namespace foothold::api
