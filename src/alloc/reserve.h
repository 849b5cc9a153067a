#pragma once
// Places kept for those who come soon. Nobody knows who will come; but whoever came in the last weeks tells what such
// people need. Each of them stands once more for somebody who comes as many weeks later, with all their dates. These
// stand-ins and everybody who is there share the places together, by the same weights and prices; the places that
// stand-ins have are kept, and no others. So a place is kept where it is worth more to those who come, and nowhere
// else.

#include <span>
#include <vector>

#include "alloc/allocate.h"

namespace foothold {

struct reservation {
  place_counts places;  // by session; empty: nothing is kept
  place_prices prices;  // of all together, to begin with; empty likewise

  // By session id, those above 0.
  [[nodiscard]] std::vector<session_places> told(territory const& t) const;
};

// For options.reserve weeks. Takes at most half of the budget's time, and as many rounds as the sharing itself may.
reservation reserve(timetable const& times, std::span<person_idx const> people, allocation_options const& options);

}  // namespace foothold
