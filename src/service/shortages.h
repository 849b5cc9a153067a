#pragma once
// Jobs of shortages.csv that stay open, held against what people could reach: by the planner, as if every place were
// free. A count for a region, never an answer about a person: what they want is not asked.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/date.h"
#include "model/territory.h"

namespace foothold {

constexpr auto kSoon = days{61};  // in the job within two months
constexpr auto kYear = days{365};

struct shortage_reach {
  std::size_t shortage{0U};  // position in territory::shortages
  occupation_idx job;
  std::uint64_t looked_at{0U}, soon{0U}, year{0U};              // people; `year` has those of `soon` too
  std::vector<std::pair<offer_idx, std::uint64_t>> training{};  // on the way of those of `year`; most first
};

// The `most` greatest shortages for which the territory has an occupation, by open jobs. Of more than 300 people that
// many are looked at, by a lot that does not change.
std::vector<shortage_reach> reach_of_shortages(territory const& t, std::span<person_idx const> people, date as_of,
                                               std::size_t most);

}  // namespace foothold
