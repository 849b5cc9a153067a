#include "interop/run_fairness_value.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/json_words.h"
#include "interop/plan_value.h"

namespace foothold {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr auto kMostMultiplier = std::int64_t{std::numeric_limits<std::uint32_t>::max()};

ordered_json certificate_value(run_fairness const& fairness, fair_certificate const& proof) {
  auto multipliers = ordered_json::object();
  for (auto i = std::size_t{0U}; i != proof.multipliers.size(); ++i) {
    multipliers[fairness.groups[i].name] = proof.multipliers[i];
  }
  auto prices = ordered_json::object();
  for (auto const& p : proof.prices) {
    prices[p.session] = p.price;
  }
  return {{"bound", proof.bound},
          {"scale", proof.scale},
          {"multipliers", std::move(multipliers)},
          {"prices", std::move(prices)}};
}

class fairness_reader {
public:
  fairness_reader(std::string_view const file, faults& found) : file_{file}, found_{found} {}

  run_fairness read(json const& value, std::string path) {
    auto object = json_object{value, std::move(path), file_, found_};
    out_.policy.rule = word_in(object, "rule", kFairnessRules);
    out_.policy.by = word_in(object, "by", kGroupings);
    out_.policy.floor = object.whole("floor", 0, kMostJsonValue, 0);
    each(object, "groups", [&](json const& group, std::string at) { read_group(group, std::move(at)); });
    out_.worst = value_in(object, "worst");
    each(object, "steps", [&](json const& step, std::string at) { read_step(step, std::move(at)); });
    if (auto const* const total = object.member("total")) {
      out_.total = read_certificate(*total, object.path_of("total"));
    }
    if (auto const* const without = object.member("without")) {
      auto inner = json_object{*without, object.path_of("without"), file_, found_};
      out_.unprotected_value = value_in(inner, "value");
      out_.unprotected_placed = static_cast<std::uint64_t>(inner.whole("placed", 0, kMostJsonValue));
      out_.unprotected_worst = value_in(inner, "worst");
      inner.no_others();
    }
    out_.price = value_in(object, "price");
    out_.price_low = value_in(object, "price_low");
    out_.price_high = value_in(object, "price_high");
    object.no_others();
    return std::move(out_);
  }

private:
  static milli_days value_in(json_object& object, std::string_view const key) {
    return object.whole(key, -kMostJsonValue, kMostJsonValue);
  }

  template <typename Read>
  void each(json_object& object, std::string_view const key, Read const& read) {
    auto const* const list = object.array(key);
    for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
      read((*list)[i], fmt::format("{}[{}]", object.path_of(key), i));
    }
  }

  void read_group(json const& value, std::string path) {
    auto object = json_object{value, std::move(path), file_, found_};
    auto g = fair_group{};
    g.name = object.text("group");
    g.people = static_cast<std::uint64_t>(object.whole("people", 1, kMostJsonValue));
    g.weight = static_cast<std::uint64_t>(object.whole("weight", 1, kMostJsonValue));
    g.value = value_in(object, "value");
    g.limit = value_in(object, "limit");
    object.no_others();
    out_.groups.push_back(std::move(g));
  }

  void read_step(json const& value, std::string path) {
    auto object = json_object{value, std::move(path), file_, found_};
    auto step = fair_level{};
    step.level = value_in(object, "level");
    step.held = object.texts("held");
    if (auto const* const proof = object.member("proof")) {
      step.proof = read_certificate(*proof, object.path_of("proof"));
    }
    object.no_others();
    out_.steps.push_back(std::move(step));
  }

  fair_certificate read_certificate(json const& value, std::string path) {
    auto object = json_object{value, std::move(path), file_, found_};
    auto out = fair_certificate{};
    out.bound = value_in(object, "bound");
    out.scale = static_cast<std::uint32_t>(object.whole("scale", 1, kMostMultiplier));
    auto const multipliers = named_numbers(object, "multipliers", file_, found_);
    for (auto const& group : out_.groups) {
      auto const known = std::ranges::find(multipliers, group.name, [](auto const& x) { return x.first; });
      if (known == multipliers.end() || known->second < 1 || known->second > kMostMultiplier) {
        object.wrong("multipliers", fmt::format("a whole number from 1 to {} for {}", kMostMultiplier, group.name));
      } else {
        out.multipliers.push_back(static_cast<std::uint32_t>(known->second));
      }
    }
    if (multipliers.size() > out_.groups.size()) {
      object.wrong("multipliers", "one number for each group and no other");
    }
    for (auto& [session, price] : named_numbers(object, "prices", file_, found_)) {
      out.prices.push_back({.session = std::move(session), .price = price});
    }
    object.no_others();
    return out;
  }

  std::string file_;
  faults& found_;
  run_fairness out_;
};

}  // namespace

ordered_json fairness_value(run_fairness const& fairness) {
  auto groups = ordered_json::array();
  for (auto const& g : fairness.groups) {
    groups.push_back(
        {{"group", g.name}, {"people", g.people}, {"weight", g.weight}, {"value", g.value}, {"limit", g.limit}});
  }
  auto steps = ordered_json::array();
  for (auto const& step : fairness.steps) {
    steps.push_back({{"level", step.level}, {"held", step.held}, {"proof", certificate_value(fairness, step.proof)}});
  }
  auto out = ordered_json{{"rule", word_of(kFairnessRules, fairness.policy.rule)},
                          {"by", word_of(kGroupings, fairness.policy.by)}};
  if (fairness.policy.rule == fairness_rule::floor) {
    out["floor"] = fairness.policy.floor;
  }
  out["groups"] = std::move(groups);
  out["worst"] = fairness.worst;
  out["steps"] = std::move(steps);
  out["total"] = certificate_value(fairness, fairness.total);
  out["without"] = {{"value", fairness.unprotected_value},
                    {"placed", fairness.unprotected_placed},
                    {"worst", fairness.unprotected_worst}};
  out["price"] = fairness.price;
  out["price_low"] = fairness.price_low;
  out["price_high"] = fairness.price_high;
  return out;
}

ordered_json unprotected_value(unprotected_way const& way) {
  auto out = ordered_json{{"placed", way.placed}, {"value", way.value}};
  if (way.pathway.status != plan_status::none) {
    out["plan"] = plan_value(way.pathway);
  }
  return out;
}

run_fairness read_fairness_value(json const& value, std::string path, std::string_view const file, faults& found) {
  return fairness_reader{file, found}.read(value, std::move(path));
}

unprotected_way read_unprotected_value(json const& value, std::string path, std::string_view const file,
                                       faults& found) {
  auto object = json_object{value, std::move(path), std::string{file}, found};
  auto out = unprotected_way{};
  out.placed = object.yes("placed");
  out.value = object.whole("value", -kMostJsonValue, kMostJsonValue);
  if (auto const* const pathway = object.member("plan", false)) {
    out.pathway = read_plan_value(*pathway, object.path_of("plan"), file, found);
  }
  object.no_others();
  return out;
}

}  // namespace foothold
