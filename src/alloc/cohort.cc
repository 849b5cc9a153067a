#include "alloc/cohort.h"

#include <algorithm>
#include <tuple>
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

namespace {

std::vector<applicant> on_one_day(std::span<person_idx const> const people, date const day) {
  auto out = std::vector<applicant>{};
  for (auto const p : people) {
    out.push_back({p, day});
  }
  return out;
}

// The same person with everything that has a day so much later.
person moved(person who, days const by) {
  auto const move = [&](std::optional<date>& day) {
    if (day) {
      *day += by;
    }
  };
  move(who.legal.arrived);
  move(who.legal.registered);
  move(who.legal.status_since);
  move(who.legal.permit_until);
  move(who.waiting_since);
  for (auto& held : who.facts) {
    move(held.from);
  }
  return who;
}

}  // namespace

place_counts places_of(territory const& t) {
  auto out = place_counts{};
  out.reserve(t.sessions.size());
  for (auto const& s : t.sessions) {
    out.push_back(s.places_left);
  }
  return out;
}

cohort::cohort(timetable const& times, std::span<person_idx const> const people, cohort_options const& options)
    : cohort{times, on_one_day(people, options.as_of), places_of(times.of()), options} {}

cohort::cohort(timetable const& times, std::vector<applicant> people, place_counts places,
               cohort_options const& options, place_counts open)
    : times_{times}, options_{options}, places_left_{std::move(places)}, open_{std::move(open)} {
  auto const& t = times.of();
  std::erase_if(people, [&](applicant const& a) { return t.people[a.who].goals.empty(); });
  std::ranges::sort(people, {}, [&](applicant const& a) {
    return std::tuple{lot_of(options.seed, t.people[a.who].id), std::string_view{t.people[a.who].id}, a.moved};
  });
  for (auto& a : people) {
    auto asks = make_case(t, a.moved == days{0} ? t.people[a.who] : moved(t.people[a.who], a.moved), a.since);
    auto const weight = weight_of(asks.who, t.weights, a.since);
    asks.goes_on = std::move(a.goes_on);
    members_.push_back({std::move(asks), weight, milli_days{weight} * t.weights.outside_option, a.moved != days{0}});
  }
}

void cohort::weigh(member_idx const m, std::uint32_t const weight) {
  members_[m].weight = weight;
  members_[m].stay = milli_days{weight} * place().weights.outside_option;
}

}  // namespace foothold
