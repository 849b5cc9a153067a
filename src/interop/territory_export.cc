#include "interop/territory_export.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/words.h"

namespace foothold {

namespace {

// Cells of one row by column; columns that are not set stay empty.
using row_cells = std::map<std::string, std::string, std::less<>>;

template <typename T>
std::string number(T const value) {
  return value == 0 ? std::string{} : std::to_string(value);
}

// Numbers whose absence means `usual`.
template <typename T>
std::string unless(T const value, T const usual) {
  return value == usual ? std::string{} : std::to_string(value);
}

std::string yes(bool const value) {
  return value ? "yes" : "";
}

std::string answer(std::optional<bool> const value) {
  return !value ? "" : *value ? "yes" : "no";
}

std::string day(std::optional<date> const value) {
  return value ? format_date(*value) : std::string{};
}

std::string money(std::uint32_t const cents) {
  return cents == 0U ? std::string{} : format_hundredths(cents);
}

template <typename Range, typename Text>
std::string joined(Range const& items, Text const& text) {
  auto out = std::string{};
  auto first = true;
  for (auto const& item : items) {
    out += first ? "" : "|";
    out += text(item);
    first = false;
  }
  return out;
}

std::string facts(territory const& t, std::vector<fact_idx> const& list) {
  return joined(list, [&](fact_idx const f) { return t.facts.name(f); });
}

void put_label(row_cells& row, std::string_view const stem, label const& words) {
  for (auto const& [tag, text] : words.texts) {
    row[fmt::format("{}_{}", stem, tag)] = text;
  }
}

// "Mon-Fri", "" for all days.
std::string days_text(std::uint8_t const bits) {
  if (bits == 0x7FU) {
    return {};
  }
  auto pattern = week_pattern{};
  for (auto d = 0U; d != 7U; ++d) {
    if ((bits >> d & 1U) != 0U) {
      pattern.push_back({static_cast<std::uint8_t>(d), 0U, kMinutesPerDay});
    }
  }
  auto const text = format_week(pattern);
  return text.substr(0U, text.find(' '));
}

row_cells row_of(territory const&, organisation const& o) {
  auto row = row_cells{{"id", o.id}, {"kind", o.kind}, {"phone", o.phone}, {"url", o.url}};
  put_label(row, "name", o.name);
  return row;
}

row_cells row_of(territory const& t, location const& l) {
  auto row = row_cells{{"id", l.id}, {"zone", t.zones[l.zone]}};
  put_label(row, "name", l.name);
  return row;
}

row_cells row_of(territory const& t, travel_row const& r) {
  return {{"id", r.id},
          {"from", t.zones[r.from]},
          {"to", t.zones[r.to]},
          {"mode", std::string{word_of(kTravelModes, r.mode)}},
          {"days", days_text(r.days)},
          {"band_from", r.band_from == 0U ? "" : format_time(r.band_from)},
          {"band_to", r.band_to == kMinutesPerDay ? "" : format_time(r.band_to)},
          {"minutes", std::to_string(r.minutes)},
          {"line", r.line}};
}

row_cells row_of(territory const& t, offer const& o) {
  auto row =
      row_cells{{"id", o.id},
                {"organisation", t.organisations[o.organisation].id},
                {"kind", std::string{word_of(kOfferKinds, o.kind)}},
                {"needs", facts(t, o.needs)},
                {"gives", facts(t, o.gives)},
                {"women_only", yes(o.who.women_only)},
                {"age_from", number(o.who.age_from)},
                {"age_to", unless(o.who.age_to, std::uint8_t{255U})},
                {"statuses", joined(o.who.statuses, [](auto const s) { return std::string{word_of(kStatuses, s)}; })},
                {"window_anchor", o.who.window_anchor},
                {"window_days", number(o.who.window_days)},
                {"modality", o.modality == modality::online ? "online" : ""},
                {"own_eur", money(o.own_cents)},
                {"public_eur", money(o.public_cents)},
                {"lessons", number(o.lessons)},
                {"language_percent", number(o.language_percent)},
                {"study_minutes", number(o.study_minutes)},
                {"duration_days", number(o.duration_days)},
                {"passed", number(o.passed)},
                {"taken", number(o.taken)},
                {"attendance_percent", number(o.attendance_percent)},
                {"settling_days", number(o.settling_days)},
                {"care_from_months", number(o.care_from_months)},
                {"care_to_months", unless(o.care_to_months, std::uint8_t{255U})}};
  put_label(row, "title", o.title);
  return row;
}

row_cells row_of(territory const& t, session const& s) {
  return {{"id", s.id},
          {"offer", t.offers[s.offer].id},
          {"location", s.location.valid() ? t.locations[s.location].id : ""},
          {"start", format_date(s.start)},
          {"end", format_date(s.end)},
          {"week", format_week(s.week)},
          {"places", std::to_string(s.places)},
          {"places_left", unless(s.places_left, s.places)},
          {"min_group", number(s.min_group)},
          {"enrolled", number(s.enrolled)},
          {"apply_by", day(s.apply_by)},
          {"women_only", yes(s.women_only)},
          {"care_on_site", yes(s.care_on_site)}};
}

row_cells row_of(territory const& t, occupation const& o) {
  auto row = row_cells{{"uri", o.uri},
                       {"kind", o.self_employment ? "self_employment" : ""},
                       {"isco", o.isco},
                       {"needs", facts(t, o.needs)},
                       {"week", format_week(o.week)},
                       {"location", t.locations[o.location].id},
                       {"quality", std::string{word_of(kJobQualities, o.quality)}},
                       {"search_days", number(o.search_days)},
                       {"regulated", yes(o.regulated)},
                       {"shortage", yes(o.shortage)}};
  put_label(row, "title", o.title);
  return row;
}

row_cells row_of(territory const& t, vacancy const& v) {
  auto row = row_cells{{"id", v.id},
                       {"organisation", t.organisations[v.organisation].id},
                       {"occupation", t.occupations[v.occupation].uri},
                       {"needs", facts(t, v.needs)},
                       {"location", t.locations[v.location].id},
                       {"week", format_week(v.week)},
                       {"from", format_date(v.from)},
                       {"until", format_date(v.until)},
                       {"quality", std::string{word_of(kJobQualities, v.quality)}},
                       {"hourly_eur", money(v.hourly_cents)}};
  put_label(row, "title", v.title);
  return row;
}

row_cells row_of(territory const& t, service_entry const& s) {
  auto row = row_cells{{"id", s.id},
                       {"organisation", t.organisations[s.organisation].id},
                       {"category", s.category},
                       {"location", t.locations[s.location].id},
                       {"open", format_week(s.open)},
                       {"languages", joined(s.languages, [](auto const& tag) { return tag; })},
                       {"phone", s.phone},
                       {"cost", s.cost},
                       {"checked", format_date(s.checked)}};
  put_label(row, "name", s.name);
  return row;
}

row_cells row_of(territory const&, rule const& r) {
  return {{"id", r.id},
          {"jurisdiction", r.jurisdiction},
          {"subject", r.subject},
          {"value", r.value},
          {"unit", r.unit},
          {"anchor", r.anchor},
          {"condition", r.condition},
          {"valid_from", day(r.valid_from)},
          {"valid_to", day(r.valid_to)},
          {"document", r.document},
          {"document_days", number(r.document_days)},
          {"employer_step", r.employer_step},
          {"employer_days", number(r.employer_days)},
          {"market_test", yes(r.market_test)},
          {"market_test_days", number(r.market_test_days)},
          {"source_url", r.source_url},
          {"source_date", day(r.source_date)},
          {"confidence", std::string{word_of(kConfidences, r.confidence)}},
          {"reviewed_by", r.reviewed_by},
          {"review_due", format_date(r.review_due)},
          {"note", r.note}};
}

row_cells row_of(territory const&, shortage const& s) {
  return {{"isco", s.isco}, {"open_jobs", std::to_string(s.open_jobs)}, {"source", s.source}};
}

row_cells row_of(territory const& t, household const& h) {
  return {{"id", h.id}, {"zone", t.zones[h.zone]}};
}

row_cells row_of(territory const& t, child const& c) {
  return {{"id", c.id},
          {"household", t.households[c.household].id},
          {"birth", format_date(c.birth)},
          {"covered", format_week(c.covered)},
          {"covered_until", day(c.covered_until)}};
}

std::string held_text(territory const& t, held_fact const& held) {
  return t.facts.name(held.fact) + (held.from ? "@" + format_date(*held.from) : "");
}

std::string modes_text(std::uint8_t const modes) {
  auto names = std::vector<std::string>{};
  for (auto const& [name, bit] : kTravelModes) {
    if ((modes & bit) != 0U) {
      names.emplace_back(name);
    }
  }
  return joined(names, [](auto const& name) { return name; });
}

row_cells row_of(territory const& t, person const& p) {
  return {{"id", p.id},
          {"name", p.name},
          {"household", t.households[p.household].id},
          {"sex", p.sex == sex::unknown ? "" : std::string{word_of(kSexes, p.sex)}},
          {"birth", format_date(p.birth)},
          {"status", std::string{word_of(kStatuses, p.legal.status)}},
          {"arrived", day(p.legal.arrived)},
          {"registered", day(p.legal.registered)},
          {"status_since", day(p.legal.status_since)},
          {"permit_until", day(p.legal.permit_until)},
          {"in_reception_centre", answer(p.legal.in_reception_centre)},
          {"safe_origin", answer(p.legal.safe_origin_country)},
          {"accelerated", answer(p.legal.accelerated_procedure)},
          {"travel_document", answer(p.legal.has_travel_document)},
          {"modes", modes_text(p.modes)},
          {"max_travel_minutes", std::to_string(p.max_travel_minutes)},
          {"available", format_week(p.available)},
          // Rounded up: reading rounds down to whole minutes.
          {"max_weekly_hours", format_hundredths((p.max_weekly_minutes * 100U + 59U) / 60U)},
          {"ready", day(p.ready)},
          {"need", std::to_string(p.need)},
          {"waiting_since", day(p.waiting_since)},
          {"facts", joined(p.facts, [&](auto const& held) { return held_text(t, held); })},
          {"cares_for", joined(p.cares_for, [&](auto const c) { return t.children[c].id; })},
          {"goals", joined(p.goals, [](auto const& goal) { return goal.text; })},
          {"origin_group", p.origin == origin_group::not_stated ? "" : std::string{word_of(kOriginGroups, p.origin)}}};
}

row_cells row_of(territory const&, std::pair<std::string, label> const& fact_text) {
  auto row = row_cells{{"fact", fact_text.first}};
  put_label(row, "text", fact_text.second);
  return row;
}

label const* label_in(organisation const& x) {
  return &x.name;
}
label const* label_in(location const& x) {
  return &x.name;
}
label const* label_in(offer const& x) {
  return &x.title;
}
label const* label_in(occupation const& x) {
  return &x.title;
}
label const* label_in(vacancy const& x) {
  return &x.title;
}
label const* label_in(service_entry const& x) {
  return &x.name;
}
label const* label_in(std::pair<std::string, label> const& x) {
  return &x.second;
}
template <typename T>
label const* label_in(T const&) {
  return nullptr;
}

// Languages in the order of territory.json, en first, then those that only labels have.
template <typename Table>
std::vector<std::string> languages_of(territory const& t, Table const& rows) {
  auto used = std::set<std::string>{};
  for (auto const& row : rows) {
    if (auto const* const words = label_in(row)) {
      for (auto const& [tag, text] : words->texts) {
        used.insert(tag);
      }
    }
  }
  auto out = std::vector<std::string>{"en"};
  used.erase("en");
  for (auto const& tag : t.languages) {
    if (used.erase(tag) != 0U) {
      out.push_back(tag);
    }
  }
  out.insert(out.end(), used.begin(), used.end());
  return out;
}

template <typename Table>
void write_rows(territory const& t, pack_table const& spec, Table const& rows, row_sink const& sink) {
  auto const languages = languages_of(t, rows);
  auto header = std::vector<std::string>{};
  for (auto const& column : spec.columns) {
    if (column.name.ends_with("_en")) {
      continue;  // part of the languages, at the place of the pattern
    }
    if (!column.name.ends_with('*')) {
      header.emplace_back(column.name);
      continue;
    }
    for (auto const& tag : languages) {
      header.push_back(std::string{column.name.substr(0U, column.name.size() - 1U)} + tag);
    }
  }
  sink(header);
  auto cells = std::vector<std::string>(header.size());
  for (auto const& row : rows) {
    auto values = row_of(t, row);
    for (auto i = std::size_t{0U}; i != header.size(); ++i) {
      auto const value = values.find(header[i]);
      cells[i] = value == values.end() ? std::string{} : std::move(value->second);
    }
    sink(cells);
  }
}

nlohmann::json weeks(milli_days const value) {
  constexpr auto kWeek = 7 * kMilliDaysPerDay;
  if (value % kWeek == 0) {
    return value / kWeek;
  }
  return static_cast<double>(value) / static_cast<double>(kWeek);
}

nlohmann::ordered_json date_list(std::vector<date> const& list) {
  auto out = nlohmann::ordered_json::array();
  for (auto const d : list) {
    out.push_back(format_date(d));
  }
  return out;
}

}  // namespace

std::string format_hundredths(std::uint32_t const value) {
  auto out = std::to_string(value / 100U);
  if (auto const rest = value % 100U; rest != 0U) {
    out += fmt::format(".{:02}", rest);
    out.resize(out.size() - (rest % 10U == 0U ? 1U : 0U));
  }
  return out;
}

void export_rows(territory const& t, std::string_view const file, row_sink const& sink) {
  auto const& spec = *find_pack_table(file);
  if (file == "organisations.csv") {
    write_rows(t, spec, t.organisations, sink);
  } else if (file == "locations.csv") {
    write_rows(t, spec, t.locations, sink);
  } else if (file == "travel.csv") {
    write_rows(t, spec, t.travel, sink);
  } else if (file == "offers.csv") {
    write_rows(t, spec, t.offers, sink);
  } else if (file == "sessions.csv") {
    write_rows(t, spec, t.sessions, sink);
  } else if (file == "occupations.csv") {
    write_rows(t, spec, t.occupations, sink);
  } else if (file == "vacancies.csv") {
    write_rows(t, spec, t.vacancies, sink);
  } else if (file == "services.csv") {
    write_rows(t, spec, t.services, sink);
  } else if (file == kRulesFile) {
    write_rows(t, spec, t.rules, sink);
  } else if (file == "shortages.csv") {
    write_rows(t, spec, t.shortages, sink);
  } else if (file == "households.csv") {
    write_rows(t, spec, t.households, sink);
  } else if (file == "children.csv") {
    write_rows(t, spec, t.children, sink);
  } else if (file == "people.csv") {
    write_rows(t, spec, t.people, sink);
  } else {
    write_rows(t, spec, t.fact_labels, sink);
  }
}

std::string territory_json_of(territory const& t) {
  auto out = nlohmann::ordered_json{};
  out["id"] = t.id;
  for (auto const& [tag, text] : t.name.texts) {
    out["name"][tag] = text;
  }
  out["country"] = t.country;
  if (!t.nuts.empty()) {
    out["nuts"] = t.nuts;
  }
  out["languages"] = t.languages;
  out["currency"] = t.currency;
  out["as_of"] = format_date(t.as_of);
  out["minutes_per_lesson"] = t.minutes_per_lesson;
  out["confirm_days"] = t.confirm_days;
  out["care_until_years"] = t.care_until_years;
  out["horizon_days"] = t.horizon_days;
  out["holidays"] = date_list(t.holidays);
  out["zones"] = std::vector<std::string>{t.zones.begin(), t.zones.end()};
  out["sources"] = t.sources;
  return out.dump(2) + "\n";
}

std::string policy_json_of(policy const& w) {
  auto out = nlohmann::ordered_json{};
  out["version"] = w.version;
  out["author"] = w.author;
  out["weeks_per_100_eur_own"] = weeks(w.per_100_eur_own);
  out["weeks_per_100_eur_public"] = weeks(w.per_100_eur_public);
  out["weeks_per_10_hours"] = weeks(w.per_10_hours);
  for (auto i = std::size_t{0U}; i != kJobQualities.size(); ++i) {
    out["quality_weeks"][std::string{kJobQualities[i].first}] = weeks(w.quality_offset[i]);
  }
  out["search_day_weight"] = static_cast<double>(w.per_search_day) / static_cast<double>(kMilliDaysPerDay);
  out["outside_option_weeks"] = weeks(w.outside_option);
  out["need_weight_max"] = w.need_weight_max;
  out["waiting_weight_per_half_year"] = w.waiting_weight_per_half_year;
  out["waiting_weight_max"] = w.waiting_weight_max;
  if (w.fairness.rule != fairness_rule::none) {
    auto fairness = nlohmann::ordered_json{{"rule", word_of(kFairnessRules, w.fairness.rule)},
                                           {"by", word_of(kGroupings, w.fairness.by)}};
    if (w.fairness.rule == fairness_rule::floor) {
      fairness["floor_weeks"] = weeks(w.fairness.floor);
    }
    out["fairness"] = std::move(fairness);
  }
  return out.dump(2) + "\n";
}

std::vector<named_bytes> write_territory(territory const& t) {
  auto files = std::vector<named_bytes>{{std::string{kTerritoryFile}, territory_json_of(t)},
                                        {std::string{kPolicyFile}, policy_json_of(t.weights)}};
  for (auto const& spec : pack_tables()) {
    auto bytes = std::string{};
    auto writer = csv_writer{bytes};
    auto rows = std::size_t{0U};
    export_rows(t, spec.file, [&](std::vector<std::string> const& cells) {
      writer.row(std::vector<std::string_view>{cells.begin(), cells.end()});
      ++rows;
    });
    if (rows > 1U || spec.required) {
      files.push_back({std::string{spec.file}, std::move(bytes)});
    }
  }
  return files;
}

}  // namespace foothold
