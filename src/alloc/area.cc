#include "alloc/area.h"

#include <algorithm>
#include <map>
#include <utility>

#include "alloc/allocate.h"

namespace foothold {

cohort cohort_of(timetable const& times, std::span<person_idx const> const people,
                 std::span<shared_terms const> const shared, place_counts const& reserved,
                 cohort_options const& options) {
  auto applicants = std::vector<applicant>{};
  for (auto const p : people) {
    applicants.push_back({p, options.as_of});
  }
  auto places = places_of(times.of());
  auto open = shared.empty() && reserved.empty() ? place_counts{} : places;
  for (auto const& s : shared) {
    places[s.session] = std::min(places[s.session], s.places);
  }
  for (auto const s : reserved.ids()) {
    places[s] -= std::min(places[s], reserved[s]);
  }
  return {times, std::move(applicants), std::move(places), options, std::move(open)};
}

std::vector<held_price> held_prices(std::span<shared_terms const> const shared) {
  auto out = std::vector<held_price>{};
  for (auto const& s : shared) {
    if (s.price) {
      out.push_back({s.session, std::max<milli_days>(*s.price, 0)});
    }
  }
  return out;
}

learned_prices learn_prices(timetable const& times, std::span<person_idx const> const people,
                            allocation_options const& options) {
  auto const all = cohort_of(times, people, options.shared, {}, {options.as_of, options.seed, options.threads});
  auto desk = pricer{all};
  auto pool = column_pool{all};
  auto program = ascent{all};
  auto budget = options.budget;
  auto const held = held_prices(options.shared);
  auto swept =
      learn_prices(desk, pool, program, {.start = options.start, .length = options.start_length, .held = held}, budget);
  auto out = learned_prices{std::move(swept.prices), swept.length, {}};
  auto wanted = vec_map<session_idx, double>(all.places_left().size(), 0.0);
  for (auto const m : all.members().ids()) {
    auto const& ways = pool.of(m);
    for (auto i = 0U; i != ways.size(); ++i) {
      for (auto const& use : ways[i].places) {
        wanted[use.session] += program.share(m, i) * use.count;
      }
    }
  }
  for (auto const& s : options.shared) {
    out.wanted.push_back(wanted[s.session]);
  }
  return out;
}

}  // namespace foothold
