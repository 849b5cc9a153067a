#include "check/run_fairness.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

namespace foothold::check {

namespace {

constexpr auto kMostWeight = std::uint64_t{std::numeric_limits<std::uint32_t>::max()};

wide divided_up(wide const sum, wide const by) {
  auto const down = sum / by;
  return sum % by != 0 && sum > 0 ? down + 1 : down;
}

std::string number(wide const x) {
  auto const fits = x >= std::numeric_limits<std::int64_t>::min() && x <= std::numeric_limits<std::int64_t>::max();
  return fits ? fmt::format("{}", static_cast<std::int64_t>(x)) : "beyond all numbers";
}

class fairness_check {
public:
  fairness_check(run_checking& c, run_fairness const& told)
      : c_{c}, told_{told}, group_of_{protected_groups(c, told.policy.by)} {}

  void run() {
    if (!check_groups()) {
      return;
    }
    check_without();
    check_levels();
    check_price();
  }

private:
  void blame(std::string_view const rule, std::string_view const about, std::string message) {
    c_.blame(std::string{rule}, about, std::move(message));
  }
  void compare(std::string_view const rule, std::string_view const name, milli_days const told, wide const truth) {
    if (told != truth) {
      blame(rule, "", fmt::format("{} is {}, not {}", name, number(truth), told));
    }
  }

  struct group_sum {
    std::uint64_t people{0U};
    wide weight{0}, value{0}, without{0};
  };

  // The rest can only be understood if these are right.
  bool check_groups() {
    for (auto i = std::size_t{0U}; i != c_.run.each.size(); ++i) {
      auto const& row = c_.run.each[i];
      auto& g = groups_[group_of_[i]];
      ++g.people;
      g.weight += row.weight;
      g.value += wide{row.weight} * row.value;
      g.without += wide{row.weight} * (row.unprotected ? row.unprotected->value : row.value);
    }
    auto names = std::vector<std::string>{};
    for (auto const& [name, g] : groups_) {
      if (name != "(rest)") {
        names.push_back(name);
      }
    }
    if (groups_.contains("(rest)")) {
      names.emplace_back("(rest)");
    }
    auto right = std::ranges::equal(names, told_.groups, {}, {}, &fair_group::name);
    if (!right) {
      blame("8-groups", "", "the groups are not those that the policy protects");
      return false;
    }
    for (auto const& g : told_.groups) {
      auto const& is = groups_.at(g.name);
      if (g.people != is.people || wide{g.weight} != is.weight || g.value != is.value) {
        blame("8-groups", g.name,
              fmt::format("has {} people, weight {} and value {}, not {}, {} and {}", is.people, number(is.weight),
                          number(is.value), g.people, g.weight, g.value));
        right = false;
      }
    }
    compare("8-groups", "worst", told_.worst, worst(&group_sum::value, {}));
    return right;
  }

  // Of the groups that are not in `held`.
  [[nodiscard]] wide worst(wide group_sum::* const sum, std::set<std::string> const& held) const {
    auto out = wide{std::numeric_limits<milli_days>::min()};
    for (auto const& [name, g] : groups_) {
      if (!held.contains(name)) {
        out = std::max(out, divided_up(g.*sum, g.weight));
      }
    }
    return out;
  }

  // Numbers that can be divided by; a file that was read has no others.
  [[nodiscard]] bool usable(fair_certificate const& proof) const {
    return proof.multipliers.size() == told_.groups.size() && proof.scale != 0U &&
           std::ranges::none_of(proof.multipliers, [](auto const u) { return u == 0U; });
  }

  void check_levels() {
    if (!usable(told_.total) ||
        !std::ranges::all_of(told_.steps, [&](auto const& step) { return usable(step.proof); })) {
      blame("8-bound", "", "a proof has no multiplier above 0 for each group");
      return;
    }
    auto const floor = told_.policy.rule == fairness_rule::floor;
    auto const kept = floor && told_.worst <= told_.policy.floor;
    if (told_.steps.empty() != kept || (told_.policy.rule != fairness_rule::leximin && told_.steps.size() > 1U)) {
      blame("8-levels", "", "these are not the steps that the rule asks for");
      return;
    }
    auto held = std::map<std::string, milli_days>{};
    for (auto k = std::size_t{0U}; k != told_.steps.size(); ++k) {
      check_step(k, held);
    }
    for (auto const& g : told_.groups) {
      auto const at = held.find(g.name);
      if (!kept && at == held.end()) {
        blame("8-levels", g.name, "is held in no step");
      } else if (g.limit != (kept ? told_.policy.floor : at->second)) {
        blame("8-levels", g.name, fmt::format("has another limit than {}", g.limit));
      }
      if (divided_up(g.value, static_cast<wide>(g.weight)) > g.limit) {
        blame("8-levels", g.name, "is above its limit");
      }
    }
    check_total();
  }

  void check_step(std::size_t const k, std::map<std::string, milli_days>& held) {
    auto const& step = told_.steps[k];
    auto names = std::set<std::string>{};
    for (auto const& [name, level] : held) {
      names.insert(name);
    }
    compare("8-levels", fmt::format("level of step {}", k + 1U), step.level, worst(&group_sum::value, names));
    auto left = lagrangian(k, step.proof);
    auto free = wide{0};
    for (auto i = std::size_t{0U}; i != told_.groups.size(); ++i) {
      auto const& g = told_.groups[i];
      auto const counts = wide{step.proof.multipliers[i]} * static_cast<wide>(g.weight);
      if (auto const at = held.find(g.name); at != held.end()) {
        left -= counts * at->second;
      } else {
        free += counts;
      }
    }
    if (free == 0) {
      blame("8-levels", "", fmt::format("step {} comes after all groups are held", k + 1U));
      return;
    }
    compare("8-bound", fmt::format("bound of step {}", k + 1U), step.proof.bound, divided_up(left, free));
    if (step.held.empty()) {
      blame("8-levels", "", fmt::format("step {} holds nobody", k + 1U));
    }
    for (auto const& name : step.held) {
      if (!groups_.contains(name) || !held.emplace(name, step.level).second) {
        blame("8-levels", name, "is no group, or is held twice");
      }
    }
  }

  void check_total() {
    auto const& proof = told_.total;
    auto left = lagrangian(told_.steps.size(), proof);
    for (auto i = std::size_t{0U}; i != told_.groups.size(); ++i) {
      if (proof.multipliers[i] < proof.scale) {
        blame("8-bound", told_.groups[i].name, "counts less than the scale");
      }
      auto const more = wide{proof.multipliers[i]} - proof.scale;
      left -= more * static_cast<wide>(told_.groups[i].weight) * told_.groups[i].limit;
    }
    compare("8-bound", "bound of the total", proof.bound, divided_up(left, wide{proof.scale}));
  }

  // The sum of the minima that are claimed for certificate k, without what its prices hand back. The claims are kept.
  wide lagrangian(std::size_t const k, fair_certificate const& proof) {
    auto claims = fair_claims{vec_map<session_idx, milli_days>(c_.place.sessions.size(), 0), {}};
    auto out = wide{0};
    for (auto const& p : proof.prices) {
      auto const at = c_.sessions.find(p.session);
      if (at == c_.sessions.end() || p.price < 0 || p.price > kMostPrice || claims.prices[at->second] != 0) {
        blame("8-prices", p.session, "is no session, is listed twice, or has a price that is none");
        continue;
      }
      claims.prices[at->second] = p.price;
      out -= wide{p.price} * c_.places[at->second];
    }
    auto multiplier = std::map<std::string_view, std::uint32_t>{};
    for (auto i = std::size_t{0U}; i != told_.groups.size(); ++i) {
      multiplier.emplace(told_.groups[i].name, proof.multipliers[i]);
    }
    for (auto i = std::size_t{0U}; i != c_.run.each.size(); ++i) {
      auto const& row = c_.run.each[i];
      auto const weight = std::uint64_t{row.weight} * multiplier.at(group_of_[i]);
      if (weight > kMostWeight || k >= row.fair_priced.size()) {
        blame("8-bound", row.person, "has no minimum for each proof, or counts more than numbers can hold");
      } else {
        out += row.fair_priced[k];
      }
      claims.weight.push_back(static_cast<std::uint32_t>(std::min(weight, kMostWeight)));
    }
    c_.fair.push_back(std::move(claims));
    return out;
  }

  // The sharing without the rule keeps rules 3 and 4 as the one with it does.
  void check_without() {
    auto other = c_.run;
    for (auto& row : other.each) {
      if (row.unprotected) {
        row.placed = row.unprotected->placed;
        row.value = row.unprotected->value;
        row.pathway = std::move(row.unprotected->pathway);
      }
    }
    auto inner = begin_checking(c_.place, other);
    check_plans(inner);
    check_places(inner);
    for (auto& v : inner.found) {
      blame("8-without", v.about, std::move(v.message));
    }
    auto value = wide{0};
    auto placed = wide{0};
    for (auto const& row : other.each) {
      value += wide{row.weight} * row.value;
      placed += row.placed ? 1 : 0;
    }
    compare("8-without", "value without the rule", told_.unprotected_value, value);
    compare("8-without", "placed without the rule", static_cast<milli_days>(told_.unprotected_placed), placed);
    compare("8-without", "worst without the rule", told_.unprotected_worst, worst(&group_sum::without, {}));
  }

  void check_price() {
    auto const price = wide{c_.run.value} - told_.unprotected_value;
    compare("8-price", "price", told_.price, price);
    compare("8-price", "price_low", told_.price_low,
            std::max(wide{told_.total.bound} - told_.unprotected_value, wide{0}));
    compare("8-price", "price_high", told_.price_high, wide{c_.run.value} - c_.run.bound);
    if (price < 0) {
      blame("8-price", "", "the sharing without the rule counts more than the one with it");
    }
  }

  run_checking& c_;
  run_fairness const& told_;
  std::vector<std::string> group_of_;
  std::map<std::string, group_sum> groups_;
};

}  // namespace

void check_fairness(run_checking& c) {
  auto const& asked = c.place.weights.fairness;
  auto const needed = asked.rule != fairness_rule::none && !c.run.each.empty();
  auto const& told = c.run.fairness;
  if (told.has_value() != needed || (told && told->policy != asked)) {
    c.blame("8-policy", "", "the run does not follow the rule of fairness that the policy names");
    return;
  }
  if (!needed) {
    for (auto const& row : c.run.each) {
      if (row.unprotected || !row.fair_priced.empty()) {
        c.blame("8-policy", row.person, "tells of a rule that there is not");
      }
    }
  } else if (std::ranges::none_of(c.who, [](auto const* const who) { return who == nullptr; })) {
    fairness_check{c, *told}.run();
  }
}

}  // namespace foothold::check
