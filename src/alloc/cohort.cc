#include "alloc/cohort.h"

#include <algorithm>
#include <utility>

namespace foothold {

std::uint32_t weight_of(person const& who, policy const& weights, date const as_of) {
  constexpr auto kHalfYear = 182;
  auto const& since = who.waiting_since      ? who.waiting_since
                      : who.legal.registered ? who.legal.registered
                                             : who.legal.arrived;
  auto const waited = since ? std::max(as_of - *since, days{0}).count() / kHalfYear : 0;
  auto const added = std::uint64_t{weights.waiting_weight_per_half_year} * static_cast<std::uint64_t>(waited);
  return who.need + static_cast<std::uint32_t>(std::min<std::uint64_t>(added, weights.waiting_weight_max));
}

std::uint64_t lot_of(std::uint64_t const seed, std::string_view const person) {
  auto x = std::uint64_t{0xCBF29CE484222325U} ^ seed;  // FNV-1a over the id, then mixed (splitmix64)
  for (auto const c : person) {
    x = (x ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

cohort::cohort(timetable const& times, std::span<person_idx const> const people, cohort_options const& options)
    : times_{times}, options_{options} {
  auto const& t = times.of();
  auto order = std::vector<person_idx>{people.begin(), people.end()};
  std::erase_if(order, [&](person_idx const p) { return t.people[p].goals.empty(); });
  std::ranges::sort(order, {}, [&](person_idx const p) {
    return std::pair{lot_of(options.seed, t.people[p].id), std::string_view{t.people[p].id}};
  });
  for (auto const p : order) {
    auto const weight = weight_of(t.people[p], t.weights, options.as_of);
    members_.push_back(
        {make_case(t, t.people[p], options.as_of), weight, milli_days{weight} * t.weights.outside_option});
  }
  places_left_.reserve(t.sessions.size());
  for (auto const& s : t.sessions) {
    places_left_.push_back(s.places_left);
  }
}

void cohort::weigh(member_idx const m, std::uint32_t const weight) {
  members_[m].weight = weight;
  members_[m].stay = milli_days{weight} * place().weights.outside_option;
}

}  // namespace foothold
