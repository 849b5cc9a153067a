#pragma once
// One plan of one person, as the sharing sees it: what it counts for and which places it takes.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "alloc/cohort.h"

namespace foothold {

struct place_use {
  session_idx session;
  std::uint32_t count{0U};

  auto operator<=>(place_use const&) const = default;
};

struct column {
  milli_days cost{0};             // weight x z
  bool plan{false};               // false: stays without one
  std::vector<place_use> places;  // in the timetable's order, whatever that of the rows

  bool operator==(column const&) const = default;
};

inline column stay_of(member const& m) {
  return {m.stay, false, {}};
}

inline milli_days priced(column const& c, place_prices const& prices) {
  auto sum = c.cost;
  for (auto const& use : c.places) {
    sum += prices[use.session] * use.count;
  }
  return sum;
}

// What places cost together.
inline milli_days worth(place_counts const& places, place_prices const& prices) {
  auto sum = milli_days{0};
  for (auto const s : places.ids()) {
    sum += prices[s] * places[s];
  }
  return sum;
}

inline bool fits(column const& c, place_counts const& left) {
  return std::ranges::all_of(c.places, [&](place_use const& use) { return use.count <= left[use.session]; });
}
inline void take(column const& c, place_counts& left) {
  for (auto const& use : c.places) {
    left[use.session] -= use.count;
  }
}
inline void give_back(column const& c, place_counts& left) {
  for (auto const& use : c.places) {
    left[use.session] += use.count;
  }
}

}  // namespace foothold
