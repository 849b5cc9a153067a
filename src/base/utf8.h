#pragma once
// Checks of UTF-8 text (Unicode 15, section 3.9, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

// The offset of the first byte that does not belong to a whole, well-formed character; nothing if all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// At most `bytes` bytes of well-formed UTF-8, cut between characters; "..." is added where something was cut.
std::string shortened(std::string_view text, std::size_t bytes = 60U);

}  // namespace foothold
