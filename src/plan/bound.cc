#include "plan/bound.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace foothold {

bound_base::bound_base(problem const& problem_)
    : p{problem_}, by{problem_}, marks{landmarks(problem_)}, earliest{earliest_days(problem_)} {
  for (auto const& s : p.sessions) {
    if (starts.empty() || starts.back() != s.earliest) {
      starts.push_back(s.earliest);
    }
  }
  if (!starts.empty()) {
    index_of_day.resize(starts.back() + 1U);
    auto i = std::uint16_t{0U};
    for (auto day = std::size_t{0U}; day != index_of_day.size(); ++day) {
      i = static_cast<std::uint16_t>(i + (starts[i] < day ? 1U : 0U));
      index_of_day[day] = i;
    }
  }
  auto const width = starts.size() + 1U;
  effects.assign(p.tau.size() * width, kNever);
  for (auto f = std::size_t{0U}; f != p.tau.size(); ++f) {
    auto* const row = effects.data() + f * width;
    for (auto const id : by.sessions(f)) {
      auto const& s = p.sessions[id];
      auto& cell = row[start_index(s.earliest)];
      cell = std::min(cell, static_cast<plan_day>(s.earliest + s.effect));
    }
    for (auto i = starts.size(); i-- > 0U;) {
      row[i] = std::min(row[i], row[i + 1U]);
    }
  }
}

std::vector<label_day> first_days(problem const& p) {
  auto out = std::vector<label_day>{};
  out.reserve(p.tau.size());
  for (auto const day : p.tau) {
    out.push_back(day == kNever ? kOpen : static_cast<label_day>(day));
  }
  return out;
}

unsigned bound_base::earliest_effect(std::size_t const fact, unsigned const day) const {
  auto best = unsigned{effects[fact * (starts.size() + 1U) + start_index(day)]};
  for (auto const id : by.procedures(fact)) {
    auto const& a = p.procedures[id];
    auto const start = std::max(day, unsigned{a.earliest});
    if (start <= a.latest) {
      best = std::min(best, start + a.effect);
    }
  }
  return best;
}

std::vector<goal_family> goal_families(problem const& p) {
  auto care = std::vector<bool>(p.tau.size());
  for (auto const& s : p.sessions) {
    if (s.source == action_source::childcare) {
      for (auto const f : p.gives(s)) {
        care[f] = true;
      }
    }
  }
  struct family_key {
    std::uint32_t target;
    milli_days offset;
    std::vector<std::uint16_t> needs;
    bool operator==(family_key const&) const = default;
  };
  auto keys = std::vector<family_key>{};
  auto out = std::vector<goal_family>{};
  for (auto g = 0U; g != p.goals.size(); ++g) {
    auto const& goal = p.goals[g];
    auto const needs = p.needs(goal);
    auto key = family_key{goal.target, goal.offset, {}};
    std::copy_if(needs.begin(), needs.end(), std::back_inserter(key.needs), [&](auto const f) { return !care[f]; });
    std::sort(key.needs.begin(), key.needs.end());
    auto const at = static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
    if (at == keys.size()) {
      out.push_back({goal.offset, goal.earliest, goal.latest, {needs.begin(), needs.end()}, {g}});
      keys.push_back(std::move(key));
      continue;
    }
    auto& family = out[at];
    family.earliest = std::min(family.earliest, goal.earliest);
    family.latest = std::max(family.latest, goal.latest);
    std::erase_if(family.needs, [&](auto const f) { return std::find(needs.begin(), needs.end(), f) == needs.end(); });
    family.goals.push_back(g);
  }
  return out;
}

goal_days::goal_days(bound_base const& base, goal_family const& goal)
    : earliest{goal.earliest}, latest{goal.latest}, day_price{base.p.day_price} {
  for (auto const f : goal.needs) {
    earliest = std::max(earliest, unsigned{base.earliest[f]});
  }
}

goal_bound::goal_bound(bound_base const& base, goal_family const& goal, bool const chains)
    : base_{base}, days_{base, goal}, goal_facts_{goal.needs}, position_(base.p.tau.size(), 0U) {
  find_landmarks(goal, chains);
  fill_tables();
}

void goal_bound::find_landmarks(goal_family const& goal, bool const chains) {
  auto const& sets = base_.marks;
  for (auto f = std::size_t{0U}; f != base_.p.tau.size() && marks_.size() != kMaxLandmarks; ++f) {
    for (auto const need : goal.needs) {
      if (sets.test(need, f)) {
        marks_.push_back({.fact = static_cast<std::uint16_t>(f)});
        position_[f] = static_cast<std::uint8_t>(marks_.size());
        break;
      }
    }
  }
  auto const size_of = [&](landmark const& k) {
    auto n = 0;
    for (auto const word : sets[k.fact]) {
      n += std::popcount(word);
    }
    return n;
  };
  // Fewest landmarks first: whatever must come before k stands before k.
  std::stable_sort(marks_.begin(), marks_.end(),
                   [&](landmark const& a, landmark const& b) { return size_of(a) < size_of(b); });
  for (auto k = std::size_t{0U}; k != marks_.size(); ++k) {
    position_[marks_[k].fact] = static_cast<std::uint8_t>(k + 1U);
  }
  for (auto k = marks_.size(); k-- > 0U;) {
    auto& mark = marks_[k];
    for (auto j = std::size_t{0U}; j != marks_.size(); ++j) {
      if (j != k && sets.test(mark.fact, marks_[j].fact)) {
        mark.before |= std::uint64_t{1U} << j;
      }
      if (j > k && chains && mark.successor == kGoal && sets.test(marks_[j].fact, mark.fact)) {
        mark.successor = static_cast<std::uint16_t>(j);
      }
    }
    if (mark.successor != kGoal) {
      marks_[mark.successor].follows |= std::uint64_t{1U} << k;
    }
  }
}

milli_days goal_bound::share(action const& a) const {
  auto n = milli_days{0};
  for (auto const f : base_.p.gives(a)) {
    n += position_[f] != 0U ? 1 : 0;
  }
  return a.price / std::max(n, milli_days{1});
}

milli_days goal_bound::after(landmark const& k, unsigned const day) const {
  return k.successor == kGoal ? days_.from(day) : chain_value(k.successor, day);
}

milli_days goal_bound::chain_value(std::size_t const k, unsigned const day) const {
  auto best = values_[k * (base_.starts.size() + 1U) + base_.start_index(day)];
  for (auto const& way : by_procedure_[k]) {
    auto const& a = base_.p.procedures[way.procedure];
    auto const start = std::max(day, unsigned{way.earliest});
    if (start <= a.latest) {
      best = std::min(best, way.share + after(marks_[k], start + a.effect));
    }
  }
  return best;
}

void goal_bound::fill_tables() {
  auto const width = base_.starts.size() + 1U;
  values_.assign(marks_.size() * width, kUnreachable);
  cheapest_.assign(marks_.size() * width, kUnreachable);
  chain_cheapest_.resize(marks_.size() * width);
  by_procedure_.resize(marks_.size());
  for (auto k = marks_.size(); k-- > 0U;) {
    auto const f = marks_[k].fact;
    auto cheapest_procedure = kUnreachable;
    for (auto const id : base_.by.procedures(f)) {
      auto const& a = base_.p.procedures[id];
      auto earliest = a.earliest;
      for (auto const need : base_.p.needs(a)) {
        earliest = std::max(earliest, base_.earliest[need]);
      }
      if (earliest <= a.latest) {
        by_procedure_[k].push_back({id, earliest, share(a)});
        cheapest_procedure = std::min(cheapest_procedure, share(a));
      }
    }
    auto* const value = values_.data() + k * width;
    auto* const cheapest = cheapest_.data() + k * width;
    cheapest[width - 1U] = cheapest_procedure;
    auto const sessions = base_.by.sessions(f);
    auto next = sessions.size();
    for (auto i = base_.starts.size(); i-- > 0U;) {
      value[i] = value[i + 1U];
      cheapest[i] = cheapest[i + 1U];
      for (; next != 0U && base_.p.sessions[sessions[next - 1U]].earliest == base_.starts[i]; --next) {
        auto const& s = base_.p.sessions[sessions[next - 1U]];
        auto const part = share(s);
        value[i] = std::min(value[i], part + after(marks_[k], unsigned{s.earliest} + s.effect));
        cheapest[i] = std::min(cheapest[i], part);
      }
    }
    auto* const chain = chain_cheapest_.data() + k * width;
    auto const* const then =
        marks_[k].successor == kGoal ? nullptr : chain_cheapest_.data() + marks_[k].successor * width;
    for (auto i = std::size_t{0U}; i != width; ++i) {
      chain[i] = cheapest[i] + (then == nullptr ? 0 : then[i]);
    }
  }
}

unsigned goal_bound::held_from(std::size_t const fact, label_day const tau, unsigned const clock) const {
  auto const day = static_cast<unsigned>(tau);
  return day <= clock ? day : std::min(day, base_.earliest_effect(fact, clock));
}

milli_days goal_bound::operator()(label_day const* const tau, unsigned const clock) const {
  auto const width = base_.starts.size() + 1U;
  auto const i = base_.start_index(clock);
  auto open = std::uint64_t{0U};
  auto late = std::uint64_t{0U};  // held, but only from a day after the clock
  auto all_cheapest = milli_days{0};
  for (auto k = std::size_t{0U}; k != marks_.size(); ++k) {
    auto const day = tau[marks_[k].fact];
    if (day == kOpen) {
      open |= std::uint64_t{1U} << k;
      all_cheapest += cheapest_[k * width + i];
    } else if (static_cast<unsigned>(day) > clock) {
      late |= std::uint64_t{1U} << k;
    }
  }
  auto goal_day = 0U;
  for (auto const f : goal_facts_) {
    if (tau[f] != kOpen) {
      goal_day = std::max(goal_day, held_from(f, tau[f], clock));
    }
  }
  if (all_cheapest >= kUnreachable) {
    return kUnreachable;
  }
  auto best = days_.from(goal_day) + all_cheapest;
  for (auto rest = open; rest != 0U; rest &= rest - 1U) {
    auto const k = static_cast<std::size_t>(std::countr_zero(rest));
    auto const& mark = marks_[k];
    // One that follows an open landmark is in its chain, and says more only if something else holds it up.
    auto const held_up = mark.before & late;
    auto skip = false;
    for (auto first = mark.follows & open; first != 0U && !skip; first &= first - 1U) {
      skip = (marks_[static_cast<std::size_t>(std::countr_zero(first))].before & late) == held_up;
    }
    if (skip) {
      continue;
    }
    auto from = clock;
    for (auto held = held_up; held != 0U; held &= held - 1U) {
      auto const fact = marks_[static_cast<std::size_t>(std::countr_zero(held))].fact;
      from = std::max(from, held_from(fact, tau[fact], clock));
    }
    // While k is open, so is everything that follows it.
    best = std::max(best, chain_value(k, from) + all_cheapest - chain_cheapest_[k * width + i]);
  }
  return std::min(best, kUnreachable);
}

milli_days goal_bound::through(action const& a, milli_days const root) const {
  auto const width = base_.starts.size() + 1U;
  auto all_cheapest = milli_days{0};
  for (auto k = std::size_t{0U}; k != marks_.size(); ++k) {
    all_cheapest += cheapest_[k * width];
  }
  if (all_cheapest >= kUnreachable) {
    return kUnreachable;
  }
  auto best = kUnreachable;
  auto marks = false;
  auto others = false;
  for (auto const f : base_.p.gives(a)) {
    if (position_[f] == 0U) {
      others = true;
      continue;
    }
    marks = true;
    auto const k = std::size_t{position_[f]} - 1U;
    best = std::min(
        best, share(a) + after(marks_[k], unsigned{a.earliest} + a.effect) + all_cheapest - chain_cheapest_[k * width]);
  }
  // For a fact that some plans do without, the action comes on top of all landmarks.
  return others ? std::min(best, root + (marks ? 0 : a.price)) : best;
}

}  // namespace foothold
