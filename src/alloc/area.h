#pragma once
// One area of a country (docs/formats/country.md): it shares its own places as any territory does, and beside them its
// part of the places that several areas have in common. What such a place costs may be set by the country.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "alloc/cohort.h"
#include "alloc/sweeps.h"

namespace foothold {

struct allocation_options;

// The area's part of a session.
struct shared_terms {
  session_idx session;
  std::uint32_t places{0U};           // of all its places
  std::optional<milli_days> price{};  // of one; nothing: the area finds its own
};

// Without the places of `reserved` (empty: none are), which may be asked for at a price as well. Their parts are what
// there is to take; at a price all of the session's places may be asked for, so that the bounds of the areas add up to
// one of the country.
cohort cohort_of(timetable const& times, std::span<person_idx const> people, std::span<shared_terms const> shared,
                 place_counts const& reserved, cohort_options const& options);

std::vector<held_price> held_prices(std::span<shared_terms const> shared);

// What an area tells before places are shared.
struct learned_prices {
  place_prices prices;
  milli_days length{0};        // of the next step
  std::vector<double> wanted;  // places at these prices, in the order of options.shared
};

// As long as options.budget lasts, from options.start on.
learned_prices learn_prices(timetable const& times, std::span<person_idx const> people,
                            allocation_options const& options);

}  // namespace foothold
