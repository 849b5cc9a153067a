#include "check/reading.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace foothold::check {

namespace {

constexpr unsigned kWithinAZone = 10U;

int day_count(date const from, date const to) {
  return static_cast<int>((to - from).count()) + 1;
}

// One trip. `fixed_end` is the minute of the day at which one must arrive (out) or can leave (back).
std::optional<unsigned> trip(territory const& place, person const& who, zone_idx const from, zone_idx const to,
                             unsigned const weekday, unsigned const fixed_end) {
  auto best = std::optional<unsigned>{};
  for (auto const& row : place.travel) {
    auto const goes = row.from == from && row.to == to && (row.mode & who.modes) != 0U &&
                      ((row.days >> weekday) & 1U) != 0U && row.band_from <= fixed_end && fixed_end < row.band_to;
    if (goes && (!best || row.minutes < *best)) {
      best = row.minutes;
    }
  }
  if (!best && from == to) {
    best = kWithinAZone;
  }
  return best && *best <= who.max_travel_minutes ? best : std::nullopt;
}

bool has_weekday(date const from, date const to, unsigned const weekday) {
  for (auto d = from; d <= to && d < from + days{7}; d += days{1}) {
    if (weekday_of(d) == weekday) {
      return true;
    }
  }
  return false;
}

// Fills one week day; `at_home` is empty for online.
void add_day(territory const& place, person const& who, std::optional<zone_idx> const there, week_pattern const& week,
             unsigned const weekday, weekly_use& use) {
  auto first = kMinutesPerDay;
  auto last = 0U;
  auto blocks = week_pattern{};
  for (auto const& block : week) {
    if (block.weekday == weekday) {
      first = std::min<unsigned>(first, block.from);
      last = std::max<unsigned>(last, block.to);
      use.meeting[weekday] += static_cast<unsigned>(block.to - block.from);
      blocks.push_back(block);
    }
  }
  if (blocks.empty()) {
    return;
  }
  if (there) {
    auto const out = trip(place, who, who.home, *there, weekday, first);
    auto const back = trip(place, who, *there, who.home, weekday, last);
    if (!out || !back || *out > first || last + *back > kMinutesPerDay) {
      use.reachable = false;
      return;
    }
    use.way[weekday] = *out + *back;
    // From leaving home to being back; the time between blocks belongs to the session.
    blocks = {{static_cast<std::uint8_t>(weekday), static_cast<std::uint16_t>(first - *out),
               static_cast<std::uint16_t>(last + *back)}};
  }
  use.half_hours |= to_grid(blocks);
}

weekly_use use_of_week(territory const& place, person const& who, week_pattern const& week,
                       std::optional<zone_idx> const there, date const from, date const to) {
  auto use = weekly_use{};
  for (auto weekday = 0U; weekday != 7U; ++weekday) {
    if (has_weekday(from, to, weekday)) {
      add_day(place, who, there, week, weekday, use);
    }
  }
  return use;
}

// The first day on which so many months since birth are completed. Who is born on a day that the month has not (31st,
// 29 February) completes it on the first day of the next month.
date completes(date const birth, int const months) {
  auto const born = std::chrono::year_month_day{birth};
  auto const day = add_months(birth, months);
  return std::chrono::year_month_day{day}.day() == born.day() ? day : day + days{1};
}

std::optional<date> anchor_day(legal_profile const& legal, std::string_view const anchor) {
  if (anchor == "registered") {
    return legal.registered;
  }
  if (anchor == "arrived") {
    return legal.arrived;
  }
  return anchor == "status_since" ? legal.status_since : std::nullopt;
}

milli_days offset_of(territory const& place, job_quality const quality, unsigned const search_days) {
  return place.weights.quality_offset.at(static_cast<std::size_t>(quality)) +
         place.weights.per_search_day * static_cast<milli_days>(search_days);
}

job job_in(territory const& place, occupation const& work) {
  return {.name = (work.self_employment ? "self-employment:" : "") + work.uri,
          .needs = work.needs,
          .access = work.self_employment ? kWorkAccessSelfEmployment : kWorkAccessEmployment,
          .week = work.week,
          .where = work.location,
          .offset = offset_of(place, work.quality, work.search_days)};
}

job job_in(territory const& place, vacancy const& work) {
  return {.name = "vacancy:" + work.id,
          .needs = work.needs,
          .access = kWorkAccessEmployment,
          .week = work.week,
          .where = work.location,
          .from = work.from,
          .until = work.until,
          .offset = offset_of(place, work.quality, 0U)};
}

bool in_fields(std::string_view fields, std::string_view const isco) {
  while (true) {
    auto const comma = fields.find(',');
    auto const prefix = fields.substr(0U, comma);
    if (!prefix.empty() && isco.starts_with(prefix)) {
      return true;
    }
    if (comma == std::string_view::npos) {
      return false;
    }
    fields.remove_prefix(comma + 1U);
  }
}

}  // namespace

date ready_day(person const& who, date const as_of) {
  return who.ready ? std::max(*who.ready, as_of) : as_of;
}

unsigned weekly_use::minutes() const {
  auto sum = 0U;
  for (auto weekday = 0U; weekday != 7U; ++weekday) {
    sum += way.at(weekday) + meeting.at(weekday);
  }
  return sum;
}

weekly_use use_of(territory const& place, person const& who, week_pattern const& week, location_idx const where,
                  date const from, date const to) {
  if (!where.valid()) {
    return {.reachable = false};
  }
  return use_of_week(place, who, week, place.locations[where].zone, from, to);
}

weekly_use use_of(territory const& place, person const& who, session const& meeting) {
  if (place.offers[meeting.offer].modality == modality::online) {
    return use_of_week(place, who, meeting.week, std::nullopt, meeting.start, meeting.end);
  }
  return use_of(place, who, meeting.week, meeting.location, meeting.start, meeting.end);
}

unsigned weekly_load(territory const& place, session const& meeting, weekly_use const& use) {
  return use.minutes() + place.offers[meeting.offer].study_minutes;
}

unsigned whole_minutes(territory const& place, session const& meeting, weekly_use const& use) {
  auto const& what = place.offers[meeting.offer];
  auto met = 0U;
  auto travelled = 0U;
  for (auto d = meeting.start; d <= meeting.end; d += days{1}) {
    auto const holiday = std::find(place.holidays.begin(), place.holidays.end(), d) != place.holidays.end();
    if (!holiday) {
      met += use.meeting.at(weekday_of(d));
      travelled += use.way.at(weekday_of(d));
    }
  }
  auto const taught = what.lessons != 0U ? static_cast<unsigned>(what.lessons) * place.minutes_per_lesson : met;
  auto const weeks_begun = static_cast<unsigned>(day_count(meeting.start, meeting.end) + 6) / 7U;
  return taught + what.study_minutes * weeks_begun + travelled;
}

milli_days price_of(policy const& weights, offer const& what, unsigned const minutes) {
  auto const money = static_cast<milli_days>(what.own_cents) * weights.per_100_eur_own +
                     static_cast<milli_days>(what.public_cents) * weights.per_100_eur_public;
  auto const hours = static_cast<milli_days>(minutes) * weights.per_10_hours;
  // money / 10,000 + hours / 600, rounded half up.
  return (money * 3 + hours * 50 + 15'000) / 30'000;
}

std::optional<std::string> closed_to(person const& who, offer const& what, bool const women_only, date const start) {
  auto const& asks = what.who;
  if ((asks.women_only || women_only) && who.sex != sex::female) {
    return "for women only";
  }
  if (start < completes(who.birth, asks.age_from * 12)) {
    return fmt::format("from {} years of age", asks.age_from);
  }
  if (start >= completes(who.birth, (asks.age_to + 1) * 12)) {
    return fmt::format("up to {} years of age", asks.age_to);
  }
  auto const has_status =
      std::find(asks.statuses.begin(), asks.statuses.end(), who.legal.status) != asks.statuses.end();
  if (!asks.statuses.empty() && !has_status) {
    return "not for this residence status";
  }
  if (asks.window_days != 0U) {
    auto const anchor = anchor_day(who.legal, asks.window_anchor);
    if (!anchor || start > *anchor + days{asks.window_days}) {
      return fmt::format("open only {} days after {}", asks.window_days, asks.window_anchor);
    }
  }
  return std::nullopt;
}

std::optional<std::string> not_bookable(session const& meeting, date const as_of) {
  if (meeting.places_left == 0U) {
    return "no place is left";
  }
  if (meeting.apply_by && *meeting.apply_by < as_of) {
    return fmt::format("applications closed on {}", format_date(*meeting.apply_by));
  }
  return std::nullopt;
}

bool fits_age(offer const& care, child const& whose, date const start) {
  return start >= completes(whose.birth, care.care_from_months) &&
         (care.care_to_months == std::numeric_limits<std::uint8_t>::max() ||
          start < completes(whose.birth, care.care_to_months + 1));
}

week_grid care_needed(territory const& place, child const& whose, week_grid const& away, date const start,
                      date const end) {
  if (start >= completes(whose.birth, place.care_until_years * 12)) {
    return {};
  }
  auto const lasts = !whose.covered_until || *whose.covered_until >= end;
  return lasts ? away.minus(to_whole_grid(whose.covered)) : away;
}

bool carries(territory const& place, session const& care, week_grid const& needed, date const start, date const end) {
  auto const carries_from = care.start + days{place.offers[care.offer].settling_days};
  return needed.within(to_whole_grid(care.week)) && carries_from <= start && end <= care.end;
}

bool holds_itself(person const& who, fact_idx const fact) {
  return std::any_of(who.facts.begin(), who.facts.end(), [&](held_fact const& held) { return held.fact == fact; });
}

bool beyond_permit(person const& who, date const last) {
  return who.legal.permit_until && last > *who.legal.permit_until;
}

std::optional<std::vector<job>> jobs_of(territory const& place, std::string_view const goal) {
  auto jobs = std::vector<job>{};
  for (auto const& work : place.vacancies) {
    if (goal == "vacancy:" + work.id) {
      jobs.push_back(job_in(place, work));
    }
  }
  auto const fields = goal.starts_with("field:") ? goal.substr(6U) : std::string_view{};
  for (auto const& work : place.occupations) {
    auto const wanted = goal == "self-employment" ? work.self_employment
                        : !fields.empty()         ? !work.self_employment && in_fields(fields, work.isco)
                                                  : goal == work.uri;
    if (wanted) {
      jobs.push_back(job_in(place, work));
    }
  }
  return jobs.empty() ? std::nullopt : std::optional{jobs};
}

}  // namespace foothold::check
