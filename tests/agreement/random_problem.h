#pragma once
// Random compiled problems with long courses in full weeks: larger than random worlds, so that the long way of the
// search (dive, removal, proof) has something to decide. No meaning beyond that.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "plan/problem.h"
#include "random_source.h"

namespace foothold {

// Every price is at least 1 where `paid`, so that no best plan has a step that serves nothing.
inline problem random_problem(std::uint64_t const seed, bool const paid) {
  auto r = random_source{seed * 0x9E3779B97F4A7C15U + 7U};
  auto p = problem{};
  auto const facts = 3U + r.below(6U);
  auto const price = [&] { return milli_days{!paid && r.one_in(4U) ? 0 : r.between(1, r.one_in(3U) ? 40000 : 3000)}; };
  auto const slice = [&](std::vector<std::uint16_t> const& list) {
    auto const from = static_cast<std::uint32_t>(p.pool.size());
    p.pool.insert(p.pool.end(), list.begin(), list.end());
    return from;
  };
  auto const some_below = [&](std::size_t const fact, std::size_t const one_in) {
    auto out = std::vector<std::uint16_t>{};
    for (auto f = std::size_t{0U}; f != fact; ++f) {
      if (r.one_in(one_in)) {
        out.push_back(static_cast<std::uint16_t>(f));
      }
    }
    return out;
  };
  for (auto f = std::size_t{0U}; f != facts; ++f) {
    p.tau.push_back(r.one_in(12U) ? static_cast<plan_day>(r.between(0, 120)) : kNever);
  }
  p.atom_count = static_cast<std::uint32_t>(1U + r.below(6U));
  p.load_cap = static_cast<std::uint32_t>(r.between(900, 2400));
  for (auto f = std::size_t{0U}; f != facts; ++f) {
    // Offers for this fact: each with its needs, and a few dates.
    for (auto offers = 1U + r.below(3U); offers != 0U; --offers) {
      auto a = action{};
      auto const needs = some_below(f, 3U);
      auto gives = std::vector<std::uint16_t>{static_cast<std::uint16_t>(f)};
      if (r.one_in(3U)) {
        auto const other = static_cast<std::uint16_t>(r.below(facts));
        if (other != f && std::find(needs.begin(), needs.end(), other) == needs.end()) {
          gives.push_back(other);
        }
      }
      a.needs = slice(needs);
      a.needs_count = static_cast<std::uint16_t>(needs.size());
      a.gives = slice(gives);
      a.gives_count = static_cast<std::uint16_t>(gives.size());
      if (r.one_in(8U)) {
        a.source = action_source::procedure;
        a.index = static_cast<std::uint32_t>(p.procedures.size());
        a.effect = static_cast<plan_day>(r.between(1, 60));
        a.latest = static_cast<plan_day>(r.between(50, 400));
        a.price = price();
        p.procedures.push_back(a);
        continue;
      }
      auto atoms = std::vector<std::uint16_t>{};
      for (auto x = std::uint16_t{0U}; x != p.atom_count; ++x) {
        if (r.one_in(2U)) {
          atoms.push_back(x);
        }
      }
      a.atoms = slice(atoms);
      a.atoms_count = static_cast<std::uint16_t>(atoms.size());
      a.load = static_cast<std::uint16_t>(r.one_in(6U) ? 0 : r.between(200, 1400));
      auto const length = r.one_in(4U) ? r.between(1, 6) : r.between(15, 90);
      for (auto dates = 1U + r.below(5U); dates != 0U; --dates) {
        a.earliest = a.latest = static_cast<plan_day>(7 * r.between(0, 50));
        a.effect = a.busy = static_cast<plan_day>(length + (r.one_in(5U) ? 7 : 0));
        a.price = price();
        p.sessions.push_back(a);
      }
    }
  }
  std::stable_sort(p.sessions.begin(), p.sessions.end(),
                   [](action const& a, action const& b) { return a.earliest < b.earliest; });
  for (auto i = 0U; i != p.sessions.size(); ++i) {
    p.sessions[i].index = i;
  }
  for (auto goals = 1U + r.below(3U); goals != 0U; --goals) {
    auto g = plan_goal{};
    g.offset = r.between(0, 30000);
    g.target = static_cast<std::uint32_t>(goals);
    auto needs = some_below(facts, 3U);
    if (needs.empty()) {
      needs.push_back(static_cast<std::uint16_t>(facts - 1U));
    }
    g.needs = slice(needs);
    g.needs_count = static_cast<std::uint16_t>(needs.size());
    g.earliest = static_cast<plan_day>(r.one_in(3U) ? r.between(0, 300) : 0);
    g.latest = static_cast<plan_day>(r.one_in(3U) ? r.between(150, 500) : 600);
    if (g.earliest <= g.latest) {
      p.goals.push_back(g);
    }
  }
  return p;
}

}  // namespace foothold
