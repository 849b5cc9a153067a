// Organisations, places, ways, offers, sessions, jobs and services of a territory pack.

#include <algorithm>
#include <utility>

#include "interop/pack_reader.h"

namespace foothold {

namespace {

constexpr auto kMostEuros = std::uint32_t{1'000'000U};

// ISCO-08: one to four digits.
void check_isco(row_reader& row, std::string_view const column, std::string_view const code, std::size_t const least) {
  auto const digits = std::ranges::all_of(code, [](char const c) { return c >= '0' && c <= '9'; });
  if (!digits || code.size() < least || code.size() > 4U) {
    row.wrong(column, code, least == 4U ? "an ISCO-08 code of four digits" : "an ISCO-08 code of one to four digits");
  }
}

// "Mon-Fri" -> bits, all days when empty.
std::uint8_t days_of(row_reader& row, std::string_view const column) {
  auto const cell = row.text(column);
  if (cell.empty()) {
    return 0x7FU;
  }
  auto const pattern = parse_week(std::string{cell} + " 00:00-24:00");
  auto bits = 0U;
  for (auto const& block : pattern.value_or(week_pattern{})) {
    bits |= 1U << block.weekday;
  }
  if (bits == 0U) {
    row.wrong(column, cell, "days of the week such as Mon-Fri or Sat,Sun");
    return 0x7FU;
  }
  return static_cast<std::uint8_t>(bits);
}

eligibility eligibility_of(row_reader& row) {
  auto who = eligibility{};
  who.women_only = row.yes("women_only");
  who.age_from = row.whole<std::uint8_t>("age_from", 0, 0, 120);
  who.age_to = row.whole<std::uint8_t>("age_to", 255);
  for (auto const status : row.list("statuses")) {
    if (auto const value = row.one_of("statuses", status, kStatuses)) {
      who.statuses.push_back(*value);
    }
  }
  who.window_anchor = row.word_or<std::string_view>("window_anchor", kAnchors, "");
  who.window_days = row.whole<std::uint16_t>("window_days");
  return who;
}

std::string uri_of(row_reader& row, std::string_view const column) {
  auto const cell = row.needed(column);
  if (cell.size() > 300U || std::ranges::any_of(cell, [](char const c) { return c > 0 && c <= ' '; })) {
    row.wrong(column, cell, "a URI of at most 300 characters without blanks");
  }
  return std::string{cell};
}

}  // namespace

void register_id(row_reader& row, std::string_view const column, std::string_view const id, std::size_t const position,
                 id_map& ids) {
  if (!id.empty() && !ids.emplace(std::string{id}, static_cast<std::uint32_t>(position)).second) {
    row.wrong(column, id, "an id that no other row of the file has");
  }
}

void read_organisation(pack_reader& p, row_reader& row) {
  auto o = organisation{};
  o.id = row.id("id");
  o.name = row.texts("name");
  o.kind = row.needed("kind").empty() ? "" : row.word_or<std::string_view>("kind", kOrganisationKinds, "");
  o.phone = row.text("phone");
  o.url = row.text("url");
  register_id(row, "id", o.id, p.t.organisations.size(), p.organisations);
  p.t.organisations.push_back(std::move(o));
}

void read_location(pack_reader& p, row_reader& row) {
  auto l = location{};
  l.id = row.id("id");
  l.name = row.texts("name");
  l.zone = row.ref<zone_idx>("zone", p.zones, "a zone of territory.json");
  register_id(row, "id", l.id, p.t.locations.size(), p.locations);
  p.t.locations.push_back(std::move(l));
}

void read_travel(pack_reader& p, row_reader& row) {
  auto r = travel_row{};
  r.id = row.id("id");
  r.from = row.ref<zone_idx>("from", p.zones, "a zone of territory.json");
  r.to = row.ref<zone_idx>("to", p.zones, "a zone of territory.json");
  if (!row.needed("mode").empty()) {
    r.mode = row.word_or("mode", kTravelModes, kBus);
  }
  r.days = days_of(row, "days");
  r.band_from = row.time("band_from", 0U);
  r.band_to = row.time("band_to", kMinutesPerDay);
  if (!row.needed("minutes").empty()) {
    r.minutes = row.whole<std::uint16_t>("minutes", 0, 0, kMinutesPerDay);
  }
  r.line = row.text("line");
  register_id(row, "id", r.id, p.t.travel.size(), p.travel);
  p.t.travel.push_back(std::move(r));
}

void read_offer(pack_reader& p, row_reader& row) {
  auto o = offer{};
  o.id = row.id("id");
  o.organisation = row.ref<organisation_idx>("organisation", p.organisations, "an organisation of organisations.csv");
  if (!row.needed("kind").empty()) {
    o.kind = row.word_or("kind", kOfferKinds, offer_kind::course);
  }
  o.title = row.texts("title");
  o.needs = row.facts("needs", p.t.facts);
  o.gives = row.facts("gives", p.t.facts);
  o.who = eligibility_of(row);
  o.modality = row.word_or("modality", kModalities, modality::on_site);
  o.own_cents = row.hundredths("own_eur", kMostEuros);
  o.public_cents = row.hundredths("public_eur", kMostEuros);
  o.lessons = row.whole<std::uint16_t>("lessons");
  o.language_percent = row.whole<std::uint8_t>("language_percent", 0, 0, 100);
  o.study_minutes = row.whole<std::uint16_t>("study_minutes", 0, 0, 10080);
  o.duration_days = row.whole<std::uint16_t>("duration_days", 0, 0, 3000);
  o.passed = row.whole<std::uint16_t>("passed");
  o.taken = row.whole<std::uint16_t>("taken");
  o.attendance_percent = row.whole<std::uint8_t>("attendance_percent", 0, 0, 100);
  o.settling_days = row.whole<std::uint8_t>("settling_days");
  o.care_from_months = row.whole<std::uint8_t>("care_from_months");
  o.care_to_months = row.whole<std::uint8_t>("care_to_months", 255);
  register_id(row, "id", o.id, p.t.offers.size(), p.offers);
  p.t.offers.push_back(std::move(o));
}

void read_session(pack_reader& p, row_reader& row) {
  auto s = session{};
  s.id = row.id("id");
  s.offer = row.ref<offer_idx>("offer", p.offers, "an offer of offers.csv");
  s.location = row.ref<location_idx>("location", p.locations, "a location of locations.csv", false);
  s.start = row.day("start");
  s.end = row.day("end");
  s.week = row.week("week", true);
  row.needed("places");
  s.places = row.whole<std::uint16_t>("places");
  s.places_left = row.whole<std::uint16_t>("places_left", s.places);
  s.min_group = row.whole<std::uint16_t>("min_group");
  s.enrolled = row.whole<std::uint16_t>("enrolled");
  s.apply_by = row.maybe_day("apply_by");
  s.women_only = row.yes("women_only");
  s.care_on_site = row.yes("care_on_site");
  register_id(row, "id", s.id, p.t.sessions.size(), p.sessions);
  p.t.sessions.push_back(std::move(s));
}

void read_occupation(pack_reader& p, row_reader& row) {
  auto o = occupation{};
  o.uri = uri_of(row, "uri");
  o.self_employment = row.word_or("kind", kOccupationKinds, false);
  o.title = row.texts("title");
  o.isco = row.needed("isco");
  check_isco(row, "isco", o.isco, 4U);
  o.needs = row.facts("needs", p.t.facts);
  o.week = row.week("week", true);
  o.location = row.ref<location_idx>("location", p.locations, "a location of locations.csv");
  row.needed("quality");
  o.quality = row.word_or("quality", kJobQualities, job_quality::fair);
  o.search_days = row.whole<std::uint16_t>("search_days", 0, 0, 3000);
  o.regulated = row.yes("regulated");
  o.shortage = row.yes("shortage");
  register_id(row, "uri", o.uri, p.t.occupations.size(), p.occupations);
  p.t.occupations.push_back(std::move(o));
}

void read_vacancy(pack_reader& p, row_reader& row) {
  auto v = vacancy{};
  v.id = row.id("id");
  v.organisation = row.ref<organisation_idx>("organisation", p.organisations, "an organisation of organisations.csv");
  v.occupation = row.ref<occupation_idx>("occupation", p.occupations, "an occupation (uri) of occupations.csv");
  v.title = row.texts("title");
  v.needs = row.facts("needs", p.t.facts);
  v.location = row.ref<location_idx>("location", p.locations, "a location of locations.csv");
  v.week = row.week("week", true);
  v.from = row.day("from");
  v.until = row.day("until");
  auto const usual = v.occupation.valid() ? p.t.occupations[v.occupation].quality : job_quality::fair;
  v.quality = row.word_or("quality", kJobQualities, usual);
  v.hourly_cents = row.hundredths("hourly_eur", 10'000U);
  register_id(row, "id", v.id, p.t.vacancies.size(), p.vacancies);
  p.t.vacancies.push_back(std::move(v));
}

void read_service(pack_reader& p, row_reader& row) {
  auto s = service_entry{};
  s.id = row.id("id");
  s.organisation = row.ref<organisation_idx>("organisation", p.organisations, "an organisation of organisations.csv");
  s.name = row.texts("name");
  s.category = row.needed("category");
  s.location = row.ref<location_idx>("location", p.locations, "a location of locations.csv");
  s.open = row.week("open");
  for (auto const tag : row.list("languages")) {
    s.languages.emplace_back(tag);
  }
  s.phone = row.text("phone");
  s.cost = row.text("cost");
  s.checked = row.day("checked");
  register_id(row, "id", s.id, p.t.services.size(), p.services);
  p.t.services.push_back(std::move(s));
}

void read_shortage(pack_reader& p, row_reader& row) {
  auto s = shortage{};
  s.isco = std::string{row.needed("isco")};
  check_isco(row, "isco", s.isco, 1U);
  row.needed("open_jobs");
  s.open_jobs = row.whole<std::uint32_t>("open_jobs");
  s.source = row.text("source");
  register_id(row, "isco", s.isco, p.t.shortages.size(), p.shortages);
  p.t.shortages.push_back(std::move(s));
}

void read_fact_text(pack_reader& p, row_reader& row) {
  auto const name = std::string{row.needed("fact")};
  auto const stem = name.ends_with(':') ? std::string_view{name}.substr(0U, name.size() - 1U) : std::string_view{name};
  auto const well = stem.size() != name.size() ? !stem.empty() && stem.find_first_of(" |@") == std::string_view::npos
                                               : split_fact(name).has_value();
  if (!name.empty() && !well) {
    row.wrong("fact", name,
              "a fact as family:subject or family:subject:level, or the beginning of one that ends in ':'");
  }
  register_id(row, "fact", name, p.t.fact_labels.size(), p.fact_texts);
  p.t.fact_labels.emplace_back(name, row.texts("text"));
}

}  // namespace foothold
