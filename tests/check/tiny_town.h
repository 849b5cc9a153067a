#pragma once
// A town in a few lines for tests that look at one rule at a time. Everything has a default that stands in nobody's
// way: one zone `centre`, a person who is free all week, no law that asks for anything.

#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "model/territory.h"

namespace foothold {

inline date on(std::string_view const text) {
  return parse_date(text).value();
}

// A row of a table with nothing but its id.
template <typename Row>
Row named(std::string id) {
  auto row = Row{};
  row.id = std::move(id);
  return row;
}

struct tiny_town {
  territory place;
  person who;

  tiny_town() {
    place.id = "tiny";
    place.country = "DE";
    place.as_of = on("2026-03-02");  // a Monday
    place.horizon_days = 700U;
    place.weights.per_100_eur_own = 3000;
    place.weights.per_100_eur_public = 100;
    place.weights.per_10_hours = 700;
    place.weights.quality_offset = {0, 14000, 35000};
    place.zones.push_back("centre");
    place.zones.push_back("village");
    add_location("hall", 0U);
    add_location("barn", 1U);
    place.organisations.push_back(named<organisation>("org"));
    auto home = named<household>("h1");
    home.zone = zone_idx{0U};
    place.households.push_back(home);
    who.id = "p-1";
    who.household = household_idx{0U};
    who.sex = sex::female;
    who.birth = on("1990-05-05");
    who.home = zone_idx{0U};
    who.legal.status = residence_status::citizen;
    who.available = parse_week("Mon-Sun 06:00-22:00").value();
  }

  void add_location(std::string id, std::size_t const zone) {
    auto made = named<location>(std::move(id));
    made.zone = zone_idx{zone};
    place.locations.push_back(std::move(made));
  }

  fact_idx fact(std::string_view const name) { return place.facts.add(name); }

  std::vector<fact_idx> facts(std::vector<std::string_view> const& names) {
    auto out = std::vector<fact_idx>{};
    for (auto const name : names) {
      out.push_back(fact(name));
    }
    return out;
  }

  offer& add_offer(std::string id, offer_kind const kind, std::vector<std::string_view> const& needs,
                   std::vector<std::string_view> const& gives) {
    auto made = named<offer>(std::move(id));
    made.organisation = organisation_idx{0U};
    made.kind = kind;
    made.needs = facts(needs);
    made.gives = facts(gives);
    return place.offers[place.offers.push_back(std::move(made))];
  }

  session& add_session(std::string id, std::string_view const offer_id, std::string_view const from,
                       std::string_view const to, std::string_view const week, std::size_t const where = 0U) {
    auto made = named<session>(std::move(id));
    made.location = location_idx{where};
    made.start = on(from);
    made.end = on(to);
    for (auto const o : place.offers.ids()) {
      if (place.offers[o].id == offer_id) {
        made.offer = o;
      }
    }
    made.week = parse_week(week).value();
    made.places = 20U;
    made.places_left = 5U;
    return place.sessions[place.sessions.push_back(std::move(made))];
  }

  occupation& add_job(std::string uri, std::vector<std::string_view> const& needs,
                      std::string_view const week = "Mon-Fri 08:00-16:00", std::size_t const where = 0U) {
    auto made = occupation{};
    made.uri = std::move(uri);
    made.isco = "5321";
    made.needs = facts(needs);
    made.week = parse_week(week).value();
    made.location = location_idx{where};
    return place.occupations[place.occupations.push_back(std::move(made))];
  }

  child& add_child(std::string id, std::string_view const birth, std::string_view const covered = "") {
    auto made = named<child>(std::move(id));
    made.household = household_idx{0U};
    made.birth = on(birth);
    made.covered = parse_week(covered).value();
    auto const idx = place.children.push_back(std::move(made));
    who.cares_for.push_back(idx);
    return place.children[idx];
  }

  // A line of travel.csv, both ways.
  void add_travel(std::size_t const a, std::size_t const b, std::string_view const from, std::string_view const to,
                  std::uint16_t const minutes, std::uint8_t const on_days = 0x7FU) {
    for (auto const& [x, y] : {std::pair{a, b}, std::pair{b, a}}) {
      auto row = named<travel_row>("t" + std::to_string(place.travel.size()));
      row.from = zone_idx{x};
      row.to = zone_idx{y};
      row.mode = kBus;
      row.days = on_days;
      row.band_from = parse_time(from).value();
      row.band_to = parse_time(to).value();
      row.minutes = minutes;
      place.travel.push_back(std::move(row));
    }
  }

  void hold(std::string_view const name) { who.facts.push_back({fact(name), std::nullopt}); }
};

}  // namespace foothold
