#pragma once
// What every run that is told begins with and lists: the places it was made from, its prices by session id.

#include <map>
#include <string_view>
#include <vector>

#include "alloc/cohort.h"
#include "model/allocation.h"

namespace foothold {

// The territory's sessions by id; the territory must outlive it.
std::map<std::string_view, session_idx> sessions_by_id(territory const& t);

// A run that says by which territory, rules, policy, engine and lots it is made, and nothing else yet.
allocation_run begin_run(territory const& t, date as_of, std::uint64_t seed);

// The prices above 0 by session id, without ranges.
std::vector<place_price> listed_prices(territory const& t, place_prices const& prices);

// Prices of an earlier run, where its sessions are still there. A file may say what it likes: none is below 0, else the
// bound would not be true.
place_prices prices_of(territory const& t, allocation_run const& from);

}  // namespace foothold
