# cmake -DJSON=en.json -DOUT=key_list.h -P text_keys.cmake: the sorted keys of the catalogue as a header, written
# only when they change.
file(STRINGS "${JSON}" lines ENCODING UTF-8 REGEX "^  \"[^\"]+\": {")
set(keys "")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^  \"([^\"]+)\".*" "\\1" key "${line}")
  list(APPEND keys "${key}")
endforeach()
list(SORT keys)
list(JOIN keys "\",\n    \"" joined)
file(CONFIGURE OUTPUT "${OUT}" CONTENT "#pragma once
// Written by cmake/text_keys.cmake from data/texts/en.json.
#include <array>
#include <string_view>

namespace foothold {
inline constexpr auto kTextKeys = std::to_array<std::string_view>({
    \"${joined}\"});
}  // namespace foothold
" @ONLY)
