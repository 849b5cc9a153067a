#pragma once
// Moments as clocks on the wall show them, by ICU's time zones. Safe from many threads.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace foothold {

// A day and a minute of it, in a zone.
struct local_time {
  date day{};
  int minute{0};  // 0 .. 1439

  auto operator<=>(local_time const&) const = default;
};

class time_zone {
public:
  // By its name of the tz database; empty: the machine's own. Nothing for a name that ICU does not know.
  [[nodiscard]] static std::optional<time_zone> find(std::string_view name);

  [[nodiscard]] local_time at(std::chrono::sys_time<std::chrono::microseconds> t) const;
  // A time that a clock shows twice is the earlier one; one that it leaves out is as long after midnight.
  [[nodiscard]] std::chrono::sys_time<std::chrono::microseconds> moment_of(local_time const& t) const;

private:
  explicit time_zone(std::string name) : name_{std::move(name)} {}
  std::string name_;
};

}  // namespace foothold
