#pragma once
// The order in which readers of a language look names up (ICU's collation).

#include <string>
#include <string_view>

namespace foothold {

// Keys are compared byte by byte. An unknown language sorts as the Unicode Collation Algorithm does.
[[nodiscard]] std::string sort_key(std::string_view utf8, std::string_view language);

}  // namespace foothold
