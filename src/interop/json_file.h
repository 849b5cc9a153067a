#pragma once
// A file that is one JSON object with a `format`: limits, the format and stray members are looked at in one place.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/json_input.h"

namespace foothold {

// read(object) takes the members and returns the value; it counts only if nothing was found. Nothing: there is a
// fault in `found`.
template <typename Read>
auto read_json_file(std::string_view const file, std::string_view const text, json_limits const& limits,
                    std::string_view const format, faults& found, Read const& read)
    -> std::optional<decltype(read(std::declval<json_object&>()))> {
  auto const value = parse_json(file, text, limits);
  if (!value) {
    found.push_back(value.error());
    return std::nullopt;
  }
  auto object = json_object{*value, "$", std::string{file}, found};
  if (auto const told = object.text("format"); !told.empty() && told != format) {
    object.wrong("format", fmt::format("\"{}\"", format));
  }
  auto made = read(object);
  object.no_others();
  return found.empty() ? std::optional{std::move(made)} : std::nullopt;
}

// The members of each object of a list, with its path; read(row) takes them.
template <typename Read>
void read_json_rows(json_object& object, std::string_view const key, std::string_view const file, faults& found,
                    Read const& read) {
  auto const* const list = object.array(key);
  for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
    auto row = json_object{(*list)[i], fmt::format("{}[{}]", object.path_of(key), i), std::string{file}, found};
    read(row);
    row.no_others();
  }
}

}  // namespace foothold
