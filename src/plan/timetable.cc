#include "plan/timetable.h"

#include <algorithm>
#include <limits>
#include <map>

namespace foothold {

namespace {

constexpr unsigned kMinutesWithinZone = 10U;  // docs/formats/territory.md, "The way"

std::int32_t day_number(date const d) {
  return static_cast<std::int32_t>(d.time_since_epoch().count());
}

// A session of fewer than seven days occupies only the week days it has.
week_pattern restricted(session const& s) {
  if (s.end - s.start >= days{6}) {
    return s.week;
  }
  auto out = week_pattern{};
  for (auto d = s.start; d <= s.end; d += days{1}) {
    for (auto const& block : s.week) {
      if (block.weekday == weekday_of(d)) {
        out.push_back(block);
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

unsigned minutes_on(week_pattern const& week, unsigned const weekday) {
  auto sum = 0U;
  for (auto const& block : week) {
    sum += block.weekday == weekday ? static_cast<unsigned>(block.to - block.from) : 0U;
  }
  return sum;
}

bool has_time(offer_kind const kind) {
  return kind != offer_kind::childcare && kind != offer_kind::procedure;
}

}  // namespace

timetable::timetable(territory const& t) : t_{t} {
  travel_.resize(t.zones.size() * t.zones.size());
  for (auto i = 0U; i != t.travel.size(); ++i) {
    auto const& row = t.travel[i];
    travel_[row.from.v * t.zones.size() + row.to.v].push_back(i);
  }
  add_sessions();
  add_offers();
  for (auto const& o : t.occupations) {
    occupation_shapes_.push_back(add_shape(o.week, t.locations[o.location].zone));
  }
  for (auto const& v : t.vacancies) {
    vacancy_shapes_.push_back(add_shape(v.week, t.locations[v.location].zone));
  }
}

shape_idx timetable::add_shape(week_pattern const& pattern, std::optional<zone_idx> const zone) {
  auto const known = std::find(patterns_.begin(), patterns_.end(), pattern);
  auto const p = known != patterns_.end() ? pattern_idx{static_cast<std::size_t>(known - patterns_.begin())}
                                          : patterns_.push_back(pattern);
  auto const wanted = shape{p, zone.value_or(zone_idx{}), !zone.has_value()};
  auto const it = std::find(shapes_.begin(), shapes_.end(), wanted);
  return it != shapes_.end() ? shape_idx{static_cast<std::size_t>(it - shapes_.begin())} : shapes_.push_back(wanted);
}

void timetable::add_sessions() {
  for (auto const& s : t_.sessions) {
    auto const& offer = t_.offers[s.offer];
    auto out = timetable_session{};
    out.start = day_number(s.start);
    out.end = day_number(s.end);
    out.apply_by = s.apply_by ? day_number(*s.apply_by) : std::numeric_limits<std::int32_t>::max();
    out.offer = s.offer;
    auto const week = restricted(s);
    out.shape = add_shape(week, s.location.valid() && offer.modality == modality::on_site
                                    ? std::optional{t_.locations[s.location].zone}
                                    : std::nullopt);
    auto taught = 0U;
    for (auto d = s.start; d <= s.end; d += days{1}) {
      auto const on_day = minutes_on(week, weekday_of(d));
      if (on_day != 0U && std::find(t_.holidays.begin(), t_.holidays.end(), d) == t_.holidays.end()) {
        ++out.meetings[weekday_of(d)];
        taught += on_day;
      }
    }
    auto const weeks = static_cast<unsigned>((s.end - s.start).count() + 7) / 7U;
    if (has_time(offer.kind)) {
      out.taught = offer.lessons != 0U ? unsigned{offer.lessons} * t_.minutes_per_lesson : taught;
      out.study = offer.study_minutes * weeks;
      out.weekly = weekly_minutes(week) + offer.study_minutes;
    }
    out.women_only = s.women_only;
    out.care_on_site = s.care_on_site;
    times_.push_back(out);
  }
  for (auto const s : times_.ids()) {
    order_.push_back(s);
  }
  std::sort(order_.begin(), order_.end(), [&](session_idx const a, session_idx const b) {
    auto const key = [&](session_idx const s) {
      return std::tuple{times_[s].start, t_.offers[times_[s].offer].kind != offer_kind::childcare,
                        std::string_view{t_.sessions[s].id}};
    };
    return key(a) < key(b);
  });
  rank_.resize(times_.size());
  for (auto i = std::size_t{0U}; i != order_.size(); ++i) {
    rank_[order_[i]] = static_cast<std::uint32_t>(i);
  }
}

void timetable::add_offers() {
  auto by_offer = vec_map<offer_idx, std::vector<session_idx>>(t_.offers.size());
  for (auto const s : order_) {
    by_offer[times_[s].offer].push_back(s);
  }
  auto by_fact = vec_map<fact_idx, std::vector<offer_idx>>(t_.facts.size());
  for (auto const o : t_.offers.ids()) {
    auto const& offer = t_.offers[o];
    auto needed = std::vector<fact_idx>{};
    for (auto const f : offer.needs) {
      auto const all = t_.facts.implied(f);
      needed.insert(needed.end(), all.begin(), all.end());
    }
    auto given = std::vector<fact_idx>{};
    for (auto const f : offer.gives) {
      for (auto const g : t_.facts.implied(f)) {
        if (std::find(needed.begin(), needed.end(), g) == needed.end() &&
            std::find(given.begin(), given.end(), g) == given.end()) {
          given.push_back(g);
          by_fact[g].push_back(o);
        }
      }
    }
    gives_.add_row(given);
    sessions_.add_row(by_offer[o]);
    if (offer.kind == offer_kind::childcare) {
      childcare_.push_back(o);
    }
  }
  for (auto const& row : by_fact) {
    givers_.add_row(row);
  }
}

std::optional<unsigned> timetable::minutes(zone_idx const from, zone_idx const to, std::uint8_t const modes,
                                           unsigned const weekday, unsigned const minute) const {
  auto const& rows = travel_[from.v * t_.zones.size() + to.v];
  auto best = std::optional<unsigned>{};
  for (auto const i : rows) {
    auto const& row = t_.travel[i];
    auto const runs = (row.mode & modes) != 0 && ((row.days >> weekday) & 1U) != 0U && row.band_from <= minute &&
                      minute < row.band_to;
    if (runs && (!best || row.minutes < *best)) {
      best = row.minutes;
    }
  }
  if (!best && from == to) {
    return kMinutesWithinZone;
  }
  return best;
}

reach timetable::reach_from(zone_idx const home, std::uint8_t const modes, shape_idx const s) const {
  auto out = reach{};
  auto const& where = shapes_[s];
  auto const& week = patterns_[where.pattern];
  out.possible = true;
  for (auto first = week.begin(); first != week.end();) {
    auto const weekday = unsigned{first->weekday};
    auto last = first;
    while (last + 1 != week.end() && (last + 1)->weekday == weekday) {
      ++last;
    }
    auto from = unsigned{first->from};
    auto to = unsigned{last->to};
    if (!where.online) {
      auto const there = minutes(home, where.zone, modes, weekday, from);
      auto const back = minutes(where.zone, home, modes, weekday, to);
      if (!there || !back || *there > from || to + *back > kMinutesPerDay) {
        return reach{};
      }
      out.longest = static_cast<std::uint16_t>(std::max({unsigned{out.longest}, *there, *back}));
      out.round_trip[weekday] = static_cast<std::uint16_t>(*there + *back);
      out.travel = static_cast<std::uint16_t>(out.travel + *there + *back);
      from -= *there;
      to += *back;
      for (auto half = from / 30U; half * 30U < to; ++half) {
        out.grid.set(weekday * kHalfHoursPerDay + half);
      }
    } else {
      out.grid |= to_grid(week_pattern{first, last + 1});
    }
    first = last + 1;
  }
  return out;
}

}  // namespace foothold
