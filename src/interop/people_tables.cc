// Households, children and people of a territory pack.

#include <algorithm>
#include <utility>

#include "interop/pack_reader.h"

namespace foothold {

namespace {

// "language:de:a1@2026-05-01".
void read_held_fact(row_reader& row, std::string_view const text, fact_table& facts, std::vector<held_fact>& out) {
  auto const at = text.find('@');
  auto const f = row.fact("facts", text.substr(0U, at), facts);
  auto const from =
      at == std::string_view::npos ? std::nullopt : std::optional{row.day_of("facts", text.substr(at + 1U))};
  if (f) {
    out.push_back({*f, from});
  }
}

goal_wish goal_of(row_reader& row, std::string_view const text, id_map const& occupations, id_map const& vacancies) {
  auto goal = goal_wish{};
  goal.text = std::string{text};
  if (text == "self-employment") {
    goal.kind = goal_kind::self_employment;
  } else if (text.starts_with("vacancy:")) {
    goal.kind = goal_kind::vacancy;
    if (auto const v = row.look_up("goals", text.substr(8U), vacancies, "a vacancy of vacancies.csv")) {
      goal.vacancy = vacancy_idx{std::size_t{*v}};
    }
  } else if (text.starts_with("field:")) {
    goal.kind = goal_kind::fields;
    for (auto const code : split_list(text.substr(6U), ',')) {
      auto const digits = std::ranges::all_of(code, [](char const c) { return c >= '0' && c <= '9'; });
      if (!digits || code.empty() || code.size() > 4U) {
        row.wrong("goals", code, "after field: ISCO-08 codes of one to four digits, as field:51,53");
      }
      goal.isco.emplace_back(code);
    }
    if (goal.isco.empty()) {
      row.wrong("goals", text, "after field: at least one ISCO-08 code, as field:51,53");
    }
  } else {
    goal.kind = goal_kind::occupation;
    if (auto const o = row.look_up("goals", text, occupations,
                                   "an occupation of occupations.csv, vacancy:ID, field:51,53 or self-employment")) {
      goal.occupation = occupation_idx{std::size_t{*o}};
    }
  }
  return goal;
}

legal_profile legal_of(row_reader& row) {
  auto legal = legal_profile{};
  if (!row.needed("status").empty()) {
    legal.status = row.word_or("status", kStatuses, residence_status::applicant);
  }
  legal.arrived = row.maybe_day("arrived");
  legal.registered = row.maybe_day("registered");
  legal.status_since = row.maybe_day("status_since");
  legal.permit_until = row.maybe_day("permit_until");
  legal.in_reception_centre = row.maybe_yes("in_reception_centre");
  legal.safe_origin_country = row.maybe_yes("safe_origin");
  legal.accelerated_procedure = row.maybe_yes("accelerated");
  legal.has_travel_document = row.maybe_yes("travel_document");
  return legal;
}

std::uint8_t modes_of(row_reader& row) {
  auto modes = 0U;
  for (auto const text : row.list("modes")) {
    if (auto const mode = row.one_of("modes", text, kTravelModes)) {
      modes |= *mode;
    }
  }
  return static_cast<std::uint8_t>(modes == 0U ? unsigned{kWalk} | unsigned{kBus} : modes);
}

}  // namespace

void read_household(pack_reader& p, row_reader& row) {
  auto h = household{};
  h.id = row.id("id");
  h.zone = row.ref<zone_idx>("zone", p.zones, "a zone of territory.json");
  register_id(row, "id", h.id, p.t.households.size(), p.households);
  p.t.households.push_back(std::move(h));
}

child child_of(row_reader& row) {
  row.keep_private({"birth"});
  auto c = child{};
  c.id = row.id("id");
  c.birth = row.day("birth");
  c.covered = row.week("covered");
  c.covered_until = row.maybe_day("covered_until");
  return c;
}

void read_child(pack_reader& p, row_reader& row) {
  auto c = child_of(row);
  c.household = row.ref<household_idx>("household", p.households, "a household of households.csv");
  register_id(row, "id", c.id, p.t.children.size(), p.children);
  p.t.children.push_back(std::move(c));
}

person person_of(row_reader& row, fact_table& facts, id_map const& occupations, id_map const& vacancies) {
  row.keep_private({"name", "sex", "origin_group", "birth", "status", "arrived", "registered", "status_since",
                    "permit_until", "in_reception_centre", "safe_origin", "accelerated", "travel_document", "need",
                    "waiting_since"});
  auto x = person{};
  x.id = row.id("id");
  x.name = std::string{row.text("name")};
  x.sex = row.word_or("sex", kSexes, sex::unknown);
  x.origin = row.word_or("origin_group", kOriginGroups, origin_group::not_stated);
  x.birth = row.day("birth");
  x.legal = legal_of(row);
  x.modes = modes_of(row);
  x.max_travel_minutes = row.whole<std::uint16_t>("max_travel_minutes", 60, 0, kMinutesPerDay);
  x.available = row.week("available", true);
  if (!row.text("max_weekly_hours").empty()) {
    x.max_weekly_minutes = static_cast<std::uint16_t>(row.hundredths("max_weekly_hours", 168U) * 60U / 100U);
  }
  x.ready = row.maybe_day("ready");
  x.need = row.whole<std::uint32_t>("need", 1, 1, 1000);
  x.waiting_since = row.maybe_day("waiting_since");
  for (auto const text : row.list("facts")) {
    read_held_fact(row, text, facts, x.facts);
  }
  for (auto const text : row.list("goals")) {
    x.goals.push_back(goal_of(row, text, occupations, vacancies));
  }
  return x;
}

void read_person(pack_reader& p, row_reader& row) {
  auto x = person_of(row, p.t.facts, p.occupations, p.vacancies);
  x.household = row.ref<household_idx>("household", p.households, "a household of households.csv");
  if (x.household.valid()) {
    x.home = p.t.households[x.household].zone;
  }
  for (auto const id : row.list("cares_for")) {
    if (auto const c = row.look_up("cares_for", id, p.children, "a child of children.csv")) {
      x.cares_for.emplace_back(std::size_t{*c});
    }
  }
  register_id(row, "id", x.id, p.t.people.size(), p.people);
  p.t.people.push_back(std::move(x));
}

}  // namespace foothold
