#include "interop/json_file.h"

#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace foothold {

bool read_json_file(std::string_view const file, std::string_view const text, json_limits const& limits,
                    std::string_view const format, faults& found, std::function<void(json_object&)> const& read) {
  auto const value = parse_json(file, text, limits);
  if (!value) {
    found.push_back(value.error());
    return false;
  }
  auto object = json_object{*value, "$", std::string{file}, found};
  if (auto const told = object.text("format"); !told.empty() && told != format) {
    object.wrong("format", fmt::format("\"{}\"", format));
  }
  read(object);
  object.no_others();
  return found.empty();
}

void read_json_rows(json_object& object, std::string_view const key, std::string_view const file, faults& found,
                    std::function<void(json_object&)> const& read, bool const needed) {
  auto const* const list = object.array(key, needed);
  for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
    auto row = json_object{(*list)[i], fmt::format("{}[{}]", object.path_of(key), i), std::string{file}, found};
    read(row);
    row.no_others();
  }
}

}  // namespace foothold
