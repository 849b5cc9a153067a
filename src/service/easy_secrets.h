#pragma once
// PINs and passwords that a stranger would try first, and which are refused for it.

#include <optional>
#include <string_view>

#include "base/date.h"

namespace foothold {

inline constexpr std::size_t kShortestPassword{12U};  // characters, as a reader counts them
inline constexpr std::size_t kLongestPassword{256U};  // bytes

// One of data/signin/easy_pins.txt, or the day of birth in a usual way to write it in six digits.
[[nodiscard]] bool is_easy_pin(std::string_view pin, std::optional<date> const& birth);

enum class password_fault : std::uint8_t { none, too_short, too_long, too_common };
[[nodiscard]] password_fault fault_of_password(std::string_view password);

}  // namespace foothold
