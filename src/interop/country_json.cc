#include "interop/country_json.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/changes_json.h"
#include "interop/json_file.h"
#include "interop/json_words.h"

namespace foothold {

namespace {

using nlohmann::ordered_json;

constexpr auto kMost = std::int64_t{1} << 53;
constexpr auto kMillion = 1e6;
constexpr auto kMostRatio = 1e9;
constexpr auto kLimits = json_limits{.bytes = std::size_t{64U} << 20U, .depth = 8U};

std::string text_of(ordered_json const& value) {
  return value.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

// A path that stays where it begins.
bool inside(std::string const& path) {
  auto const p = std::filesystem::path{path}.lexically_normal();
  return !path.empty() && p.is_relative() && *p.begin() != "..";
}

// Sorts by `id`; an id twice is a fault.
template <typename T>
void sort_by(std::vector<T>& list, std::string T::* const id, std::string_view const file, std::string_view const field,
             faults& found) {
  std::ranges::stable_sort(list, {}, id);
  if (auto const twice = std::ranges::adjacent_find(list, {}, id); twice != list.end()) {
    found.push_back({.file = std::string{file},
                     .field = std::string{field},
                     .value = (*twice).*id,
                     .expected = "each one only once"});
  }
}

milli_days value_in(json_object& object, std::string_view const key) {
  return object.whole(key, -kMost, kMost);
}

std::uint64_t count_in(json_object& object, std::string_view const key) {
  return static_cast<std::uint64_t>(object.whole(key, 0, kMost));
}

std::string path_in(json_object& object, std::string_view const key) {
  auto out = object.text(key);
  if (!out.empty() && !inside(out)) {
    object.wrong(key, "a path inside the folder of this file");
  }
  return out;
}

std::int64_t millionths(milli_days const part, milli_days const whole) {
  auto const ratio = whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  return std::llround(std::clamp(ratio, -kMostRatio, kMostRatio) * kMillion);
}

country_run_area read_area(json_object& row) {
  auto a = country_run_area{};
  a.area = row.text("area");
  a.territory_hash = row.text("territory_hash");
  a.run = path_in(row, "run");
  a.run_hash = row.text("run_hash");
  a.people = count_in(row, "people");
  a.placed = count_in(row, "placed");
  a.value = value_in(row, "value");
  a.bound = value_in(row, "bound");
  a.unlimited = value_in(row, "unlimited");
  a.first_come = value_in(row, "first_come");
  a.first_come_placed = count_in(row, "first_come_placed");
  return a;
}

}  // namespace

country_load read_country(std::string_view const file, std::string_view const text) {
  auto out = country_load{};
  auto c = country{};
  auto const read = read_json_file(file, text, kLimits, kCountryFormat, out.found, [&](json_object& object) {
    c.name = object.text("name");
    read_json_rows(object, "areas", file, out.found, [&](json_object& row) {
      auto id = row.text("id");
      auto const plain = [](char const ch) {
        return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '-' || ch == '_';
      };
      if (!id.empty() && !std::ranges::all_of(id, plain)) {
        row.wrong("id", "small letters, digits, - and _");
      }
      c.areas.push_back({std::move(id), path_in(row, "territory")});
    });
    for (auto const& [session, places] : named_numbers(object, "shared", file, out.found)) {
      if (places < 0 || places > kMostPlaces) {
        object.wrong("shared", fmt::format("from 0 to {} places for each session", kMostPlaces));
      }
      c.shared.push_back({session, static_cast<std::uint32_t>(places)});
    }
    sort_by(c.areas, &country_area::id, file, "$.areas", out.found);
    if (c.areas.empty() && out.found.empty()) {
      object.wrong("areas", "at least one area");
    }
  });
  if (read) {
    out.value = std::move(c);
  }
  return out;
}

std::string write_country(country const& c) {
  auto areas = ordered_json::array();
  for (auto const& a : c.areas) {
    areas.push_back({{"id", a.id}, {"territory", a.territory}});
  }
  auto shared = ordered_json::object();
  for (auto const& s : c.shared) {
    shared[s.session] = s.places;
  }
  return text_of(
      {{"format", kCountryFormat}, {"name", c.name}, {"areas", std::move(areas)}, {"shared", std::move(shared)}});
}

country_run_load read_country_run(std::string_view const file, std::string_view const text) {
  auto out = country_run_load{};
  auto run = country_run{};
  auto const read = read_json_file(file, text, kLimits, kCountryRunFormat, out.found, [&](json_object& object) {
    run.country_hash = object.text("country_hash");
    run.as_of = object.day("as_of").value_or(date{});
    run.people = count_in(object, "people");
    run.placed = count_in(object, "placed");
    run.value = value_in(object, "value");
    run.bound = value_in(object, "bound");
    run.unlimited = value_in(object, "unlimited");
    out.gap = object.scaled("gap", -kMostRatio, kMostRatio, kMillion);
    (void)object.member("gap_scarcity", false);
    run.first_come = value_in(object, "first_come");
    run.first_come_placed = count_in(object, "first_come_placed");
    for (auto const& [session, price] : named_numbers(object, "prices", file, out.found)) {
      run.prices.push_back({session, price});
    }
    read_json_rows(object, "areas", file, out.found, [&](json_object& row) { run.areas.push_back(read_area(row)); });
    sort_by(run.areas, &country_run_area::area, file, "$.areas", out.found);
  });
  if (read) {
    out.value = std::move(run);
  }
  return out;
}

std::int64_t country_gap(country_run const& run) {
  return millionths(run.value - run.bound, run.value);
}

std::string write_country_run(country_run const& run) {
  auto const scarce = run.bound - run.unlimited;
  auto prices = ordered_json::object();
  for (auto const& p : run.prices) {
    prices[p.session] = p.price;
  }
  auto areas = ordered_json::array();
  for (auto const& a : run.areas) {
    areas.push_back({{"area", a.area},
                     {"territory_hash", a.territory_hash},
                     {"run", a.run},
                     {"run_hash", a.run_hash},
                     {"people", a.people},
                     {"placed", a.placed},
                     {"value", a.value},
                     {"bound", a.bound},
                     {"unlimited", a.unlimited},
                     {"first_come", a.first_come},
                     {"first_come_placed", a.first_come_placed}});
  }
  auto const ratio = [](milli_days const part, milli_days const whole) {
    return static_cast<double>(millionths(part, whole)) / kMillion;
  };
  return text_of({{"format", kCountryRunFormat},
                  {"country_hash", run.country_hash},
                  {"as_of", format_date(run.as_of)},
                  {"people", run.people},
                  {"placed", run.placed},
                  {"value", run.value},
                  {"bound", run.bound},
                  {"unlimited", run.unlimited},
                  {"gap", ratio(run.value - run.bound, run.value)},
                  {"gap_scarcity", scarce == 0 ? ordered_json() : ordered_json(ratio(run.value - run.bound, scarce))},
                  {"first_come", run.first_come},
                  {"first_come_placed", run.first_come_placed},
                  {"prices", std::move(prices)},
                  {"areas", std::move(areas)}});
}

}  // namespace foothold
