#pragma once
// The clock as a seam: whoever needs the time is handed one, so that a test can stand at any moment.

#include <chrono>

#include "base/date.h"

namespace foothold {

class time_source {
public:
  virtual ~time_source() = default;
  // Wall time, for what is written down. May jump.
  [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
  // For deadlines and durations. Never goes back.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
};

// The machine's own clock.
class machine_clock final : public time_source {
public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override { return std::chrono::system_clock::now(); }
  [[nodiscard]] std::chrono::steady_clock::time_point steady() const override {
    return std::chrono::steady_clock::now();
  }
};

// A clock that stands still until it is moved; both readings move together.
class manual_clock final : public time_source {
public:
  explicit manual_clock(date const day) : now_{day} {}
  [[nodiscard]] std::chrono::system_clock::time_point now() const override { return now_; }
  [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return steady_; }
  void advance(std::chrono::milliseconds const by) {
    now_ += by;
    steady_ += by;
  }

private:
  std::chrono::system_clock::time_point now_;
  std::chrono::steady_clock::time_point steady_;
};

// The day in UTC.
[[nodiscard]] inline date today(time_source const& clock) {
  return std::chrono::floor<days>(clock.now());
}

}  // namespace foothold
