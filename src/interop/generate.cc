#include "interop/generate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "interop/csv.h"
#include "interop/generate_people.h"
#include "interop/generate_source.h"
#include "interop/pack_files.h"
#include "interop/random.h"
#include "interop/territory_export.h"
#include "model/validate.h"

namespace foothold {

namespace {

constexpr auto kPeopleOfADistrict = std::uint64_t{25'000U};
constexpr auto kShortestSpan = days{700};  // sessions start within at least so many days

std::string copy_name(std::string const& id, std::uint64_t const copy) {
  return copy == 0U ? id : fmt::format("{}.{}", id, copy + 1U);
}

std::string district_name(std::string const& id, std::uint64_t const district) {
  return district == 0U ? id : fmt::format("{}-d{}", id, district + 1U);
}

class table_output {
public:
  table_output(file_sink const& sink, std::string_view const file) : sink_{sink}, file_{file} {}
  table_output(table_output const&) = delete;
  table_output& operator=(table_output const&) = delete;
  ~table_output() { sink_(file_, bytes_); }

  void row(std::vector<std::string> const& cells) {
    writer_.row(std::vector<std::string_view>{cells.begin(), cells.end()});
    if (bytes_.size() >= (1U << 16U)) {
      sink_(file_, bytes_);
      bytes_.clear();
    }
  }

private:
  file_sink const& sink_;
  std::string_view file_;
  std::string bytes_;
  csv_writer writer_{bytes_};
};

class generator {
public:
  generator(territory const& source, generate_settings const& settings, file_sink const& sink)
      : t_{source}, settings_{settings}, sink_{sink}, months_{start_months(source)} {}

  result<generated_size> run();

private:
  result<void> plan_sizes();
  void write_territory_json() const;
  void write_organisations();
  void write_locations() const;
  void write_travel() const;
  void write_offers();
  void write_sessions();
  void write_occupations() const;
  void write_vacancies();
  void write_as_they_are() const;

  // Offer number i of a type: which row of the source, which copy of it, in which district.
  struct offer_copy {
    offer_idx source;
    std::uint64_t copy;
    std::uint64_t district;
  };
  [[nodiscard]] offer_copy copy_of(offer_type const& type, std::uint64_t const i) const {
    return {type.offers[i % type.offers.size()], i / type.offers.size(), i % size_.districts};
  }
  [[nodiscard]] date start_of(session const& pattern, offer_kind kind, std::uint64_t k, std::uint64_t n,
                              random_stream& random) const;
  [[nodiscard]] location_idx location_of(session const& pattern, std::string const& offer_id, std::uint64_t copy) const;
  [[nodiscard]] std::uint64_t places_of(std::uint64_t number, std::uint64_t seed) const;
  // What needs no way is for all areas of a country, and is the same in each of them.
  [[nodiscard]] bool of_all_areas(offer_type const& type) const {
    return settings_.areas > 1U &&
           std::ranges::none_of(type.sessions, [&](session_idx const s) { return t_.sessions[s].location.valid(); });
  }
  [[nodiscard]] std::uint64_t seed_of(offer_type const& type) const {
    return of_all_areas(type) ? settings_.country_seed : settings_.seed;
  }

  territory const& t_;
  generate_settings const& settings_;
  file_sink const& sink_;
  std::array<month_weights, 7> months_;
  std::vector<offer_type> types_;
  std::vector<std::uint64_t> offers_of_, sessions_of_;  // by type
  days span_{kShortestSpan};
  std::uint64_t copies_{1U};  // of organisations
  double places_scale_{1.0};
  generated_size size_;
};

result<void> generator::plan_sizes() {
  types_ = offer_types(t_);
  if (t_.people.empty() || t_.sessions.empty()) {
    return fail(errc::bad_input, "a territory can only be generated from one with people and sessions");
  }
  if (settings_.people == 0U || settings_.places_per_session_min == 0U ||
      settings_.places_per_session_max < settings_.places_per_session_min ||
      settings_.places_per_session_max > 10'000U ||
      !(settings_.places_per_person > 0.0 && settings_.places_per_person <= 1000.0)) {
    return fail(errc::wrong_use,
                "at least one person, places per person above 0 and at most 1000, places per session from 1 to 10000, "
                "least first");
  }
  auto const mean_places = 0.5 * (settings_.places_per_session_min + settings_.places_per_session_max);
  auto const wanted_places = static_cast<double>(settings_.people) * settings_.places_per_person;
  auto const usual_sessions = static_cast<std::uint64_t>(std::llround(wanted_places / mean_places));
  size_.sessions = std::max<std::uint64_t>(settings_.sessions.value_or(usual_sessions), 1U);
  places_scale_ = settings_.sessions ? wanted_places / (mean_places * static_cast<double>(size_.sessions)) : 1.0;
  auto const proportion = static_cast<double>(t_.offers.size()) / static_cast<double>(t_.sessions.size());
  auto const usual_offers = std::llround(static_cast<double>(size_.sessions) * proportion);
  size_.offers = settings_.offers.value_or(static_cast<std::uint64_t>(std::max<long long>(usual_offers, 1)));
  types_ = closed_types(t_, std::move(types_), std::max<std::uint64_t>(size_.offers, 1U));
  size_.vacancies = settings_.vacancies.value_or(t_.vacancies.size() * settings_.people / t_.people.size());
  size_.vacancies = t_.vacancies.empty() ? 0U : size_.vacancies;
  size_.people = settings_.people;
  size_.districts = (settings_.people + kPeopleOfADistrict - 1U) / kPeopleOfADistrict;
  auto offer_weights = std::vector<std::uint64_t>{};
  auto session_weights = std::vector<std::uint64_t>{};
  for (auto const& type : types_) {
    offer_weights.push_back(type.offers.size());
    session_weights.push_back(type.sessions.size());
  }
  offers_of_ = shared_out(size_.offers, offer_weights, 1U);
  sessions_of_ = shared_out(size_.sessions, session_weights, 1U);
  size_.offers = 0U;
  for (auto i = std::size_t{0U}; i != types_.size(); ++i) {
    size_.offers += offers_of_[i];
    copies_ = std::max(copies_, (offers_of_[i] + types_[i].offers.size() - 1U) / types_[i].offers.size());
  }
  if (!t_.vacancies.empty()) {
    copies_ = std::max(copies_, (size_.vacancies + t_.vacancies.size() - 1U) / t_.vacancies.size());
  }
  for (auto const& s : t_.sessions) {
    span_ = std::max(span_, s.start - t_.as_of);
  }
  span_ = std::min(span_, days{t_.horizon_days});
  return {};
}

void generator::write_territory_json() const {
  // A copy of what territory.json tells; the tables stay behind.
  auto head = territory{};
  head.id = "generated-" + t_.id;
  for (auto const& [tag, text] : t_.name.texts) {
    head.name.texts.emplace_back(tag, fmt::format("{} ({} / {})", text, settings_.people, settings_.seed));
  }
  head.country = t_.country;
  head.nuts = t_.nuts;
  head.languages = t_.languages;
  head.currency = t_.currency;
  head.as_of = t_.as_of;
  head.minutes_per_lesson = t_.minutes_per_lesson;
  head.confirm_days = t_.confirm_days;
  head.care_until_years = t_.care_until_years;
  head.horizon_days = t_.horizon_days;
  head.holidays = t_.holidays;
  for (auto d = std::uint64_t{0U}; d != size_.districts; ++d) {
    for (auto const& zone : t_.zones) {
      head.zones.push_back(district_name(zone, d));
    }
  }
  head.sources = {fmt::format("Generated from {} with seed {}: nothing in it is a real place, person or offer.", t_.id,
                              settings_.seed)};
  sink_(kTerritoryFile, territory_json_of(head));
  sink_(kPolicyFile, policy_json_of(t_.weights));
}

void generator::write_organisations() {
  auto const rows = text_table{t_, "organisations.csv"};
  auto out = table_output{sink_, "organisations.csv"};
  out.row(rows.header());
  for (auto copy = std::uint64_t{0U}; copy != copies_; ++copy) {
    for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
      auto cells = rows.row(i);
      for (auto c = std::size_t{0U}; copy != 0U && c != cells.size(); ++c) {
        if (rows.header()[c].starts_with("name_") && !cells[c].empty()) {
          cells[c] += fmt::format(" {}", copy + 1U);
        }
      }
      cells[rows.column("id")] = copy_name(cells[rows.column("id")], copy);
      out.row(cells);
      ++size_.organisations;
    }
  }
}

void generator::write_locations() const {
  auto const rows = text_table{t_, "locations.csv"};
  auto out = table_output{sink_, "locations.csv"};
  out.row(rows.header());
  for (auto d = std::uint64_t{0U}; d != size_.districts; ++d) {
    for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
      auto cells = rows.row(i);
      for (auto const name : {"id", "zone"}) {
        cells[rows.column(name)] = district_name(cells[rows.column(name)], d);
      }
      out.row(cells);
    }
  }
}

// The zone with most locations: where buses from elsewhere arrive.
std::string main_zone(territory const& t) {
  auto count = vec_map<zone_idx, std::size_t>(t.zones.size());
  for (auto const& l : t.locations) {
    ++count[l.zone];
  }
  auto const most = std::ranges::max_element(count);
  return t.zones[zone_idx{static_cast<std::size_t>(most - count.begin())}];
}

void generator::write_travel() const {
  auto const rows = text_table{t_, "travel.csv"};
  auto out = table_output{sink_, "travel.csv"};
  out.row(rows.header());
  auto const hub = main_zone(t_);
  auto cells = std::vector<std::string>(rows.header().size());
  auto const join = [&](std::uint64_t const from, std::uint64_t const to, std::string const& mode, int const minutes) {
    cells[rows.column("id")] = fmt::format("between-{}-{}-{}", from + 1U, to + 1U, mode);
    cells[rows.column("from")] = district_name(hub, from);
    cells[rows.column("to")] = district_name(hub, to);
    cells[rows.column("mode")] = mode;
    cells[rows.column("minutes")] = std::to_string(minutes);
    out.row(cells);
  };
  for (auto d = std::uint64_t{0U}; d != size_.districts; ++d) {
    for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
      auto copy = rows.row(i);
      for (auto const name : {"id", "from", "to"}) {
        copy[rows.column(name)] = district_name(copy[rows.column(name)], d);
      }
      out.row(copy);
    }
    if (d != 0U) {
      for (auto const& [mode, minutes] : {std::pair{"bus", 55}, std::pair{"car", 35}}) {
        join(d - 1U, d, mode, minutes);
        join(d, d - 1U, mode, minutes);
      }
    }
  }
}

// A sum of money that differs by at most a fifth.
std::string varied_euros(std::string const& euros, std::uint32_t const cents, random_stream& random) {
  return cents == 0U ? euros : format_hundredths(cents / 100U * static_cast<std::uint32_t>(random.between(80, 120)));
}

void generator::write_offers() {
  auto const rows = text_table{t_, "offers.csv"};
  auto out = table_output{sink_, "offers.csv"};
  out.row(rows.header());
  for (auto type = std::size_t{0U}; type != types_.size(); ++type) {
    for (auto i = std::uint64_t{0U}; i != offers_of_[type]; ++i) {
      auto const which = copy_of(types_[type], i);
      auto const& source = t_.offers[which.source];
      auto cells = rows.row(which.source.v);
      cells[rows.column("id")] = copy_name(source.id, which.copy);
      auto& organisation = cells[rows.column("organisation")];
      organisation = copy_name(organisation, which.copy);
      if (which.copy != 0U) {
        auto random = random_stream{seed_of(types_[type]), "offer " + source.id, which.copy};
        for (auto const& [name, cents] :
             {std::pair{"own_eur", source.own_cents}, std::pair{"public_eur", source.public_cents}}) {
          cells[rows.column(name)] = varied_euros(cells[rows.column(name)], cents, random);
        }
      }
      out.row(cells);
    }
  }
}

// Sessions of an offer are spread over the whole span; within its share a start falls into the months in which the
// source starts, on the source's day of the week. What would meet on holidays only waits for the next week.
date generator::start_of(session const& pattern, offer_kind const kind, std::uint64_t const k, std::uint64_t const n,
                         random_stream& random) const {
  auto const& weights = months_[static_cast<std::size_t>(kind)];
  auto const heaviest = *std::ranges::max_element(weights);
  auto const latest = std::max(days{t_.horizon_days} - (pattern.end - pattern.start), days{1});
  auto const span = static_cast<std::uint64_t>(std::min(span_, latest).count());
  auto start = t_.as_of;
  for (auto attempt = 0; attempt != 8; ++attempt) {
    auto const low = span * k / n;
    auto const high = std::max(span * (k + 1U) / n, low + 1U);
    start = t_.as_of + days{static_cast<int>(low + random.below(high - low))};
    auto const month = static_cast<unsigned>(std::chrono::year_month_day{start}.month()) - 1U;
    if (random.below(heaviest) < weights[month]) {
      break;
    }
  }
  auto moved = pattern;
  moved.start = start + days{(weekday_of(pattern.start) + 7U - weekday_of(start)) % 7U};
  moved.end = moved.start + (pattern.end - pattern.start);
  for (auto week = std::size_t{0U}; week != t_.holidays.size() && !ever_meets(moved, t_.holidays); ++week) {
    moved.start += days{7};
    moved.end += days{7};
  }
  return moved.start;
}

// The first provider stays where it is, each other one has a house in the town of some session.
location_idx generator::location_of(session const& pattern, std::string const& offer_id,
                                    std::uint64_t const copy) const {
  if (!pattern.location.valid() || copy == 0U) {
    return pattern.location;
  }
  auto random = random_stream{settings_.seed, "house of " + offer_id, copy};
  auto const& other = t_.sessions[session_idx{random.below(t_.sessions.size())}];
  return other.location.valid() ? other.location : pattern.location;
}

// Places of session `number`: evenly between least and most, scaled so that the sum is what was asked for.
std::uint64_t generator::places_of(std::uint64_t const number, std::uint64_t const seed) const {
  auto random = random_stream{seed, "places", number / 2U};
  auto const low = settings_.places_per_session_min;
  auto const high = settings_.places_per_session_max;
  auto const drawn = random.between(low, high);
  auto const places = number % 2U == 0U ? drawn : low + high - drawn;  // pairs keep the mean
  auto rounding = random_stream{seed, "rounding", number};
  auto const scaled = static_cast<double>(places) * places_scale_ + static_cast<double>(rounding.below(1000U)) / 1000.0;
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(scaled), 1U, 60'000U);
}

void generator::write_sessions() {
  auto const rows = text_table{t_, "sessions.csv"};
  auto out = table_output{sink_, "sessions.csv"};
  out.row(rows.header());
  auto number = std::uint64_t{0U};
  for (auto type = std::size_t{0U}; type != types_.size(); ++type) {
    auto const per_offer =
        shared_out(sessions_of_[type], std::vector<std::uint64_t>(static_cast<std::size_t>(offers_of_[type]), 1U), 0U);
    for (auto i = std::uint64_t{0U}; i != offers_of_[type]; ++i) {
      auto const which = copy_of(types_[type], i);
      auto const offer_id = copy_name(t_.offers[which.source].id, which.copy);
      auto const n = per_offer[static_cast<std::size_t>(i)];
      for (auto k = std::uint64_t{0U}; k != n; ++k, ++number) {
        auto random = random_stream{seed_of(types_[type]), offer_id, k};
        auto const from = types_[type].sessions[random.below(types_[type].sessions.size())];
        auto const& pattern = t_.sessions[from];
        auto const start = start_of(pattern, types_[type].kind, k, n, random);
        auto const location = location_of(pattern, offer_id, which.copy);
        auto const everywhere = of_all_areas(types_[type]);
        auto const places = places_of(number, seed_of(types_[type])) * (everywhere ? settings_.areas : 1U);
        auto cells = rows.row(from.v);
        auto const set = [&](std::string_view const column, std::string value) {
          cells[rows.column(column)] = std::move(value);
        };
        set("id", fmt::format("{}-s{}", offer_id, k + 1U));
        set("offer", offer_id);
        set("location", location.valid() ? district_name(t_.locations[location].id, which.district) : "");
        set("start", format_date(start));
        set("end", format_date(start + (pattern.end - pattern.start)));
        set("places", std::to_string(places + pattern.enrolled));
        set("places_left", std::to_string(places));
        set("min_group", std::to_string(std::min<std::uint64_t>(pattern.min_group, places + pattern.enrolled)));
        set("apply_by", pattern.apply_by ? format_date(start - (pattern.start - *pattern.apply_by)) : "");
        out.row(cells);
        size_.places += places;
        if (everywhere) {
          size_.shared.emplace_back(fmt::format("{}-s{}", offer_id, k + 1U), places);
        }
      }
    }
  }
}

void generator::write_occupations() const {
  auto const rows = text_table{t_, "occupations.csv"};
  auto out = table_output{sink_, "occupations.csv"};
  out.row(rows.header());
  for (auto d = std::uint64_t{0U}; d != size_.districts; ++d) {
    for (auto i = std::size_t{0U}; i != rows.size(); ++i) {
      auto cells = rows.row(i);
      for (auto const name : {"uri", "location"}) {
        cells[rows.column(name)] = district_name(cells[rows.column(name)], d);
      }
      out.row(cells);
    }
  }
}

void generator::write_vacancies() {
  auto const rows = text_table{t_, "vacancies.csv"};
  if (rows.size() == 0U) {
    return;
  }
  auto out = table_output{sink_, "vacancies.csv"};
  out.row(rows.header());
  for (auto i = std::uint64_t{0U}; i != size_.vacancies; ++i) {
    auto const from = vacancy_idx{static_cast<std::size_t>(i % t_.vacancies.size())};
    auto const copy = i / t_.vacancies.size();
    auto const district = copy % size_.districts;
    auto const& v = t_.vacancies[from];
    auto random = random_stream{settings_.seed, "vacancy", i};
    auto const shift = copy == 0U ? days{0} : days{static_cast<int>(random.between(-90, 180))};
    auto cells = rows.row(from.v);
    auto const set = [&](std::string_view const column, std::string value) {
      cells[rows.column(column)] = std::move(value);
    };
    set("id", copy_name(v.id, copy));
    set("organisation", copy_name(t_.organisations[v.organisation].id, copy));
    set("occupation", district_name(t_.occupations[v.occupation].uri, district));
    set("location", district_name(t_.locations[v.location].id, district));
    set("from", format_date(v.from + shift));
    set("until", format_date(v.until + shift));
    out.row(cells);
  }
}

void generator::write_as_they_are() const {
  for (auto const* const file : {"services.csv", "rules.csv", "shortages.csv", "texts/facts.csv"}) {
    auto out = table_output{sink_, file};
    export_rows(t_, file, [&](std::vector<std::string> const& cells) { out.row(cells); });
  }
}

result<generated_size> generator::run() {
  if (auto const planned = plan_sizes(); !planned) {
    return tl::unexpected<error>{planned.error()};
  }
  write_territory_json();
  write_organisations();
  write_locations();
  write_travel();
  write_offers();
  write_sessions();
  write_occupations();
  write_vacancies();
  write_as_they_are();
  write_people(t_, {settings_.people, size_.districts, size_.vacancies, settings_.seed},
               [&](std::string_view const file, auto const& rows) {
                 auto out = table_output{sink_, file};
                 rows([&](std::vector<std::string> const& cells) { out.row(cells); });
               });
  return size_;
}

}  // namespace

result<generated_size> generate_territory(territory const& source, generate_settings const& settings,
                                          file_sink const& sink) {
  return generator{source, settings, sink}.run();
}

}  // namespace foothold
