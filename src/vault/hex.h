#pragma once
// Raw bytes as lower-case hex digits in lines of text; "-" for none.

#include <optional>
#include <string>
#include <string_view>

namespace foothold {

[[nodiscard]] std::string as_hex(std::string_view bytes);
// Nothing for any other way of writing the same.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace foothold
