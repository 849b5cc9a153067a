#pragma once
// Scarce places for everybody at once: column generation for prices and bound (sweeps where there are thousands of
// people), a dive (and branching, where there are not too many people) for the plans, and a run that others can check
// (model/allocation.h, docs/formats/run.md).
//
// The same people, territory, seed and number of rounds give the same run on any number of threads. It can be stopped
// at any moment; what is there then is feasible and its bound is true. Memory: some 40 KB a person without children.

#include <span>
#include <vector>

#include "alloc/area.h"
#include "alloc/column_generation.h"
#include "model/allocation.h"
#include "plan/timetable.h"

namespace foothold {

constexpr std::string_view kAllocationEngine = "foothold-alloc/1";

struct allocation_options {
  date as_of;
  std::uint64_t seed{1U};
  unsigned threads{1U};
  work_budget budget{};
  allocation_run const* from{nullptr};  // a run on nearly the same territory, to begin with
  place_prices const* start{nullptr};   // or prices alone to go on from, ...
  milli_days start_length{0};           // ... with steps of this length, see sweeps.h
  std::size_t ranges{40U};              // so many of the dearest sessions get a range of prices
  std::size_t many{2'000U};             // beyond so many people sweeps take the place of rounds and simplex
  std::vector<shared_terms> shared{};   // of an area of a country; then the sweeps are always taken
  std::uint32_t reserve{0U};            // weeks: places are kept for those who come within so many, see reserve.h
};

allocation_run allocate(timetable const& times, std::span<person_idx const> people, allocation_options options);

}  // namespace foothold
