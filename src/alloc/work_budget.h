#pragma once
// How long the sharing may work: rounds of pricing, or until somebody says stop. Counts what was used.

#include <algorithm>
#include <cstdint>
#include <functional>

namespace foothold {

struct work_budget {
  std::uint64_t rounds{UINT64_MAX};
  std::function<bool()> stop{};     // asked before each round
  std::function<double()> spent{};  // part of the time that is over; asked often
  std::uint64_t used{0U};

  [[nodiscard]] bool left() const { return used < rounds && !(stop && stop()); }

  // Of time or rounds, what is over: 0 at the beginning, 1 and more at the end; 0 where there is no limit.
  [[nodiscard]] double part_used() const {
    auto const of_time = spent ? spent() : 0.0;
    return rounds == UINT64_MAX ? of_time : std::max(of_time, static_cast<double>(used) / static_cast<double>(rounds));
  }
  // The time is over, in the middle of a round.
  [[nodiscard]] bool over() const { return spent && spent() >= 1.0; }
};

}  // namespace foothold
