#include "interop/json_words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/plan_value.h"

namespace foothold {

std::int64_t exact_number(nlohmann::json const& value, std::string path, std::string_view const file, faults& found) {
  // JSON numbers without a sign are read as 64 bits without a sign.
  auto const fits = value.is_number_unsigned()
                        ? value.get<std::uint64_t>() <= std::uint64_t{kMostJsonValue}
                        : value.is_number_integer() && value.get<std::int64_t>() >= -kMostJsonValue;
  if (fits) {
    return value.get<std::int64_t>();
  }
  found.push_back({.file = std::string{file},
                   .field = std::move(path),
                   .value = value.is_number() ? value.dump() : "",
                   .expected = "a whole number of milli-days"});
  return 0;
}

std::vector<std::pair<std::string, std::int64_t>> named_numbers(json_object& object, std::string_view const key,
                                                                std::string_view const file, faults& found) {
  auto out = std::vector<std::pair<std::string, std::int64_t>>{};
  auto const* const value = object.member(key);
  if (value != nullptr && !value->is_object()) {
    object.wrong(key, "an object in { } with a number for each name");
  } else if (value != nullptr) {
    for (auto const& [name, number] : value->items()) {
      out.emplace_back(name, exact_number(number, fmt::format("{}.{}", object.path_of(key), name), file, found));
    }
  }
  return out;
}

}  // namespace foothold
