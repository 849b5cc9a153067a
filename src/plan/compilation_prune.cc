#include <algorithm>

#include "plan/compilation.h"
#include "plan/landmarks.h"

namespace foothold {

// Now that all facts that matter are known: what each action gives, in local facts.
void compilation::resolve_gives() {
  auto& pool = out_.p.pool;
  auto done = std::vector<bool>(offer_gives_.size());
  auto const of_offer = [&](offer_idx const o) {
    if (!done[o.v]) {
      done[o.v] = true;
      auto const from = static_cast<std::uint32_t>(pool.size());
      for (auto const f : times_.gives(o)) {
        if (locals_[f.v] != 0U) {
          pool.push_back(static_cast<local>(locals_[f.v] - 1U));
        }
      }
      std::sort(pool.begin() + from, pool.end());
      offer_gives_[o.v] = {from, static_cast<std::uint16_t>(pool.size() - from)};
    }
    return offer_gives_[o.v];
  };
  for (auto& a : out_.p.sessions) {
    if (a.source == action_source::session) {
      std::tie(a.gives, a.gives_count) = of_offer(times_.at(session_idx{a.index}).offer);
      continue;
    }
    auto const& places = *places_[a.child];
    auto const at =
        std::find_if(places.begin(), places.end(), [&](care_place const& place) { return place.session.v == a.index; });
    auto const i = static_cast<std::size_t>(at - places.begin());
    a.gives = static_cast<std::uint32_t>(pool.size());
    for (auto const& set : care_sets_) {
      if (set.child == a.child && ((set.places[i / 64U] >> (i % 64U)) & 1U) != 0U) {
        pool.push_back(set.fact);
      }
    }
    a.gives_count = static_cast<std::uint16_t>(pool.size() - a.gives);
  }
  for (auto& a : out_.p.procedures) {
    if (a.source == action_source::procedure) {
      std::tie(a.gives, a.gives_count) = of_offer(offer_idx{a.index});
    }
  }
}

// By start, as the timetable has them; care places of one session by child.
void compilation::sort_sessions() {
  constexpr auto kPositionBits = 24U;  // more sessions than a person can have
  auto const& sessions = out_.p.sessions;
  auto keys = std::vector<std::uint64_t>{};
  keys.reserve(sessions.size());
  for (auto i = std::uint64_t{0U}; i != sessions.size(); ++i) {
    auto const& s = sessions[i];
    auto const order = std::uint64_t{times_.rank(session_idx{s.index})} << 8U | s.child;
    keys.push_back(order << kPositionBits | i);
  }
  std::sort(keys.begin(), keys.end());
  auto sorted = std::vector<action>{};
  sorted.reserve(sessions.size());
  for (auto const key : keys) {
    sorted.push_back(sessions[key & ((std::uint64_t{1U} << kPositionBits) - 1U)]);
  }
  out_.p.sessions = std::move(sorted);
}

// Where siblings could take more places than are left, each place is an atom of its own that only one of them can have.
void compilation::share_care_places() {
  auto shared = std::vector<action>{};
  auto const& sessions = out_.p.sessions;
  if (std::ranges::none_of(sessions, [](action const& a) { return a.source == action_source::childcare; })) {
    return;
  }
  for (auto i = std::size_t{0U}; i < sessions.size();) {
    auto const& a = sessions[i];
    auto end = i + 1U;
    while (a.source == action_source::childcare && end != sessions.size() && sessions[end].source == a.source &&
           sessions[end].index == a.index) {
      ++end;
    }
    auto const left = places_left(session_idx{a.index});
    auto const scarce = a.source == action_source::childcare && !c_.ignore_places && left < end - i;
    for (; i != end; ++i) {
      shared.push_back(sessions[i]);
      for (auto place = std::size_t{1U}; scarce && place <= left; ++place) {
        shared.back().place = static_cast<std::uint8_t>(place);
        shared.back().busy = 1U;
        if (place != left) {
          shared.push_back(sessions[i]);
        }
      }
    }
  }
  out_.p.sessions = std::move(shared);
}

void compilation::prune() {
  auto& p = out_.p;
  auto const earliest = earliest_days(p);
  auto const ready = [&](std::span<local const> const needs) {
    auto at = plan_day{0U};
    for (auto const f : needs) {
      at = std::max(at, earliest[f]);
    }
    return at;
  };
  std::erase_if(p.sessions, [&](action const& a) { return ready(p.needs(a)) > a.earliest; });
  for (auto& a : p.procedures) {
    a.earliest = std::max(a.earliest, ready(p.needs(a)));
  }
  std::erase_if(p.procedures, [](action const& a) { return a.earliest > a.latest; });
  std::erase_if(goals_, [&](goal_draft const& g) { return ready(g.needs) > g.g.latest; });

  auto wanted = std::vector<bool>(p.tau.size());
  for (auto const& g : goals_) {
    for (auto const f : g.needs) {
      wanted[f] = true;
    }
  }
  auto const helps = [&](action const& a) {
    auto const gives = p.gives(a);
    return std::any_of(gives.begin(), gives.end(),
                       [&](local const f) { return wanted[f] && unsigned{a.earliest} + a.effect < p.tau[f]; });
  };
  auto kept = std::vector<bool>(p.sessions.size() + p.procedures.size());
  for (auto changed = true; changed;) {
    changed = false;
    auto const look = [&](std::vector<action> const& actions, std::size_t const base) {
      for (auto i = actions.size(); i-- > 0U;) {
        if (!kept[base + i] && helps(actions[i])) {
          kept[base + i] = true;
          for (auto const f : p.needs(actions[i])) {
            changed = changed || !wanted[f];
            wanted[f] = true;
          }
        }
      }
    };
    look(p.procedures, p.sessions.size());
    look(p.sessions, 0U);
  }
  auto const keep_only = [&](std::vector<action>& actions, std::size_t const base) {
    std::erase_if(actions,
                  [&](action const& a) { return !kept[base + static_cast<std::size_t>(&a - actions.data())]; });
  };
  keep_only(p.procedures, p.sessions.size());
  keep_only(p.sessions, 0U);
}

// Facts that are still spoken of get the numbers 0, 1, ..; the pool is written anew with them.
void compilation::number() {
  auto& p = out_.p;
  auto wanted = std::vector<bool>(p.tau.size());
  auto const mark = [&](std::span<local const> const facts) {
    for (auto const f : facts) {
      wanted[f] = true;
    }
  };
  for (auto const& g : goals_) {
    mark(g.needs);
  }
  for (auto const& a : p.sessions) {
    mark(p.needs(a));
  }
  for (auto const& a : p.procedures) {
    mark(p.needs(a));
  }
  auto number = std::vector<local>(p.tau.size());
  auto count = std::size_t{0U};
  for (auto f = std::size_t{0U}; f != p.tau.size(); ++f) {
    if (wanted[f]) {
      number[f] = static_cast<local>(count);
      out_.facts[count] = out_.facts[f];
      p.tau[count] = p.tau[f];
      ++count;
    }
  }
  out_.facts.resize(count);
  p.tau.resize(count);

  // Actions that shared a range before share it again.
  auto const old = std::move(p.pool);
  p.pool.clear();
  auto moved = std::vector<std::pair<std::uint32_t, std::uint16_t>>(old.size() + 1U, {UINT32_MAX, 0U});
  auto const move = [&](std::uint32_t& from, std::uint16_t& n) {
    auto& to = moved[from];
    if (n != 0U && to.first == UINT32_MAX) {
      to.first = static_cast<std::uint32_t>(p.pool.size());
      for (auto i = from; i != from + n; ++i) {
        if (wanted[old[i]]) {
          p.pool.push_back(number[old[i]]);
        }
      }
      to.second = static_cast<std::uint16_t>(p.pool.size() - to.first);
    }
    std::tie(from, n) = n == 0U ? std::pair{0U, std::uint16_t{0U}} : to;
  };
  for (auto* const actions : {&p.sessions, &p.procedures}) {
    for (auto& a : *actions) {
      move(a.needs, a.needs_count);
      move(a.gives, a.gives_count);
    }
  }
  for (auto const& g : goals_) {
    auto out = g.g;
    out.needs = static_cast<std::uint32_t>(p.pool.size());
    out.needs_count = static_cast<std::uint16_t>(g.needs.size());
    for (auto const f : g.needs) {
      p.pool.push_back(number[f]);
    }
    p.goals.push_back(out);
  }
}

}  // namespace foothold
