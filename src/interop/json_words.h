#pragma once
// Members of JSON objects that are one of a list of words (words.h), or whole numbers under free names.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "interop/json_input.h"
#include "interop/words.h"

namespace foothold {

// The first of the words where the member is another one, which is a fault.
template <typename T, std::size_t N>
T word_in(json_object& object, std::string_view const key, std::array<word<T>, N> const& words) {
  auto const text = object.text(key);
  auto const value = value_of(words, text);
  if (!value && !text.empty()) {
    auto expected = std::string{"one of"};
    for (auto const& w : words) {
      expected += (&w == words.data() ? " " : ", ") + std::string{w.first};
    }
    object.wrong(key, std::move(expected));
  }
  return value.value_or(words.front().second);
}

// A whole number that JSON readers keep exact, at `path`; 0 and a fault otherwise.
std::int64_t exact_number(nlohmann::json const& value, std::string path, std::string_view file, faults& found);

// An object with such a number for each name, in the order of the names.
std::vector<std::pair<std::string, std::int64_t>> named_numbers(json_object& object, std::string_view key,
                                                                std::string_view file, faults& found);

}  // namespace foothold
