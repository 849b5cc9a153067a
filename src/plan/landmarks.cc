#include "plan/landmarks.h"

#include <algorithm>
#include <tuple>

namespace foothold {

namespace {

void group(problem const& p, std::vector<action> const& actions, std::vector<std::uint32_t>& starts,
           std::vector<std::uint32_t>& ids) {
  starts.assign(p.tau.size() + 1U, 0U);
  for (auto const& a : actions) {
    for (auto const f : p.gives(a)) {
      ++starts[f + 1U];
    }
  }
  for (auto f = std::size_t{1U}; f < starts.size(); ++f) {
    starts[f] += starts[f - 1U];
  }
  ids.resize(starts.back());
  auto next = starts;
  for (auto i = 0U; i != actions.size(); ++i) {
    for (auto const f : p.gives(actions[i])) {
      ids[next[f]++] = i;
    }
  }
}

// A way to make `fact` true, as far as its needs go; sessions of one offer mostly share one.
struct way {
  std::uint16_t fact;
  std::uint16_t needs_count;
  std::uint32_t needs;

  auto operator<=>(way const&) const = default;
};

std::vector<way> distinct_ways(problem const& p) {
  auto ways = std::vector<way>{};
  // Ranges of the pool that were seen together; most sessions are found here at the first look.
  using ranges = std::tuple<std::uint32_t, std::uint16_t, std::uint32_t, std::uint16_t>;
  auto seen = std::vector<ranges>(256U);  // none: gives nothing
  auto const collect = [&](std::vector<action> const& actions) {
    for (auto const& a : actions) {
      auto const key = ranges{a.needs, a.needs_count, a.gives, a.gives_count};
      auto& slot = seen[(std::uint64_t{a.needs} << 32U | a.gives) * 0x9E3779B97F4A7C15U >> 56U];
      if (slot == key) {
        continue;
      }
      slot = key;
      for (auto const f : p.gives(a)) {
        if (p.tau[f] == kNever) {
          ways.push_back({f, a.needs_count, a.needs});
        }
      }
    }
  };
  collect(p.sessions);
  collect(p.procedures);
  std::sort(ways.begin(), ways.end());
  ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
  return ways;
}

}  // namespace

achievers::achievers(problem const& p) {
  group(p, p.sessions, session_starts, session_ids);
  group(p, p.procedures, procedure_starts, procedure_ids);
}

fact_sets landmarks(problem const& p) {
  auto const n = p.tau.size();
  auto sets = fact_sets{n, n};
  for (auto f = std::size_t{0U}; f != n; ++f) {
    if (p.tau[f] == kNever) {
      std::fill(sets[f].begin(), sets[f].end(), ~std::uint64_t{0U});
    }
  }
  auto const ways = distinct_ways(p);
  auto meet = std::vector<std::uint64_t>(sets.words());
  auto join = std::vector<std::uint64_t>(sets.words());
  for (auto changed = true; changed;) {
    changed = false;
    for (auto first = ways.begin(); first != ways.end();) {
      auto const f = first->fact;
      std::fill(meet.begin(), meet.end(), ~std::uint64_t{0U});
      for (; first != ways.end() && first->fact == f; ++first) {
        std::fill(join.begin(), join.end(), 0U);
        for (auto const need : std::span{p.pool}.subspan(first->needs, first->needs_count)) {
          for (auto w = std::size_t{0U}; w != join.size(); ++w) {
            join[w] |= sets[need][w];
          }
        }
        for (auto w = std::size_t{0U}; w != meet.size(); ++w) {
          meet[w] &= join[w];
        }
      }
      meet[f / 64U] |= std::uint64_t{1U} << (f % 64U);
      if (!std::equal(meet.begin(), meet.end(), sets[f].begin())) {
        std::copy(meet.begin(), meet.end(), sets[f].begin());
        changed = true;
      }
    }
  }
  return sets;
}

std::vector<plan_day> earliest_days(problem const& p) {
  auto tau = p.tau;
  auto const ready = [&](action const& a) {
    auto day = a.earliest;
    for (auto const need : p.needs(a)) {
      day = std::max(day, tau[need]);
    }
    return day;
  };
  auto const apply = [&](action const& a, plan_day const start) {
    auto better = false;
    for (auto const f : p.gives(a)) {
      auto const day = static_cast<plan_day>(start + a.effect);
      if (day < tau[f]) {
        tau[f] = day;
        better = true;
      }
    }
    return better;
  };
  auto const apply_procedures = [&] {
    auto better = false;
    for (auto changed = true; changed;) {
      changed = false;
      for (auto const& a : p.procedures) {
        auto const start = ready(a);
        changed |= start <= a.latest && apply(a, start);
      }
      better |= changed;
    }
    return better;
  };
  apply_procedures();
  // Sessions are in the order of their starts, and what they give holds later: one pass is enough for them.
  do {
    for (auto const& a : p.sessions) {
      if (ready(a) == a.earliest) {
        apply(a, a.earliest);
      }
    }
  } while (apply_procedures());
  return tau;
}

}  // namespace foothold
