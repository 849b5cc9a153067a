// territory.json and policy.json.

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/json_input.h"
#include "interop/json_words.h"
#include "interop/pack_reader.h"

namespace foothold {

namespace {

using nlohmann::json;

constexpr auto kWeek = 7.0 * kMilliDaysPerDay;

void take(import_log& log, faults& found) {
  for (auto& f : found) {
    log.add(std::move(f));
  }
}

label label_of(json_object& object, std::string_view const key, std::string const& file, faults& found) {
  auto out = label{};
  auto const* const value = object.member(key);
  if (value == nullptr) {
    return out;
  }
  auto names = json_object{*value, object.path_of(key), file, found};
  if (names.usable()) {
    for (auto const& [tag, text] : value->items()) {
      out.texts.emplace_back(tag, names.text(tag));
    }
  }
  if (names.usable() && out.texts.empty()) {
    names.wrong("en", "a name, as {\"en\": \"Lindental\"}");
  }
  return out;
}

bool is_short_id(std::string_view const text) {
  return !text.empty() && text.size() <= 200U && std::ranges::all_of(text, [](char const c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

void read_zones(pack_reader& p, json_object& object, std::string const& file, faults& found) {
  auto const ids = object.texts("zones");
  for (auto i = std::size_t{0U}; i != ids.size(); ++i) {
    auto const fresh = p.zones.emplace(ids[i], static_cast<std::uint32_t>(p.t.zones.size())).second;
    if (!is_short_id(ids[i]) || !fresh) {
      found.push_back({.file = file,
                       .field = fmt::format("$.zones[{}]", i),
                       .value = ids[i].substr(0U, 60U),
                       .expected = fresh ? "an id of letters, digits, - _ and ." : "each zone once"});
    }
    p.t.zones.push_back(ids[i]);
  }
  if (ids.empty() && found.empty()) {
    found.push_back({.file = file, .field = "$.zones", .expected = "at least one zone"});
  }
}

void read_holidays(pack_reader& p, json_object& object, std::string const& file, faults& found) {
  auto const texts = object.texts("holidays", false);
  for (auto i = std::size_t{0U}; i != texts.size(); ++i) {
    if (auto const day = parse_any_date(texts[i])) {
      p.t.holidays.push_back(day->value);
    } else {
      found.push_back({.file = file,
                       .field = fmt::format("$.holidays[{}]", i),
                       .value = texts[i].substr(0U, 60U),
                       .expected = "a date of the calendar, as \"2026-12-25\""});
    }
  }
  std::ranges::sort(p.t.holidays);
}

void read_numbers(territory& t, json_object& object) {
  t.minutes_per_lesson = static_cast<std::uint16_t>(object.whole("minutes_per_lesson", 1, 240, 45));
  t.confirm_days = static_cast<std::uint16_t>(object.whole("confirm_days", 0, 365, 14));
  t.care_until_years = static_cast<std::uint8_t>(object.whole("care_until_years", 0, 18, 12));
  t.horizon_days = static_cast<std::uint16_t>(object.whole("horizon_days", 1, 3000, 1100));
}

fairness_policy fairness_of(json_object& object, double const most_weeks) {
  auto out = fairness_policy{.rule = word_in(object, "rule", kFairnessRules)};
  if (out.rule != fairness_rule::none) {
    out.by = word_in(object, "by", kGroupings);
  }
  if (out.rule == fairness_rule::floor) {
    out.floor = object.scaled("floor_weeks", 0.0, most_weeks, kWeek);
  }
  object.no_others();
  return out;
}

}  // namespace

void read_territory_json(pack_reader& p, std::string_view const text) {
  auto const file = std::string{kTerritoryFile};
  auto const value = parse_json(file, text);
  if (!value) {
    p.log.add(value.error());
    return;
  }
  auto found = faults{};
  auto object = json_object{*value, "$", file, found};
  auto& t = p.t;
  t.id = object.text("id");
  t.name = label_of(object, "name", file, found);
  t.country = object.text("country");
  t.nuts = object.text("nuts", false);
  t.languages = object.texts("languages");
  t.currency = object.text("currency");
  t.as_of = object.day("as_of").value_or(date{});
  read_numbers(t, object);
  read_holidays(p, object, file, found);
  read_zones(p, object, file, found);
  t.sources = object.texts("sources", false);
  if (!t.id.empty() && !is_short_id(t.id)) {
    object.wrong("id", "an id of letters, digits, - _ and .");
  }
  if (!t.country.empty() && t.country.size() != 2U) {
    object.wrong("country", "a country of ISO 3166 with two letters, as \"DE\"");
  }
  object.no_others();
  take(p.log, found);
}

void read_policy_json(pack_reader& p, std::string_view const text) {
  auto const file = std::string{kPolicyFile};
  auto const value = parse_json(file, text);
  if (!value) {
    p.log.add(value.error());
    return;
  }
  auto found = faults{};
  auto object = json_object{*value, "$", file, found};
  constexpr auto kMostWeeks = 520.0;
  auto& w = p.t.weights;
  w.version = object.text("version");
  w.author = object.text("author");
  w.per_100_eur_own = object.scaled("weeks_per_100_eur_own", 0.0, kMostWeeks, kWeek, 0.0);
  w.per_100_eur_public = object.scaled("weeks_per_100_eur_public", 0.0, kMostWeeks, kWeek, 0.0);
  w.per_10_hours = object.scaled("weeks_per_10_hours", 0.0, kMostWeeks, kWeek, 0.0);
  if (auto const* const member = object.member("quality_weeks", false)) {
    auto quality = json_object{*member, object.path_of("quality_weeks"), file, found};
    for (auto i = std::size_t{0U}; i != kJobQualities.size(); ++i) {
      w.quality_offset[i] = quality.scaled(kJobQualities[i].first, -kMostWeeks, kMostWeeks, kWeek);
    }
    quality.no_others();
  }
  w.per_search_day = object.scaled("search_day_weight", 0.0, 100.0, kMilliDaysPerDay, 1.0);
  w.outside_option = object.scaled("outside_option_weeks", 0.0, 10.0 * kMostWeeks, kWeek, 0.0);
  w.need_weight_max = static_cast<std::uint32_t>(object.whole("need_weight_max", 1, 1000, 1));
  w.waiting_weight_per_half_year = static_cast<std::uint32_t>(object.whole("waiting_weight_per_half_year", 0, 1000, 0));
  w.waiting_weight_max = static_cast<std::uint32_t>(object.whole("waiting_weight_max", 0, 1000, w.need_weight_max));
  if (auto const* const member = object.member("fairness", false)) {
    auto fairness = json_object{*member, object.path_of("fairness"), file, found};
    w.fairness = fairness_of(fairness, 10.0 * kMostWeeks);
  }
  object.no_others();
  take(p.log, found);
}

}  // namespace foothold
