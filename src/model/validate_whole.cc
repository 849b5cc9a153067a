// Checks of the territory as a whole.

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/edit_distance.h"
#include "model/validate.h"

namespace foothold {

namespace {

using flag = std::uint8_t;  // vector<bool> has no references

constexpr auto kOffersFile = std::string_view{"offers.csv"};

// Who needs a fact: the first row that does.
struct need {
  std::string_view file;
  std::size_t row{0U};
};

// Which facts can be had at all, and through which offers.
class fact_sources {
public:
  explicit fact_sources(territory const& t) : t_{t}, given_(t.facts.size(), flag{0}), held_(t.facts.size(), flag{0}) {
    for (auto const& o : t.offers) {
      mark(o.gives, given_);
    }
    for (auto const& p : t.people) {
      for (auto const& held : p.facts) {
        mark({held.fact}, held_);
      }
    }
    for (auto i = std::size_t{0U}; i != t.facts.size(); ++i) {
      auto const f = fact_idx{i};
      held_[f] = held_[f] != 0U || is_given_by_law(t.facts.name(f)) ? 1U : 0U;
    }
  }

  [[nodiscard]] bool known(fact_idx const f) const { return given_[f] != 0U || held_[f] != 0U; }

  // Facts that can be reached; those that no offer gives count as held, they are reported by themselves.
  [[nodiscard]] vec_map<fact_idx, flag> reachable() const {
    auto reached = vec_map<fact_idx, flag>(t_.facts.size(), flag{0});
    for (auto i = std::size_t{0U}; i != t_.facts.size(); ++i) {
      reached[fact_idx{i}] = held_[fact_idx{i}] != 0U || given_[fact_idx{i}] == 0U ? 1U : 0U;
    }
    for (auto changed = true; changed;) {
      changed = false;
      for (auto const& o : t_.offers) {
        auto const all = [&](fact_idx const f) { return reached[f] != 0U; };
        if (!std::ranges::all_of(o.gives, all) && std::ranges::all_of(o.needs, all)) {
          mark(o.gives, reached);
          changed = true;
        }
      }
    }
    return reached;
  }

  // The first offer that gives the fact, a higher level included.
  [[nodiscard]] offer_idx giver(fact_idx const f) const {
    for (auto const i : t_.offers.ids()) {
      for (auto const given : t_.offers[i].gives) {
        if (std::ranges::find(t_.facts.implied(given), f) != t_.facts.implied(given).end()) {
          return i;
        }
      }
    }
    return {};
  }

private:
  void mark(std::vector<fact_idx> const& facts, vec_map<fact_idx, flag>& set) const {
    for (auto const f : facts) {
      for (auto const implied : t_.facts.implied(f)) {
        set[implied] = 1U;
      }
    }
  }

  territory const& t_;
  vec_map<fact_idx, flag> given_, held_;
};

void check_unknown_facts(territory const& t, fact_sources const& sources, faults& found) {
  auto first = std::map<std::uint32_t, need>{};
  auto const note = [&](std::vector<fact_idx> const& facts, std::string_view const file, std::size_t const row) {
    for (auto const f : facts) {
      first.try_emplace(f.v, need{file, row});
    }
  };
  for (auto const i : t.offers.ids()) {
    note(t.offers[i].needs, kOffersFile, i.v);
  }
  for (auto const i : t.occupations.ids()) {
    note(t.occupations[i].needs, "occupations.csv", i.v);
  }
  for (auto const i : t.vacancies.ids()) {
    note(t.vacancies[i].needs, "vacancies.csv", i.v);
  }
  auto names = std::vector<std::string_view>{};
  for (auto i = std::size_t{0U}; i != t.facts.size(); ++i) {
    if (sources.known(fact_idx{i})) {
      names.push_back(t.facts.name(fact_idx{i}));
    }
  }
  std::ranges::sort(names);
  for (auto const& [f, where] : first) {
    if (sources.known(fact_idx{std::size_t{f}})) {
      continue;
    }
    auto const& name = t.facts.name(fact_idx{std::size_t{f}});
    auto const near = nearest_name(name, names);
    found.push_back({.file = std::string{where.file},
                     .line = where.row + 1U,
                     .field = "needs",
                     .value = name,
                     .expected = "a fact that some offer gives or some person holds" +
                                 (near.empty() ? std::string{} : "; did you mean \"" + std::string{near} + "\"?"),
                     .warning = true});
  }
}

// The offers on a cycle of needs that starts at `f`, in the order in which each waits for the next.
std::vector<offer_idx> cycle_from(territory const& t, fact_sources const& sources,
                                  vec_map<fact_idx, flag> const& reached, fact_idx f) {
  auto path = std::vector<offer_idx>{};
  while (true) {
    auto const giver = sources.giver(f);
    if (auto const seen = std::ranges::find(path, giver); seen != path.end()) {
      path.erase(path.begin(), seen);
      return path;
    }
    path.push_back(giver);
    auto const& needs = t.offers[giver].needs;
    f = *std::ranges::find_if(needs, [&](fact_idx const n) { return reached[n] == 0U; });
  }
}

void check_cycles(territory const& t, fact_sources const& sources, faults& found) {
  auto const reached = sources.reachable();
  auto reported = std::set<offer_idx>{};
  for (auto i = std::size_t{0U}; i != t.facts.size(); ++i) {
    if (reached[fact_idx{i}] != 0U) {
      continue;
    }
    auto cycle = cycle_from(t, sources, reached, fact_idx{i});
    std::ranges::rotate(cycle, std::ranges::min_element(cycle));
    if (!reported.insert(cycle.front()).second) {
      continue;
    }
    auto chain = std::string{};
    for (auto const o : cycle) {
      chain += t.offers[o].id + " needs ";
    }
    found.push_back({.file = std::string{kOffersFile},
                     .line = cycle.front().v + 1U,
                     .field = "needs",
                     .value = chain + t.offers[cycle.front()].id,
                     .expected = "prerequisites that can be reached without the offer itself"});
  }
}

void check_empty_offers(territory const& t, faults& found) {
  if (t.offers.empty()) {
    found.push_back({.file = std::string{kOffersFile}, .expected = "at least one offer"});
  }
  auto has_session = vec_map<offer_idx, flag>(t.offers.size(), flag{0});
  for (auto const& s : t.sessions) {
    has_session[s.offer] = 1U;
  }
  for (auto const i : t.offers.ids()) {
    if (t.offers[i].kind != offer_kind::procedure && has_session[i] == 0U) {
      found.push_back({.file = std::string{kOffersFile},
                       .line = i.v + 1U,
                       .field = "id",
                       .value = t.offers[i].id,
                       .expected = "at least one session in sessions.csv; nobody can take this offer",
                       .warning = true});
    }
  }
}

// Zones that nobody can come to: no way in from another zone, and nobody lives there.
void check_ways(territory const& t, faults& found) {
  auto reachable = vec_map<zone_idx, flag>(t.zones.size(), flag{t.zones.size() < 2U});
  for (auto const& row : t.travel) {
    if (row.from != row.to) {
      reachable[row.to] = 1U;
    }
  }
  for (auto const& h : t.households) {
    reachable[h.zone] = 1U;
  }
  for (auto const i : t.locations.ids()) {
    if (reachable[t.locations[i].zone] == 0U) {
      found.push_back({.file = "locations.csv",
                       .line = i.v + 1U,
                       .field = "zone",
                       .value = t.zones[t.locations[i].zone],
                       .expected = "a zone that travel.csv leads to; nobody can get there",
                       .warning = true});
    }
  }
}

}  // namespace

bool is_given_by_law(std::string_view const fact_name) {
  return fact_name.starts_with("work_access:") || fact_name == kPermitExtended;
}

faults validate_whole(territory const& t) {
  auto found = faults{};
  check_empty_offers(t, found);
  auto const sources = fact_sources{t};
  check_unknown_facts(t, sources, found);
  check_cycles(t, sources, found);
  check_ways(t, found);
  return found;
}

}  // namespace foothold
