#include "plan/sequence_bound.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace foothold {

namespace {

// Facts that some way to the goal needs.
std::vector<bool> relevant_facts(bound_base const& base, goal_family const& goal) {
  auto relevant = std::vector<bool>(base.p.tau.size());
  auto open = std::vector<std::uint16_t>{};
  auto const want = [&](std::uint16_t const f) {
    if (!relevant[f]) {
      relevant[f] = true;
      open.push_back(f);
    }
  };
  std::ranges::for_each(goal.needs, want);
  while (!open.empty()) {
    auto const f = open.back();
    open.pop_back();
    auto last = std::pair{UINT32_MAX, std::uint16_t{0U}};  // sessions of one offer share their needs
    for (auto const id : base.by.sessions(f)) {
      auto const& s = base.p.sessions[id];
      if (auto const range = std::pair{s.needs, s.needs_count}; range != last) {
        last = range;
        std::ranges::for_each(base.p.needs(s), want);
      }
    }
    for (auto const id : base.by.procedures(f)) {
      std::ranges::for_each(base.p.needs(base.p.procedures[id]), want);
    }
  }
  return relevant;
}

// Care is left to the chains: there are many places, and each is a way to many facts.
bool comes_free_or_by_care(bound_base const& base, std::size_t const fact) {
  auto const& p = base.p;
  return std::ranges::any_of(base.by.sessions(fact),
                             [&](auto const id) {
                               auto const& s = p.sessions[id];
                               return s.price == 0 || s.source == action_source::childcare;
                             }) ||
         std::ranges::any_of(base.by.procedures(fact), [&](auto const id) { return p.procedures[id].price == 0; });
}

}  // namespace

sequence_bound::sequence_bound(sequence_base const& shared, goal_family const& goal)
    : shared_{shared},
      base_{shared.base},
      days_{shared.base, goal},
      bits_{shared.facts},
      counted_(shared.base.p.tau.size()) {
  count_facts(goal);
  fill_prices();
}

// Which facts are long and matter, which every plan makes true, and which cost something only on some ways.
void sequence_bound::count_facts(goal_family const& goal) {
  auto const& p = base_.p;
  auto const n = p.tau.size();
  auto const relevant = relevant_facts(base_, goal);
  auto mark = std::vector<bool>(n);
  for (auto f = std::size_t{0U}; f != n; ++f) {
    mark[f] = std::ranges::any_of(goal.needs, [&](auto const need) { return base_.marks.test(need, f); });
  }
  for (auto i = std::size_t{0U}; i != shared_.facts.size(); ++i) {
    auto const f = shared_.facts[i];
    counted_[f] = {counted::as::bit, static_cast<std::uint16_t>(i)};
    long_ |= relevant[f] ? std::uint64_t{1U} << i : 0U;
    needed_ |= mark[f] ? std::uint64_t{1U} << i : 0U;
  }
  for (auto f = std::size_t{0U}; f != n; ++f) {
    if (counted_[f].how != counted::as::nothing || p.tau[f] != kNever || !relevant[f]) {
      continue;
    }
    if (mark[f]) {
      counted_[f] = {counted::as::mark, static_cast<std::uint16_t>(marks_.size())};
      marks_.push_back(static_cast<std::uint16_t>(f));
    } else if (!comes_free_or_by_care(base_, f) && bits_.size() != 64U) {
      counted_[f] = {counted::as::bit, static_cast<std::uint16_t>(bits_.size())};
      bits_.push_back(static_cast<std::uint16_t>(f));
    }
  }
}

// By distinct start: the least share of the price of an action for the fact that starts there or later.
std::vector<milli_days> sequence_bound::cheapest_shares(std::size_t const fact) const {
  auto const& p = base_.p;
  auto procedure = kUnreachable;
  for (auto const id : base_.by.procedures(fact)) {
    procedure = std::min(procedure, share(p.procedures[id]));
  }
  auto out = std::vector<milli_days>(base_.starts.size() + 1U, procedure);
  for (auto const id : base_.by.sessions(fact)) {
    auto const& s = p.sessions[id];
    auto& cell = out[base_.start_index(s.earliest)];
    cell = std::min(cell, share(s));
  }
  for (auto i = out.size() - 1U; i-- > 0U;) {
    out[i] = std::min(out[i], out[i + 1U]);
  }
  return out;
}

void sequence_bound::fill_prices() {
  auto const& p = base_.p;
  for (auto const f : marks_) {
    auto const row = cheapest_shares(f);
    mark_cheapest_.insert(mark_cheapest_.end(), row.begin(), row.end());
  }
  for (auto const f : bits_) {
    cheapest_.push_back(cheapest_shares(f).front());
  }
  for (auto const& x : shared_.steps) {
    shares_.push_back(share(p.sessions[x.session]) * std::popcount(x.gives));
  }
  for (auto const f : shared_.facts) {
    auto bits = std::uint64_t{0U};
    for (auto i = std::size_t{0U}; i != bits_.size(); ++i) {
      bits |= std::uint64_t{bits_[i] != f && base_.marks.test(f, bits_[i]) ? 1U : 0U} << i;
    }
    before_.push_back(bits);
  }
  for (auto const& kind : shared_.kinds) {
    auto const needs = p.needs(p.sessions[shared_.steps[kind.first].session]);
    auto bits = std::uint64_t{0U};
    for (auto i = std::size_t{0U}; i != bits_.size(); ++i) {
      if (std::ranges::any_of(needs, [&](auto const need) { return base_.marks.test(need, bits_[i]); })) {
        bits |= std::uint64_t{1U} << i;
      }
    }
    needs_.push_back(bits);
  }
}

milli_days sequence_bound::share(action const& a) const {
  auto parts = milli_days{0};
  for (auto const f : base_.p.gives(a)) {
    parts += counted_[f].how != counted::as::nothing ? 1 : 0;
  }
  return a.price / std::max(parts, milli_days{1});
}

// The cheapest shares of the long facts that are missing.
milli_days sequence_bound::rest(std::uint64_t const held) const {
  auto sum = milli_days{0};
  for (auto open = needed_ & ~held; open != 0U; open &= open - 1U) {
    sum += cheapest_[static_cast<std::size_t>(std::countr_zero(open))];
  }
  return sum;
}

std::uint32_t sequence_bound::row(std::uint64_t const held) {
  if ((needed_ & ~held) == 0U) {
    return kComplete;
  }
  if (auto const it = known_.find(held); it != known_.end()) {
    return it->second;
  }
  auto const width = base_.starts.size() + 1U;
  if (known_.size() >= kMaxRows || known_.size() * width >= kMaxCells) {
    return kTooMany;
  }
  known_.emplace(held, kTooMany);
  auto values = std::vector<milli_days>(width, kUnreachable);
  for_each_step(held, [&](step_use const& use) {
    auto& cell = values[shared_.steps[use.step].first];
    cell = std::min(cell, use.cost + use.rest);
  });
  for (auto i = width - 1U; i-- > 0U;) {
    values[i] = std::min(values[i], values[i + 1U]);
  }
  auto const id = static_cast<std::uint32_t>(rows_.size() / width);
  rows_.insert(rows_.end(), values.begin(), values.end());
  held_.push_back(held);
  known_[held] = id;
  return id;
}

template <typename Use>
void sequence_bound::for_each_beside(std::uint64_t const held, std::uint64_t const beside, Use const& use) const {
  auto const longs = (std::uint64_t{1U} << shared_.facts.size()) - 1U;
  for (auto set = beside;; set = (set - 1U) & beside) {
    auto then = held | set;
    for (auto rest = set; rest != 0U; rest &= rest - 1U) {
      then |= before_[static_cast<std::size_t>(std::countr_zero(rest))];
    }
    // What must come before one of them is held, or among them.
    if ((then & longs & ~(held | set)) == 0U) {
      auto cost = milli_days{0};
      for (auto open = then & ~held; open != 0U; open &= open - 1U) {
        cost += cheapest_[static_cast<std::size_t>(std::countr_zero(open))];
      }
      use(set, cost, then);
    }
    if (set == 0U) {
      break;
    }
  }
}

template <typename Use>
void sequence_bound::for_each_step(std::uint64_t const held, Use const& use) {
  auto const width = base_.starts.size() + 1U;
  auto const longs = (std::uint64_t{1U} << shared_.facts.size()) - 1U;
  struct place {
    std::uint64_t done;
    std::uint32_t then;
    milli_days rest;
  };
  auto places = std::vector<place>{};  // rows that steps of one kind lead to
  auto const find = [&](std::uint64_t const done) -> place const& {
    auto const at = std::ranges::find(places, done, &place::done);
    if (at != places.end()) {
      return *at;
    }
    auto const then = row(done);
    return places.emplace_back(place{done, then, then == kComplete ? 0 : rest(done)});
  };
  for (auto k = std::size_t{0U}; k != shared_.kinds.size(); ++k) {
    auto const& kind = shared_.kinds[k];
    auto const missing = needs_[k] & ~held;
    auto const fresh = kind.gives & long_ & ~held;
    if (fresh == 0U || (missing & longs) != 0U) {
      continue;
    }
    places.clear();
    auto cost = milli_days{0};
    for (auto open = missing; open != 0U; open &= open - 1U) {
      cost += cheapest_[static_cast<std::size_t>(std::countr_zero(open))];
    }
    // What another session may give sooner is left to that one, or not.
    auto const optional = kind.single ? 0U : fresh;
    for (auto left = optional;; left = (left - 1U) & optional) {
      for (auto i = kind.first; left != fresh && i != kind.last; ++i) {
        auto const& x = shared_.steps[i];
        auto const end = days_.from(x.end);
        if ((left & ~x.unsure) != 0U || end >= kUnreachable) {
          continue;
        }
        auto const done = held | (fresh & ~left) | missing;
        auto in_order = x.blocks;
        for (auto sure = kind.single ? fresh : fresh & ~x.unsure; sure != 0U; sure &= sure - 1U) {
          in_order |= shared_.after[static_cast<std::size_t>(std::countr_zero(sure))];
        }
        auto const beside = long_ & ~done & ~in_order;
        auto const go_on = [&](std::uint64_t const set, milli_days const more, std::uint64_t const held_then,
                               std::size_t const at, milli_days const least = 0) {
          auto const& to = find(held_then);
          auto remaining = std::max(end + to.rest, least);
          if (to.then < kTooMany) {
            remaining = std::max(remaining, rows_[to.then * width + at]);
          }
          if (remaining < kUnreachable) {
            use(step_use{i, cost + shares_[i] + more, to.then, at, remaining, set});
          }
        };
        if (std::popcount(beside) > kMaxBeside) {
          // Too many to try each set: as if all of them came for nothing.
          auto const& after_all = find(done | beside);
          auto const all = after_all.then < kTooMany ? rows_[after_all.then * width + x.then] : end;
          go_on(0U, 0, done, x.first, all);
        } else {
          for_each_beside(done, beside, [&](std::uint64_t const set, milli_days const more, std::uint64_t const with) {
            go_on(set, more, with, x.then);
          });
        }
      }
      if (left == 0U) {
        break;
      }
    }
  }
}

std::uint64_t sequence_bound::held_in(label_day const* const tau) const {
  auto held = std::uint64_t{0U};
  for (auto i = std::size_t{0U}; i != bits_.size(); ++i) {
    held |= std::uint64_t{tau[bits_[i]] != kOpen ? 1U : 0U} << i;
  }
  return held & (long_ | ~((std::uint64_t{1U} << shared_.facts.size()) - 1U));
}

std::vector<milli_days> sequence_bound::through(label_day const* const tau) {
  auto const& p = base_.p;
  auto out = std::vector<milli_days>(p.sessions.size(), 0);
  auto const root = row(held_in(tau));
  if (root == kComplete || root == kTooMany) {
    return out;
  }
  auto const width = base_.starts.size() + 1U;
  auto marks = milli_days{0};
  for (auto k = std::size_t{0U}; k != marks_.size(); ++k) {
    marks += tau[marks_[k]] == kOpen ? mark_cheapest_[k * width] : 0;
  }
  auto const total = std::min(rows_[root * width] + marks, kUnreachable);
  // Rows are made after those that follow them, so the way forward is from the last to the first.
  auto forward = std::vector<milli_days>(rows_.size(), kUnreachable);
  auto best = std::vector<milli_days>(shared_.steps.size(), kUnreachable);
  auto best_beside = std::vector<milli_days>(shared_.facts.size(), kUnreachable);  // made true beside another one
  forward[root * width] = marks;
  auto complete = true;
  for (auto r = std::size_t{root} + 1U; r-- > 0U && complete;) {
    auto* const here = forward.data() + r * width;
    for (auto i = std::size_t{1U}; i != width; ++i) {
      here[i] = std::min(here[i], here[i - 1U]);
    }
    if (here[width - 1U] >= kUnreachable) {
      continue;
    }
    for_each_step(held_[r], [&](step_use const& use) {
      auto const sum = here[shared_.steps[use.step].first] + use.cost;
      best[use.step] = std::min(best[use.step], sum + use.rest);
      for (auto set = use.beside; set != 0U; set &= set - 1U) {
        auto& cell = best_beside[static_cast<std::size_t>(std::countr_zero(set))];
        cell = std::min(cell, sum + use.rest);
      }
      complete = complete && use.then != kTooMany;
      if (use.then < kTooMany) {
        auto& cell = forward[use.then * width + use.at];
        cell = std::min(cell, sum);
      }
    });
  }
  if (!complete) {
    return out;
  }
  for (auto i = std::size_t{0U}; i != p.sessions.size(); ++i) {
    auto const& s = p.sessions[i];
    out[i] = kUnreachable;
    if (auto const number = shared_.step_of[i]; number != 0U) {
      auto const& x = shared_.steps[number - 1U];
      out[i] = best[number - 1U];
      for (auto gives = x.gives; gives != 0U; gives &= gives - 1U) {
        auto const f = static_cast<std::size_t>(std::countr_zero(gives));
        out[i] = std::min(out[i], best_beside[f] - cheapest_[f] + shares_[number - 1U] / std::popcount(x.gives));
      }
      // A fact that only some plans need may come after all that the sequence asks for: then on top of it.
      if ((x.gives & long_ & ~needed_) != 0U) {
        out[i] = std::min(out[i], total + shares_[number - 1U]);
      }
    }
    // For another fact the session replaces the cheapest way to it, or comes on top.
    auto const part = share(s);
    for (auto const f : p.gives(s)) {
      auto const& c = counted_[f];
      if (c.how == counted::as::mark) {
        out[i] = std::min(out[i], total - mark_cheapest_[c.at * width] + part);
      } else if (c.how == counted::as::nothing) {
        out[i] = std::min(out[i], total);
      } else if (c.at >= shared_.facts.size()) {
        out[i] = std::min(out[i], total - cheapest_[c.at] + part);
      }
    }
  }
  return out;
}

milli_days sequence_bound::operator()(label_day const* const tau, unsigned const clock,
                                      running_sessions const running) {
  auto const held = held_in(tau);
  auto const id = row(held);
  if (id == kComplete || id == kTooMany) {
    return 0;
  }
  auto const width = base_.starts.size() + 1U;
  auto const i = base_.start_index(clock);
  auto sum = rows_[id * width + i];
  auto const open = long_ & ~held;
  for (auto const session : running) {
    if (session >= shared_.step_of.size() || sum >= kUnreachable) {
      break;
    }
    auto const number = shared_.step_of[session];
    if (number == 0U || shared_.steps[number - 1U].end <= clock) {
      continue;
    }
    auto const& x = shared_.steps[number - 1U];
    auto in_order = x.blocks;
    auto const& s = base_.p.sessions[session];
    for (auto facts = x.gives; facts != 0U; facts &= facts - 1U) {
      auto const k = static_cast<std::size_t>(std::countr_zero(facts));
      auto const f = shared_.facts[k];
      // A session whose only fact comes sooner by another one is in no best plan.
      auto const final = (s.gives_count == 1U && s.price > 0) || base_.earliest_effect(f, clock) >= x.end;
      if (static_cast<unsigned>(tau[f]) == x.end && final) {
        in_order |= shared_.after[k];
      }
    }
    auto const beside = open & ~in_order;
    if (std::popcount(beside) > kMaxBeside) {
      continue;
    }
    // What begins while x runs is among the facts beside it; everything else begins at its end.
    auto least = kUnreachable;
    for_each_beside(held, beside, [&](std::uint64_t, milli_days const more, std::uint64_t const with) {
      auto const then = row(with);
      auto const rest_then = then < kTooMany     ? rows_[then * width + x.then]
                             : then == kComplete ? days_.from(clock)
                                                 : rest(with);
      least = std::min(least, more + rest_then);
    });
    sum = std::max(sum, least);
  }
  if (sum >= kUnreachable) {
    return kUnreachable;
  }
  for (auto k = std::size_t{0U}; k != marks_.size(); ++k) {
    if (tau[marks_[k]] == kOpen) {
      sum += mark_cheapest_[k * width + i];
    }
  }
  return std::min(sum, kUnreachable);
}

}  // namespace foothold
