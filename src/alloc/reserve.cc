#include "alloc/reserve.h"

#include <algorithm>

#include "alloc/share_out.h"

namespace foothold {

namespace {

// When they came, if it is known.
std::optional<date> came(person const& who) {
  return who.legal.registered ? who.legal.registered : who.legal.arrived;
}

}  // namespace

std::vector<session_places> reservation::told(territory const& t) const {
  auto out = std::vector<session_places>{};
  for (auto const s : places.ids()) {
    if (places[s] != 0U) {
      out.push_back({t.sessions[s].id, places[s]});
    }
  }
  std::ranges::sort(out, {}, &session_places::session);
  return out;
}

reservation reserve(timetable const& times, std::span<person_idx const> const people,
                    allocation_options const& options) {
  constexpr auto kOfTime = 0.5;
  auto const& t = times.of();
  auto const span = days{7 * static_cast<int>(options.reserve)};
  auto all = std::vector<applicant>{};
  for (auto const p : people) {
    all.push_back({p, options.as_of});
    if (auto const day = came(t.people[p]); day && *day > options.as_of - span && *day <= options.as_of) {
      all.push_back({p, *day + span, {}, span});
    }
  }
  if (all.size() == people.size()) {
    return {};
  }
  auto const together = cohort{times, std::move(all), places_of(t), {options.as_of, options.seed, options.threads}};
  auto desk = pricer{together};
  auto pool = column_pool{together};
  auto budget = options.budget;
  budget.stop = [&] {
    return (options.budget.stop && options.budget.stop()) ||
           (options.budget.spent && options.budget.spent() >= kOfTime);
  };
  budget.spent = options.budget.spent ? [&] { return options.budget.spent() / kOfTime; } : std::function<double()>{};
  auto const made = share_out(desk, pool, options, nullptr, budget);
  auto out = reservation{place_counts(t.sessions.size(), 0U), made.proof.prices};
  for (auto const m : together.members().ids()) {
    for (auto const& use : made.best.choice[m].places) {
      out.places[use.session] += together.members()[m].expected ? use.count : 0U;
    }
  }
  return out;
}

}  // namespace foothold
