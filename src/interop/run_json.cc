#include "interop/run_json.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/changes_json.h"
#include "interop/json_words.h"
#include "interop/plan_value.h"
#include "interop/run_fairness_value.h"

namespace foothold {

namespace {

constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;

using nlohmann::json;
using nlohmann::ordered_json;

constexpr auto kMillion = 1'000'000.0;
constexpr auto kMostRatio = 1e9;
constexpr auto kMostFaults = std::size_t{100U};

std::optional<std::int64_t> millionths(milli_days const part, milli_days const whole) {
  if (whole == 0) {
    return std::nullopt;
  }
  return std::llround(std::clamp(static_cast<double>(part) / static_cast<double>(whole), -kMostRatio, kMostRatio) *
                      kMillion);
}

run_gaps gaps_of(allocation_run const& run) {
  return {.gap = millionths(run.value - run.bound, run.value).value_or(0),
          .scarcity = millionths(run.value - run.bound, run.bound - run.unlimited)};
}

ordered_json ratio(std::optional<std::int64_t> const value) {
  return value ? ordered_json(static_cast<double>(*value) / kMillion) : ordered_json();
}

ordered_json row_value(allocated_person const& p) {
  auto out = ordered_json{{"person", p.person}, {"goal", p.goal},   {"weight", p.weight}, {"placed", p.placed},
                          {"value", p.value},   {"alone", p.alone}, {"priced", p.priced}, {"reasons", ordered_json()}};
  out["reasons"] = reasons_value(p.reasons);
  if (!p.fair_priced.empty()) {
    out["fair_priced"] = p.fair_priced;
  }
  if (p.unprotected) {
    out["without_fairness"] = unprotected_value(*p.unprotected);
  }
  if (p.since) {
    out["since"] = format_date(*p.since);
  }
  if (!p.confirmed.empty()) {
    out["confirmed"] = p.confirmed;
  }
  if (!p.changed.empty()) {
    out["changed"] = reasons_value(p.changed);
  }
  if (p.pathway.status != plan_status::none) {
    out["plan"] = plan_value(p.pathway);
  }
  return out;
}

ordered_json places_value(std::vector<session_places> const& places) {
  auto out = ordered_json::object();
  for (auto const& p : places) {
    out[p.session] = p.places;
  }
  return out;
}

ordered_json rolled_value(rolled_run const& r) {
  return {{"today", format_date(r.today)},
          {"from", r.from_hash},
          {"changes", r.changes_hash},
          {"touched", r.touched},
          {"arrived", r.arrived},
          {"loss", ratio(r.loss)},
          {"places", places_value(r.places)},
          {"gone", r.gone}};
}

ordered_json head_value(allocation_run const& run) {
  auto prices = ordered_json::object();
  auto ranges = ordered_json::object();
  for (auto const& p : run.prices) {
    if (p.price != 0) {
      prices[p.session] = p.price;
    }
    if (p.low != 0 || p.high != 0) {
      ranges[p.session] = {p.low, p.high};
    }
  }
  auto const gaps = gaps_of(run);
  auto out = ordered_json{{"format", kRunFormat},
                          {"engine", run.engine},
                          {"as_of", format_date(run.as_of)},
                          {"territory", run.territory},
                          {"territory_hash", run.territory_hash},
                          {"rules_hash", run.rules_hash},
                          {"policy_hash", run.policy_hash},
                          {"policy_version", run.policy_version},
                          {"policy_author", run.policy_author},
                          {"seed", run.seed},
                          {"everybody", run.everybody},
                          {"work", run.work},
                          {"people", run.people},
                          {"placed", run.placed},
                          {"value", run.value},
                          {"bound", run.bound},
                          {"unlimited", run.unlimited},
                          {"gap", ratio(gaps.gap)},
                          {"gap_scarcity", ratio(gaps.scarcity)},
                          {"first_come", {{"value", run.first_come}, {"placed", run.first_come_placed}}},
                          {"prices", std::move(prices)},
                          {"price_ranges", std::move(ranges)}};
  if (run.fairness) {
    out["fairness"] = fairness_value(*run.fairness);
  }
  if (run.rolled) {
    out["rolled"] = rolled_value(*run.rolled);
  }
  if (run.reserved) {
    out["reserved"] = {{"weeks", run.reserved->weeks}, {"places", places_value(run.reserved->places)}};
  }
  if (!run.shared.empty()) {
    out["shared"] = places_value(run.shared);
  }
  return out;
}

// Reads one run; all members share file and fault list.
class run_reader {
public:
  run_reader(std::string_view const file, run_load& out) : file_{file}, out_{out} {}

  void read_row(json const& value, std::size_t index);
  void read_head(json const& value);

private:
  static milli_days value_in(json_object& object, std::string_view const key) {
    return object.whole(key, -kMostJsonValue, kMostJsonValue);
  }
  static std::uint64_t count_in(json_object& object, std::string_view const key) {
    return static_cast<std::uint64_t>(object.whole(key, 0, kMostJsonValue));
  }
  static std::uint64_t seed_in(json_object& object);
  void read_gaps(json_object& object);
  void read_first_come(json_object& object);
  void read_prices(json_object& object);
  void read_fair_row(json_object& object, allocated_person& p);
  void read_rolled(json_object& object);
  void read_reserved(json_object& object);
  std::vector<session_places> places_in(json_object& object, std::string_view key);

  std::string file_;
  run_load& out_;
  allocation_run run_;
};

void run_reader::read_row(json const& value, std::size_t const index) {
  if (out_.found.size() >= kMostFaults) {
    return;
  }
  auto object = json_object{value, fmt::format("$.each[{}]", index), file_, out_.found};
  auto p = allocated_person{};
  p.person = object.text("person");
  p.goal = object.member("goal") == nullptr ? std::string{} : object.text("goal", false);
  p.weight = static_cast<std::uint32_t>(object.whole("weight", 1, std::numeric_limits<std::uint32_t>::max()));
  p.placed = object.yes("placed");
  p.value = value_in(object, "value");
  p.alone = value_in(object, "alone");
  p.priced = value_in(object, "priced");
  p.reasons = read_reasons_value(object, "reasons", file_, out_.found);
  read_fair_row(object, p);
  p.since = object.day("since", false);
  p.confirmed = object.texts("confirmed", false);
  if (object.member("changed", false) != nullptr) {
    p.changed = read_reasons_value(object, "changed", file_, out_.found);
  }
  if (auto const* const pathway = object.member("plan", false)) {
    p.pathway = read_plan_value(*pathway, object.path_of("plan"), file_, out_.found);
  }
  object.no_others();
  run_.each.push_back(std::move(p));
}

void run_reader::read_fair_row(json_object& object, allocated_person& p) {
  if (object.member("fair_priced", false) != nullptr) {
    auto const* const list = object.array("fair_priced");
    for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
      p.fair_priced.push_back(
          exact_number((*list)[i], fmt::format("{}[{}]", object.path_of("fair_priced"), i), file_, out_.found));
    }
  }
  if (auto const* const without = object.member("without_fairness", false)) {
    p.unprotected = read_unprotected_value(*without, object.path_of("without_fairness"), file_, out_.found);
  }
}

// Any 64-bit number: it comes from outside and is only handed on.
std::uint64_t run_reader::seed_in(json_object& object) {
  auto const* const value = object.member("seed");
  if (value != nullptr && !value->is_number_unsigned()) {
    object.wrong("seed", "a whole number from 0 to 18446744073709551615");
    return 0U;
  }
  return value == nullptr ? 0U : value->get<std::uint64_t>();
}

void run_reader::read_gaps(json_object& object) {
  out_.gaps.gap = object.scaled("gap", -kMostRatio, kMostRatio, kMillion);
  if (object.member("gap_scarcity", false) != nullptr) {
    out_.gaps.scarcity = object.scaled("gap_scarcity", -kMostRatio, kMostRatio, kMillion);
  }
}

void run_reader::read_first_come(json_object& object) {
  if (auto const* const value = object.member("first_come")) {
    auto inner = json_object{*value, object.path_of("first_come"), file_, out_.found};
    run_.first_come = value_in(inner, "value");
    run_.first_come_placed = count_in(inner, "placed");
    inner.no_others();
  }
}

// By session: the file's objects are read in the order of their keys.
void run_reader::read_prices(json_object& object) {
  auto by_session = std::map<std::string, place_price>{};
  for (auto const& [session, price] : named_numbers(object, "prices", file_, out_.found)) {
    by_session[session].price = price;
  }
  auto const* const ranges = object.member("price_ranges");
  if (ranges != nullptr && !ranges->is_object()) {
    object.wrong("price_ranges", "an object in { } with a member for each session");
  } else if (ranges != nullptr) {
    for (auto const& [session, value] : ranges->items()) {
      auto const path = fmt::format("{}.{}", object.path_of("price_ranges"), session);
      if (!value.is_array() || value.size() != 2U) {
        out_.found.push_back({.file = file_, .field = path, .expected = "two numbers [low, high]"});
        continue;
      }
      by_session[session].low = exact_number(value[0], path + "[0]", file_, out_.found);
      by_session[session].high = exact_number(value[1], path + "[1]", file_, out_.found);
    }
  }
  for (auto& [session, price] : by_session) {
    price.session = session;
    run_.prices.push_back(std::move(price));
  }
}

std::vector<session_places> run_reader::places_in(json_object& object, std::string_view const key) {
  auto out = std::vector<session_places>{};
  for (auto const& [session, places] : named_numbers(object, key, file_, out_.found)) {
    if (places < 0 || places > kMostPlaces) {
      object.wrong(key, fmt::format("from 0 to {} places for each session", kMostPlaces));
    }
    out.push_back({session, static_cast<std::uint32_t>(places)});
  }
  return out;
}

void run_reader::read_rolled(json_object& object) {
  auto const* const value = object.member("rolled", false);
  if (value == nullptr) {
    return;
  }
  auto inner = json_object{*value, object.path_of("rolled"), file_, out_.found};
  auto& r = run_.rolled.emplace();
  r.today = inner.day("today").value_or(date{});
  r.from_hash = inner.text("from");
  r.changes_hash = inner.text("changes");
  r.touched = count_in(inner, "touched");
  r.arrived = count_in(inner, "arrived");
  r.loss = inner.scaled("loss", 0.0, kMostRatio, kMillion);
  r.places = places_in(inner, "places");
  r.gone = inner.texts("gone");
  inner.no_others();
}

void run_reader::read_reserved(json_object& object) {
  if (auto const* const value = object.member("reserved", false)) {
    constexpr auto kMostWeeks = 520;
    auto inner = json_object{*value, object.path_of("reserved"), file_, out_.found};
    auto& r = run_.reserved.emplace();
    r.weeks = static_cast<std::uint32_t>(inner.whole("weeks", 1, kMostWeeks));
    r.places = places_in(inner, "places");
    inner.no_others();
  }
}

void run_reader::read_head(json const& value) {
  auto object = json_object{value, "$", file_, out_.found};
  if (auto const format = object.text("format"); !format.empty() && format != kRunFormat) {
    object.wrong("format", fmt::format("\"{}\"", kRunFormat));
  }
  run_.engine = object.text("engine");
  run_.as_of = object.day("as_of").value_or(date{});
  run_.territory = object.text("territory", false);
  run_.territory_hash = object.text("territory_hash");
  run_.rules_hash = object.text("rules_hash");
  run_.policy_hash = object.text("policy_hash");
  run_.policy_version = object.text("policy_version");
  run_.policy_author = object.text("policy_author");
  run_.seed = seed_in(object);
  run_.everybody = object.yes("everybody");
  run_.work = count_in(object, "work");
  run_.people = count_in(object, "people");
  run_.placed = count_in(object, "placed");
  run_.value = value_in(object, "value");
  run_.bound = value_in(object, "bound");
  run_.unlimited = value_in(object, "unlimited");
  read_gaps(object);
  read_first_come(object);
  read_prices(object);
  if (auto const* const fairness = object.member("fairness", false)) {
    run_.fairness = read_fairness_value(*fairness, object.path_of("fairness"), file_, out_.found);
  }
  read_rolled(object);
  read_reserved(object);
  if (object.member("shared", false) != nullptr) {
    run_.shared = places_in(object, "shared");
  }
  (void)object.array("each");  // its rows were read on the way
  object.no_others();
  if (out_.found.empty()) {
    out_.value = std::move(run_);
  }
}

}  // namespace

std::string write_run_figures(allocation_run const& run) {
  return head_value(run).dump(2, ' ', false, kReplace) + "\n";
}

std::string write_run(allocation_run const& run) {
  auto out = write_run_figures(run);
  out.resize(out.size() - 3U);  // the line ends and bracket that close it
  out += ",\n  \"each\": [";
  for (auto const& p : run.each) {
    out += &p == run.each.data() ? "\n    " : ",\n    ";
    out += row_value(p).dump(-1, ' ', false, kReplace);
  }
  out += run.each.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

run_load read_run(std::string_view const file, std::string_view const text) {
  auto out = run_load{};
  auto reader = run_reader{file, out};
  auto const head = parse_json(
      file, text, {.bytes = kMostRunBytes, .depth = 20U},
      {.member = "each", .use = [&](json const& row, std::size_t const index) { reader.read_row(row, index); }});
  if (!head) {
    out.found.push_back(head.error());
    return out;
  }
  reader.read_head(*head);
  return out;
}

}  // namespace foothold
