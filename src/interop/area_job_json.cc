#include "interop/area_job_json.h"

#include <array>

#include <utility>

#include <nlohmann/json.hpp>

#include "interop/changes_json.h"
#include "interop/json_file.h"
#include "interop/json_words.h"

namespace foothold {

namespace {

using nlohmann::ordered_json;

constexpr auto kMost = std::int64_t{1} << 53;
constexpr auto kLimits = json_limits{.bytes = std::size_t{256U} << 20U, .depth = 8U};
constexpr auto kKinds = std::array<word<area_job_kind>, 3>{{
    {"facts", area_job_kind::facts},
    {"prices", area_job_kind::prices},
    {"run", area_job_kind::run},
}};

std::string text_of(ordered_json const& value) {
  return value.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

template <typename T, typename Read>
area_file<T> read_object(std::string_view const file, std::string_view const text, std::string_view const format,
                         Read const& read) {
  auto out = area_file<T>{};
  auto made = T{};
  if (read_json_file(file, text, kLimits, format, out.found,
                     [&](json_object& object) { made = read(object, out.found); })) {
    out.value = std::move(made);
  }
  return out;
}

std::uint32_t places_in(json_object& object, std::string_view const key) {
  return static_cast<std::uint32_t>(object.whole(key, 0, kMostPlaces));
}

}  // namespace

std::string_view word_of(area_job_kind const kind) {
  return word_of(kKinds, kind);
}

area_file<area_job> read_area_job(std::string_view const file, std::string_view const text) {
  return read_object<area_job>(file, text, kAreaJobFormat, [&](json_object& object, faults& found) {
    auto job = area_job{};
    job.kind = word_in(object, "kind", kKinds);
    job.area = object.text("area");
    job.territory = object.text("territory");
    job.territory_hash = object.text("territory_hash", false);
    job.seed = static_cast<std::uint64_t>(object.whole("seed", 0, kMost));
    if (object.member("seconds", false) != nullptr) {
      constexpr auto kMillis = 1000.0;
      job.seconds = static_cast<double>(object.scaled("seconds", 0.0, 1e9, kMillis)) / kMillis;
    }
    if (object.member("work", false) != nullptr) {
      job.work = static_cast<std::uint64_t>(object.whole("work", 1, kMost));
    }
    read_json_rows(object, "shared", file, found, [&](json_object& row) {
      auto terms = area_terms{row.text("session"), places_in(row, "places"), {}};
      if (row.member("price", false) != nullptr) {
        terms.price = row.whole("price", 0, kMost);
      }
      job.shared.push_back(std::move(terms));
    });
    job.start = object.text("start", false);
    return job;
  });
}

std::string write_area_job(area_job const& job) {
  auto out = ordered_json{
      {"format", kAreaJobFormat}, {"kind", word_of(job.kind)}, {"area", job.area}, {"territory", job.territory}};
  if (!job.territory_hash.empty()) {
    out["territory_hash"] = job.territory_hash;
  }
  out["seed"] = job.seed;
  if (job.seconds) {
    out["seconds"] = *job.seconds;
  }
  if (job.work) {
    out["work"] = *job.work;
  }
  out["shared"] = ordered_json::array();
  for (auto const& terms : job.shared) {
    auto row = ordered_json{{"session", terms.session}, {"places", terms.places}};
    if (terms.price) {
      row["price"] = *terms.price;
    }
    out["shared"].push_back(std::move(row));
  }
  if (!job.start.empty()) {
    out["start"] = job.start;
  }
  return text_of(out);
}

area_file<area_facts> read_area_facts(std::string_view const file, std::string_view const text) {
  return read_object<area_facts>(file, text, kAreaFactsFormat, [&](json_object& object, faults& found) {
    auto facts = area_facts{};
    facts.territory_hash = object.text("territory_hash");
    facts.rules_hash = object.text("rules_hash");
    facts.policy_hash = object.text("policy_hash");
    facts.as_of = object.day("as_of").value_or(date{});
    facts.outside_option = object.whole("outside_option", 0, kMost);
    facts.fairness = object.yes("fairness");
    facts.people = static_cast<std::uint64_t>(object.whole("people", 0, kMost));
    for (auto const& [session, places] : named_numbers(object, "shared", file, found)) {
      facts.shared.push_back({session, static_cast<std::uint32_t>(places)});
    }
    return facts;
  });
}

std::string write_area_facts(area_facts const& facts) {
  auto shared = ordered_json::object();
  for (auto const& s : facts.shared) {
    shared[s.session] = s.places;
  }
  return text_of({{"format", kAreaFactsFormat},
                  {"territory_hash", facts.territory_hash},
                  {"rules_hash", facts.rules_hash},
                  {"policy_hash", facts.policy_hash},
                  {"as_of", format_date(facts.as_of)},
                  {"outside_option", facts.outside_option},
                  {"fairness", facts.fairness},
                  {"people", facts.people},
                  {"shared", std::move(shared)}});
}

area_file<area_prices> read_area_prices(std::string_view const file, std::string_view const text) {
  return read_object<area_prices>(file, text, kAreaPricesFormat, [&](json_object& object, faults& found) {
    auto out = area_prices{};
    out.length = object.whole("length", 0, kMost);
    for (auto const& [session, price] : named_numbers(object, "prices", file, found)) {
      out.prices.push_back({session, price});
    }
    for (auto const& [session, wanted] : named_numbers(object, "wanted", file, found)) {
      out.wanted.push_back({session, wanted});
    }
    return out;
  });
}

std::string write_area_prices(area_prices const& told) {
  auto prices = ordered_json::object();
  auto wanted = ordered_json::object();
  for (auto const& p : told.prices) {
    prices[p.session] = p.price;
  }
  for (auto const& w : told.wanted) {
    wanted[w.session] = w.wanted;
  }
  return text_of({{"format", kAreaPricesFormat},
                  {"length", told.length},
                  {"prices", std::move(prices)},
                  {"wanted", std::move(wanted)}});
}

}  // namespace foothold
