#pragma once
// A key of the catalogue, checked by the compiler against data/texts/en.json: a misspelt key does not build.

#include <algorithm>
#include <string_view>

#include "text/key_list.h"

namespace foothold {

// Not constexpr on purpose: reaching it in a constant expression is the compile error, and its name the message.
inline void key_is_missing_in_en_json() {}

struct text_key {
  consteval text_key(char const* const literal) : name{literal} {
    if (!std::ranges::binary_search(kTextKeys, name)) {
      key_is_missing_in_en_json();
    }
  }

  std::string_view name;
};

}  // namespace foothold
