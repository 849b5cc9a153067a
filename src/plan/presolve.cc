#include "plan/presolve.h"

#include <algorithm>
#include <numeric>
#include <ranges>
#include <span>

#include "plan/landmarks.h"

namespace foothold {

namespace {

// Keeps list[i] where keep[i]; returns how many went.
template <typename List>
std::size_t keep_only(std::vector<bool> const& keep, List& list) {
  auto to = std::size_t{0U};
  for (auto i = std::size_t{0U}; i != keep.size(); ++i) {
    if (keep[i]) {
      list[to++] = list[i];
    }
  }
  list.resize(to);
  return keep.size() - to;
}

// Facts that every plan must make true whichever goal it reaches.
std::vector<bool> needed_by_all_goals(problem const& p, fact_sets const& sets) {
  auto all = std::vector<bool>(p.tau.size(), true);
  for (auto const& goal : p.goals) {
    for (auto f = std::size_t{0U}; f != all.size(); ++f) {
      auto const needs = p.needs(goal);
      all[f] = all[f] && std::any_of(needs.begin(), needs.end(), [&](auto const need) { return sets.test(need, f); });
    }
  }
  return all;
}

bool find_axioms(presolved& w) {
  auto& p = w.p;
  auto const by = achievers{p};
  auto const all = needed_by_all_goals(p, landmarks(p));
  auto changed = false;
  for (auto i = std::size_t{0U}; i != p.procedures.size(); ++i) {
    auto& a = p.procedures[i];
    auto const gives = p.gives(a);
    auto const only_way = std::any_of(gives.begin(), gives.end(), [&](auto const f) {
      return all[f] && by.sessions(f).empty() && by.procedures(f).size() == 1U;
    });
    if (!w.axiom[i] && (a.price == 0 || only_way)) {
      w.constant += a.price;
      a.price = 0;
      w.axiom[i] = true;
      changed = true;
    }
  }
  return changed;
}

// b is a with one more need that holds from day x on, and for longer: from x on they are the same.
template <typename T>
bool extends(problem const& p, T const& a, T const& b, std::vector<plan_day> const& known) {
  auto const of_a = p.needs(a);
  auto const of_b = p.needs(b);
  if (a.latest >= b.latest) {
    return false;
  }
  return std::all_of(of_a.begin(), of_a.end(),
                     [&](auto const f) { return std::find(of_b.begin(), of_b.end(), f) != of_b.end(); }) &&
         std::all_of(of_b.begin(), of_b.end(), [&](auto const f) {
           return std::find(of_a.begin(), of_a.end(), f) != of_a.end() || known[f] <= a.latest + 1U;
         });
}

bool merge_variants(presolved& w, std::vector<plan_day> const& known) {
  auto& p = w.p;
  auto changed = false;
  for (auto i = std::size_t{0U}; i + 1U < p.procedures.size(); ++i) {
    auto& a = p.procedures[i];
    auto const& b = p.procedures[i + 1U];
    if (a.source == b.source && a.index == b.index && a.source == action_source::procedure &&
        w.axiom[i] == w.axiom[i + 1U] && a.price == b.price &&
        b.earliest <= std::max<unsigned>(a.latest + 1U, a.earliest) && extends(p, a, b, known)) {
      a.latest = b.latest;
      auto const at = static_cast<std::ptrdiff_t>(i + 1U);
      p.procedures.erase(p.procedures.begin() + at);
      w.procedures.erase(w.procedures.begin() + at);
      w.axiom.erase(w.axiom.begin() + at);
      changed = true;
    }
  }
  for (auto i = std::size_t{0U}; i != p.goals.size(); ++i) {
    for (auto j = std::size_t{0U}; j < p.goals.size(); ++j) {
      auto& a = p.goals[i];
      auto const& b = p.goals[j];
      if (i != j && a.offset == b.offset && a.target == b.target && a.earliest <= b.earliest &&
          b.earliest <= a.latest + 1U && extends(p, a, b, known)) {
        a.latest = b.latest;
        p.goals.erase(p.goals.begin() + static_cast<std::ptrdiff_t>(j));
        w.goals.erase(w.goals.begin() + static_cast<std::ptrdiff_t>(j));
        i -= j < i ? 1U : 0U;
        --j;
        changed = true;
      }
    }
  }
  return changed;
}

std::size_t keep_procedures(presolved& w, std::vector<bool> const& keep) {
  keep_only(keep, w.procedures);
  keep_only(keep, w.axiom);
  return keep_only(keep, w.p.procedures);
}

// A procedure uses nothing but days and money, so one that is no worse in any respect replaces another one.
void drop_dominated_procedures(presolved& w) {
  auto const& p = w.p;
  auto const within = [&](std::span<std::uint16_t const> const small, std::span<std::uint16_t const> const large) {
    return std::ranges::all_of(small, [&](auto const f) { return std::ranges::find(large, f) != large.end(); });
  };
  auto const replaces = [&](action const& a, action const& b) {
    return a.price <= b.price && a.effect <= b.effect && a.earliest <= b.earliest && a.latest >= b.latest &&
           within(p.needs(a), p.needs(b)) && within(p.gives(b), p.gives(a));
  };
  auto kept = std::vector<std::size_t>{};
  for (auto i = std::size_t{0U}; i != p.procedures.size(); ++i) {
    auto const& a = p.procedures[i];
    if (std::ranges::none_of(kept, [&](auto const k) { return replaces(p.procedures[k], a); })) {
      std::erase_if(kept, [&](auto const k) { return replaces(a, p.procedures[k]); });
      kept.push_back(i);
    }
  }
  auto keep = std::vector<bool>(p.procedures.size());
  for (auto const i : kept) {
    keep[i] = true;
  }
  keep_procedures(w, keep);
}

void simplify(presolved& w) {
  drop_dominated_procedures(w);
  while (!w.p.procedures.empty() && find_axioms(w)) {
    close_under_axioms(w, w.p.tau.data());
    merge_variants(w, w.p.tau);
    drop_dominated_procedures(w);
  }
  commit_candidates(w);
}

}  // namespace

presolved as_given(problem const& given) {
  auto w = presolved{};
  w.p = given;
  w.start = given.tau;
  w.sessions.resize(given.sessions.size());
  w.procedures.resize(given.procedures.size());
  w.goals.resize(given.goals.size());
  std::iota(w.sessions.begin(), w.sessions.end(), 0U);
  std::iota(w.procedures.begin(), w.procedures.end(), 0U);
  std::iota(w.goals.begin(), w.goals.end(), 0U);
  w.axiom.assign(given.procedures.size(), false);
  w.commit.assign(given.sessions.size(), false);
  return w;
}

presolved presolve(problem const& given) {
  auto w = as_given(given);
  simplify(w);
  return w;
}

namespace {

std::size_t remove_others(presolved& w, problem_bounds::useful const& useful) {
  keep_only(useful.goals, w.goals);
  keep_only(useful.sessions, w.sessions);
  return keep_only(useful.goals, w.p.goals) + keep_only(useful.sessions, w.p.sessions) +
         keep_procedures(w, useful.procedures);
}

}  // namespace

std::unique_ptr<problem_bounds> reduce(presolved& w, milli_days const upper, std::unique_ptr<problem_bounds> bounds) {
  constexpr auto kWorthwhile = std::size_t{3U};  // go on while one action in so many goes
  auto const sequences = bounds->has_sequences();
  auto const chains = bounds->has_chains();
  for (;;) {
    auto const before = w.p.sessions.size() + w.p.procedures.size();
    auto const gone = remove_others(w, bounds->below(upper - w.constant));
    if (gone == 0U) {
      return bounds;
    }
    simplify(w);
    bounds = std::make_unique<problem_bounds>(w.p, chains);
    if (sequences) {
      bounds->add_sequences();
    }
    if (w.p.goals.empty() || gone * kWorthwhile < before) {
      return bounds;
    }
  }
}

void commit_candidates(presolved& w) {
  auto const& p = w.p;
  auto const by = achievers{p};
  w.commit.assign(p.sessions.size(), false);
  for (auto f = std::size_t{0U}; f != p.tau.size(); ++f) {
    auto const ways = by.sessions(f);
    auto const alone = std::all_of(ways.begin(), ways.end(), [&](auto const id) {
      return p.sessions[id].gives_count == 1U && p.sessions[id].source == action_source::session;
    });
    if (ways.empty() || !alone || !by.procedures(f).empty() || p.tau[f] != kNever) {
      continue;
    }
    auto cheapest = p.sessions[ways.back()].price;
    auto soonest = unsigned{kNever};
    for (auto i = ways.size(); i-- > 0U;) {
      auto const& s = p.sessions[ways[i]];
      auto const effect = unsigned{s.earliest} + s.effect;
      if (s.price <= cheapest && effect <= soonest) {
        auto const blocks = [&](action const& other) {
          if (other.load != 0U && s.load != 0U) {
            return true;
          }
          auto const a = p.atoms(s);
          auto const b = p.atoms(other);
          return std::any_of(a.begin(), a.end(),
                             [&](auto const x) { return std::find(b.begin(), b.end(), x) != b.end(); });
        };
        auto free = true;
        auto const after = std::partition_point(p.sessions.begin(), p.sessions.end(),
                                                [&](action const& other) { return other.earliest < s.earliest; });
        for (auto it = after; it != p.sessions.end() && it->earliest < s.earliest + s.busy && free; ++it) {
          auto const gives = p.gives(*it);
          free = std::find(gives.begin(), gives.end(), f) != gives.end() || !blocks(*it);
        }
        w.commit[ways[i]] = free;
      }
      cheapest = std::min(cheapest, s.price);
      soonest = std::min(soonest, effect);
    }
  }
}

}  // namespace foothold
