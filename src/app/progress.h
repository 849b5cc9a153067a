#pragma once
// One line on stderr that is written over, on a terminal, once the work takes longer than two seconds.

#include <chrono>
#include <string_view>
#include <utility>

#include "sys/clock.h"

namespace foothold {

class progress_line {
public:
  progress_line();
  progress_line(progress_line const&) = delete;
  progress_line& operator=(progress_line const&) = delete;
  ~progress_line() { clear(); }

  // Whether a line would be seen: ask before the text is made.
  [[nodiscard]] bool due() const { return terminal_ && clock_.steady() - start_ > std::chrono::seconds{2}; }
  void show(std::string_view text);
  void clear();

private:
  machine_clock clock_;
  std::chrono::steady_clock::time_point start_{clock_.steady()};
  bool terminal_;
  bool shown_{false};
};

}  // namespace foothold
