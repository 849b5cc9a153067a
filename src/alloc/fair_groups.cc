#include "alloc/fair_groups.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace foothold {

namespace {

std::string age_band(date const birth, date const today) {
  struct band {
    unsigned until;
    std::string_view name;
  };
  constexpr auto kMonths = 12U;
  constexpr auto kBands =
      std::array<band, 4>{{{25U, "under_25"}, {35U, "25_to_34"}, {45U, "35_to_44"}, {55U, "45_to_54"}}};
  for (auto const& b : kBands) {
    if (reaches_age(birth, b.until * kMonths) > today) {
      return std::string{b.name};
    }
  }
  return "from_55";
}

std::string_view sex_of(person const& who) {
  switch (who.sex) {
    case sex::female:
      return "female";
    case sex::male:
      return "male";
    case sex::other:
      return "other";
    case sex::unknown:
      break;
  }
  return "unknown";
}

std::string_view origin_of(person const& who) {
  switch (who.origin) {
    case origin_group::europe:
      return "europe";
    case origin_group::west_asia_north_africa:
      return "west_asia_north_africa";
    case origin_group::africa_south_of_sahara:
      return "africa_south_of_sahara";
    case origin_group::central_south_asia:
      return "central_south_asia";
    case origin_group::east_asia_pacific:
      return "east_asia_pacific";
    case origin_group::americas:
      return "americas";
    case origin_group::not_stated:
      break;
  }
  return "not_stated";
}

std::string group_of(territory const& t, person const& who, grouping const by, date const today) {
  switch (by) {
    case grouping::sex:
      return std::string{sex_of(who)};
    case grouping::age_band:
      return age_band(who.birth, today);
    case grouping::care_duty:
      return who.cares_for.empty() ? "no_care" : "care";
    case grouping::origin_group:
      return std::string{origin_of(who)};
    case grouping::municipality:
      return t.zones[who.home];
  }
  return {};
}

// Names of the groups that are too small to stand alone.
std::set<std::string> too_small(std::map<std::string, std::size_t> const& people, std::size_t const least) {
  auto by_size = std::vector<std::pair<std::size_t, std::string>>{};
  for (auto const& [name, count] : people) {
    by_size.emplace_back(count, name);
  }
  std::ranges::sort(by_size);
  auto out = std::set<std::string>{};
  auto together = std::size_t{0U};
  for (auto const& [count, name] : by_size) {
    if (count >= least && (out.empty() || together >= least)) {
      break;
    }
    out.insert(name);
    together += count;
  }
  return out;
}

}  // namespace

fair_groups protected_groups(cohort const& people, grouping const by, std::size_t const least) {
  auto const& members = people.members();
  auto own = std::vector<std::string>{};
  auto count = std::map<std::string, std::size_t>{};
  for (auto const& m : members) {
    own.push_back(group_of(people.place(), m.asks.who, by, people.options().as_of));
    ++count[own.back()];
  }
  auto const small = too_small(count, least);
  auto out = fair_groups{};
  auto at = std::map<std::string_view, group_idx>{};
  auto const add = [&](std::string name) {
    out.weight.push_back(0U);
    out.people.push_back(0U);
    return out.names.push_back(std::move(name));
  };
  for (auto const& [name, n] : count) {
    if (!small.contains(name)) {
      at.emplace(name, add(name));
    }
  }
  if (!small.empty()) {
    auto const rest = add("(rest)");
    for (auto const& name : small) {
      at.emplace(name, rest);
    }
  }
  for (auto const m : members.ids()) {
    auto const g = at.at(own[m.v]);
    out.of.push_back(g);
    out.weight[g] += members[m].weight;
    ++out.people[g];
  }
  return out;
}

}  // namespace foothold
