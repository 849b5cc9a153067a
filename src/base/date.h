#pragma once
// Calendar dates. `date` counts days; text is ISO 8601 (2026-03-04).

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

using date = std::chrono::sys_days;
using std::chrono::days;

// "2026-02-28" -> date. Nothing for any other shape and for days that do not exist (31 February).
std::optional<date> parse_date(std::string_view text);

// "2026-02-28".
std::string format_date(date d);

// 0 = Monday .. 6 = Sunday.
unsigned weekday_of(date d);

// Adds calendar months; the day is cut to the end of the month (31 January + 1 month = 28 February).
date add_months(date d, int months);

}  // namespace foothold
