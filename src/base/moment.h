#pragma once
// Moments in UTC as people and files write them: 2026-03-04T10:00:00Z.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

// What is less than a second is cut off.
[[nodiscard]] std::string format_moment(std::chrono::sys_time<std::chrono::microseconds> at);

// Nothing for any other way of writing the same.
[[nodiscard]] std::optional<std::chrono::sys_seconds> parse_moment(std::string_view text);

}  // namespace foothold
