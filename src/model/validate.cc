#include "model/validate.h"

#include <algorithm>
#include <string>
#include <utility>

namespace foothold {

namespace {

// Collects faults of one table.
class checker {
public:
  checker(faults& found, std::string_view const file) : found_{found}, file_{file} {}

  void fault_at(std::size_t const row, std::string_view const field, std::string value,
                std::string_view const expected) {
    add(row, field, std::move(value), expected, false);
  }
  void warn_at(std::size_t const row, std::string_view const field, std::string value,
               std::string_view const expected) {
    add(row, field, std::move(value), expected, true);
  }

private:
  void add(std::size_t const row, std::string_view const field, std::string value, std::string_view const expected,
           bool const warning) {
    found_.push_back({.file = std::string{file_},
                      .line = row + 1U,
                      .field = std::string{field},
                      .value = std::move(value),
                      .expected = std::string{expected},
                      .warning = warning});
  }

  faults& found_;
  std::string_view file_;
};

bool has_sessions(offer_kind const kind) {
  return kind != offer_kind::procedure;
}

void check_offers(territory const& t, faults& found) {
  auto check = checker{found, "offers.csv"};
  for (auto const i : t.offers.ids()) {
    auto const& o = t.offers[i];
    if (o.kind == offer_kind::procedure && o.duration_days == 0U) {
      check.fault_at(i.v, "duration_days", "", "how many days the procedure lasts, at least 1");
    }
    if (o.kind == offer_kind::childcare && o.care_to_months == 255U) {
      check.fault_at(i.v, "care_to_months", "", "the oldest age of a child in months; childcare needs an age range");
    }
    if (o.kind == offer_kind::childcare && !o.gives.empty()) {
      check.fault_at(i.v, "gives", t.facts.name(o.gives.front()),
                     "an empty cell; childcare gives care and nothing else");
    }
    if (o.care_to_months < o.care_from_months) {
      check.fault_at(i.v, "care_to_months", std::to_string(o.care_to_months),
                     "an age that is not below care_from_months");
    }
    if (o.who.age_to < o.who.age_from) {
      check.fault_at(i.v, "age_to", std::to_string(o.who.age_to), "an age that is not below age_from");
    }
    if (o.passed > o.taken) {
      check.fault_at(i.v, "passed", std::to_string(o.passed), "at most as many as taken");
    }
    if ((o.who.window_days != 0U) != !o.who.window_anchor.empty()) {
      check.fault_at(i.v, o.who.window_days == 0U ? "window_days" : "window_anchor", "",
                     "window_anchor and window_days both or neither");
    }
  }
}

void check_period(checker& check, std::size_t const row, session const& s, std::vector<date> const& holidays) {
  if (s.end < s.start) {
    check.fault_at(row, "end", format_date(s.end), "a day that is not before the start, " + format_date(s.start));
  } else if (s.end - s.start > days{3000}) {
    check.fault_at(row, "end", format_date(s.end), "at most 3000 days after the start, " + format_date(s.start));
  } else if (!s.week.empty() && !ever_meets(s, holidays)) {
    check.fault_at(row, "week", format_week(s.week),
                   ever_meets(s, {}) ? "a day of the week that is no holiday at least once between start and end"
                                     : "a day of the week that lies between start and end");
  }
  if (s.apply_by && *s.apply_by > s.start) {
    check.warn_at(row, "apply_by", format_date(*s.apply_by),
                  "a day that is not after the start, " + format_date(s.start));
  }
}

void check_places(checker& check, std::size_t const row, session const& s) {
  if (s.places_left > s.places) {
    check.fault_at(row, "places_left", std::to_string(s.places_left), "at most places, " + std::to_string(s.places));
  } else if (s.enrolled + s.places_left > s.places) {
    check.warn_at(row, "enrolled", std::to_string(s.enrolled), "enrolled and places_left together at most places");
  }
  if (s.min_group > s.places) {
    check.warn_at(row, "min_group", std::to_string(s.min_group), "at most places, " + std::to_string(s.places));
  }
}

void check_sessions(territory const& t, faults& found) {
  auto check = checker{found, "sessions.csv"};
  for (auto const i : t.sessions.ids()) {
    auto const& s = t.sessions[i];
    check_period(check, i.v, s, t.holidays);
    check_places(check, i.v, s);
    if (!s.offer.valid()) {
      continue;
    }
    auto const& o = t.offers[s.offer];
    if (!has_sessions(o.kind)) {
      check.fault_at(i.v, "offer", o.id, "an offer with sessions; a procedure starts on any day");
    }
    if (o.modality == modality::on_site && !s.location.valid()) {
      check.fault_at(i.v, "location", "", "a location, as the offer is on site");
    }
    if (o.modality == modality::online && s.location.valid()) {
      check.warn_at(i.v, "location", t.locations[s.location].id, "an empty cell, as the offer is online");
    }
  }
}

void check_vacancies(territory const& t, faults& found) {
  auto check = checker{found, "vacancies.csv"};
  for (auto const i : t.vacancies.ids()) {
    auto const& v = t.vacancies[i];
    if (v.until < v.from) {
      check.fault_at(i.v, "until", format_date(v.until), "a day that is not before from, " + format_date(v.from));
    }
  }
}

void check_travel(territory const& t, faults& found) {
  auto check = checker{found, "travel.csv"};
  for (auto i = std::size_t{0U}; i != t.travel.size(); ++i) {
    if (t.travel[i].band_to <= t.travel[i].band_from) {
      check.fault_at(i, "band_to", format_time(t.travel[i].band_to), "a time after band_from");
    }
  }
}

void check_people(territory const& t, faults& found) {
  auto check = checker{found, "people.csv"};
  for (auto const i : t.people.ids()) {
    auto const& p = t.people[i];
    for (auto const c : p.cares_for) {
      if (p.household.valid() && t.children[c].household.valid() && t.children[c].household != p.household) {
        check.fault_at(i.v, "cares_for", t.children[c].id, "a child of the same household");
      }
    }
    if (p.need > t.weights.need_weight_max) {
      check.fault_at(i.v, "need", "",
                     "at most " + std::to_string(t.weights.need_weight_max) + ", need_weight_max of policy.json");
    }
    if (p.waiting_since && *p.waiting_since > t.as_of) {
      check.fault_at(i.v, "waiting_since", "", "a day that is not after as_of of territory.json");
    }
    if (p.birth > t.as_of) {
      check.fault_at(i.v, "birth", "", "a day that is not after as_of of territory.json");
    }
  }
}

void check_holidays(territory const& t, faults& found) {
  auto first = t.as_of;
  for (auto const& s : t.sessions) {
    first = std::min(first, s.start);
  }
  for (auto const day : t.holidays) {
    if (day < first || day > t.as_of + days{t.horizon_days}) {
      found.push_back({.file = "territory.json",
                       .field = "$.holidays",
                       .value = format_date(day),
                       .expected = "days between the first session and the end of the horizon",
                       .warning = true});
    }
  }
}

}  // namespace

bool ever_meets(session const& s, std::vector<date> const& holidays) {
  return std::ranges::any_of(s.week, [&](week_block const& block) {
    auto const ahead = (block.weekday + 7U - weekday_of(s.start)) % 7U;
    for (auto d = s.start + days{ahead}; d <= s.end; d += days{7}) {
      if (std::ranges::find(holidays, d) == holidays.end()) {
        return true;
      }
    }
    return false;
  });
}

faults validate_rows(territory const& t) {
  auto found = faults{};
  check_holidays(t, found);
  check_travel(t, found);
  check_offers(t, found);
  check_sessions(t, found);
  check_vacancies(t, found);
  check_people(t, found);
  return found;
}

}  // namespace foothold
