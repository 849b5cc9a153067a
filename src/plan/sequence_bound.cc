#include "plan/sequence_bound.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <numeric>
#include <tuple>

namespace foothold {

namespace {

constexpr unsigned kLongDays = 2U;     // shorter ones fit anywhere
constexpr std::size_t kMaxLong = 12U;  // rows of W may double with each
constexpr double kInOrder = 0.75;      // of the other steps let a long fact begin only afterwards

// What a session takes of the week. Atoms after the 64th are left out, which only makes fewer clashes.
struct week_use {
  std::uint64_t atoms{0U};
  unsigned load{0U};
};

week_use use_of(problem const& p, action const& a) {
  auto use = week_use{0U, a.load};
  for (auto const atom : p.atoms(a)) {
    use.atoms |= atom < 64U ? std::uint64_t{1U} << atom : 0U;
  }
  return use;
}

// Days for which the shortest session that gives the fact takes the week; 0 if it comes in another way too.
unsigned shortest(bound_base const& base, std::size_t const fact) {
  auto const ways = base.by.sessions(fact);
  if (base.p.tau[fact] != kNever || !base.by.procedures(fact).empty() || ways.empty()) {
    return 0U;
  }
  auto least = unsigned{kNever};
  for (auto const id : ways) {
    auto const& s = base.p.sessions[id];
    least = std::min(least, s.source == action_source::session ? unsigned{s.busy} : 0U);
  }
  return least;
}

}  // namespace

sequence_base::sequence_base(bound_base const& base_) : base{base_} {
  find_candidates();
  find_steps();
  find_order();
  keep_full_weeks();
  find_kinds();
}

void sequence_base::find_candidates() {
  auto const& p = base.p;
  auto candidates = std::vector<std::pair<unsigned, std::uint16_t>>{};
  for (auto f = std::size_t{0U}; f != p.tau.size(); ++f) {
    if (auto const length = shortest(base, f); length >= kLongDays) {
      candidates.emplace_back(length, static_cast<std::uint16_t>(f));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](auto const& a, auto const& b) { return a.first > b.first; });
  candidates.resize(std::min(candidates.size(), kMaxCandidates));
  for (auto const& [length, fact] : candidates) {
    facts.push_back(fact);
  }
  after.resize(facts.size());
  for (auto i = std::size_t{0U}; i != facts.size(); ++i) {
    for (auto j = std::size_t{0U}; j != facts.size(); ++j) {
      if (i != j && base.marks.test(facts[j], facts[i])) {
        after[i] |= std::uint64_t{1U} << j;
      }
    }
  }
}

void sequence_base::find_steps() {
  auto const& p = base.p;
  auto bit = std::vector<std::uint64_t>(p.tau.size());
  for (auto i = std::size_t{0U}; i != facts.size(); ++i) {
    bit[facts[i]] = std::uint64_t{1U} << i;
  }
  for (auto i = 0U; i != p.sessions.size(); ++i) {
    auto const& s = p.sessions[i];
    auto x = step{};
    for (auto const f : p.gives(s)) {
      x.gives |= bit[f];
    }
    if (x.gives != 0U) {
      x.start = s.earliest;
      x.end = static_cast<plan_day>(s.earliest + s.busy);
      x.first = static_cast<std::uint16_t>(base.start_index(x.start));
      x.then = static_cast<std::uint16_t>(base.start_index(x.end));
      x.session = i;
      steps.push_back(x);
    }
  }
}

// What can begin beside each step. Steps are sorted into classes that use the week alike and give the same; which
// classes begin in a span of days comes from unions over 1, 2, 4, .. distinct starts.
void sequence_base::find_order() {
  auto const& p = base.p;
  struct week_class {
    week_use use;
    std::uint64_t gives;
  };
  auto classes = std::vector<week_class>{};
  auto class_of = std::vector<std::uint32_t>{};
  auto known = std::map<std::tuple<std::uint64_t, unsigned, std::uint64_t>, std::uint32_t>{};
  for (auto const& x : steps) {
    auto const use = use_of(p, p.sessions[x.session]);
    auto const [it, fresh] =
        known.try_emplace({use.atoms, use.load, x.gives}, static_cast<std::uint32_t>(classes.size()));
    if (fresh) {
      classes.push_back({use, x.gives});
    }
    class_of.push_back(it->second);
  }
  auto const n = classes.size();
  auto const starts = base.starts.size();
  auto const levels = static_cast<std::size_t>(std::bit_width(starts));
  auto begin =
      std::vector<fact_sets>(levels, fact_sets{starts, n});  // level l, start i: classes of starts [i, i + 2^l)
  for (auto i = std::size_t{0U}; i != steps.size(); ++i) {
    begin[0][steps[i].first][class_of[i] / 64U] |= std::uint64_t{1U} << (class_of[i] % 64U);
  }
  for (auto l = std::size_t{1U}; l < levels; ++l) {
    auto const half = std::size_t{1U} << (l - 1U);
    for (auto i = std::size_t{0U}; i + 2U * half <= starts; ++i) {
      for (auto w = std::size_t{0U}; w != begin[l].words(); ++w) {
        begin[l][i][w] = begin[l - 1U][i][w] | begin[l - 1U][i + half][w];
      }
    }
  }
  // Which classes clash with each: those that share an atom, and those that are too heavy beside it.
  auto with_atom = fact_sets{64U, n};
  auto giving = fact_sets{facts.size(), n};
  auto by_load = std::vector<std::uint32_t>(n);
  std::iota(by_load.begin(), by_load.end(), 0U);
  std::sort(by_load.begin(), by_load.end(),
            [&](auto const i, auto const j) { return classes[i].use.load > classes[j].use.load; });
  auto heaviest = fact_sets{n + 1U, n};  // row k: the k heaviest
  for (auto k = std::size_t{0U}; k != n; ++k) {
    std::copy(heaviest[k].begin(), heaviest[k].end(), heaviest[k + 1U].begin());
    heaviest[k + 1U][by_load[k] / 64U] |= std::uint64_t{1U} << (by_load[k] % 64U);
  }
  for (auto i = std::size_t{0U}; i != n; ++i) {
    for (auto atoms = classes[i].use.atoms; atoms != 0U; atoms &= atoms - 1U) {
      with_atom[static_cast<std::size_t>(std::countr_zero(atoms))][i / 64U] |= std::uint64_t{1U} << (i % 64U);
    }
    for (auto gives = classes[i].gives; gives != 0U; gives &= gives - 1U) {
      giving[static_cast<std::size_t>(std::countr_zero(gives))][i / 64U] |= std::uint64_t{1U} << (i % 64U);
    }
  }
  auto clashing = fact_sets{n, n};
  for (auto i = std::size_t{0U}; i != n; ++i) {
    auto const& use = classes[i].use;
    auto const lighter = std::partition_point(by_load.begin(), by_load.end(), [&](auto const j) {
      return use.load != 0U && classes[j].use.load != 0U && use.load + classes[j].use.load > p.load_cap;
    });
    auto const row = clashing[i];
    auto const heavy = heaviest[static_cast<std::size_t>(lighter - by_load.begin())];
    std::copy(heavy.begin(), heavy.end(), row.begin());
    for (auto atoms = use.atoms; atoms != 0U; atoms &= atoms - 1U) {
      auto const others = with_atom[static_cast<std::size_t>(std::countr_zero(atoms))];
      std::transform(row.begin(), row.end(), others.begin(), row.begin(), std::bit_or<>{});
    }
  }
  for (auto i = std::size_t{0U}; i != steps.size(); ++i) {
    auto& x = steps[i];
    auto const span = std::max<std::size_t>(std::size_t{x.then} - x.first, 1U);
    auto const l = static_cast<std::size_t>(std::bit_width(span)) - 1U;
    auto const from = begin[l][x.first];
    auto const to = begin[l][x.first + span - (std::size_t{1U} << l)];
    auto const clash = clashing[class_of[i]];
    for (auto f = std::size_t{0U}; f != facts.size(); ++f) {
      auto any = std::uint64_t{0U};
      for (auto w = std::size_t{0U}; w != clash.size(); ++w) {
        any |= (from[w] | to[w]) & ~clash[w] & giving[f][w];
      }
      x.blocks |= std::uint64_t{any == 0U ? 1U : 0U} << f;
    }
    for (auto gives = x.gives; gives != 0U && p.sessions[x.session].gives_count != 1U; gives &= gives - 1U) {
      auto const f = static_cast<std::size_t>(std::countr_zero(gives));
      x.unsure |= std::uint64_t{base.earliest_effect(facts[f], x.start) < x.end ? 1U : 0U} << f;
    }
  }
}

// Facts that mostly fit beside the others tell nothing about order: they go, the worst first.
void sequence_base::keep_full_weeks() {
  auto const n = facts.size();
  auto share = std::vector<double>(n * n);  // of the steps for i: how many let j begin only afterwards
  auto ways = std::vector<double>(n);
  for (auto const& x : steps) {
    for (auto gives = x.gives; gives != 0U; gives &= gives - 1U) {
      auto const i = static_cast<std::size_t>(std::countr_zero(gives));
      ways[i] += 1.0;
      for (auto in_order = x.blocks | after[i]; in_order != 0U; in_order &= in_order - 1U) {
        share[i * n + static_cast<std::size_t>(std::countr_zero(in_order))] += 1.0;
      }
    }
  }
  auto kept = (std::uint64_t{1U} << n) - 1U;
  auto const fits = [&](std::size_t const j) {
    auto sum = 0.0;
    auto count = 0.0;
    for (auto i = std::size_t{0U}; i != n; ++i) {
      if (i != j && ((kept >> i) & 1U) != 0U && (after[j] >> i & 1U) == 0U) {
        sum += share[i * n + j] / ways[i];
        count += 1.0;
      }
    }
    return count == 0.0 ? 1.0 : sum / count;
  };
  for (;;) {
    auto worst = n;
    auto least = static_cast<std::size_t>(std::popcount(kept)) > kMaxLong ? 2.0 : kInOrder;
    for (auto j = std::size_t{0U}; j != n; ++j) {
      if (((kept >> j) & 1U) != 0U && fits(j) < least) {
        least = fits(j);
        worst = j;
      }
    }
    if (worst == n) {
      break;
    }
    kept &= ~(std::uint64_t{1U} << worst);
  }
  auto const compress = [&](std::uint64_t const bits) {
    auto out = std::uint64_t{0U};
    auto to = 0U;
    for (auto rest = kept; rest != 0U; rest &= rest - 1U, ++to) {
      out |= ((bits >> std::countr_zero(rest)) & 1U) << to;
    }
    return out;
  };
  auto to = std::size_t{0U};
  for (auto i = std::size_t{0U}; i != n; ++i) {
    if (((kept >> i) & 1U) != 0U) {
      facts[to] = facts[i];
      after[to] = compress(after[i]);
      ++to;
    }
  }
  facts.resize(to);
  after.resize(to);
  std::erase_if(steps, [&](step& x) {
    x.gives = compress(x.gives);
    x.blocks = compress(x.blocks);
    x.unsure = compress(x.unsure);
    return x.gives == 0U;
  });
}

void sequence_base::find_kinds() {
  auto const& p = base.p;
  auto const key = [&](step const& x) {
    auto const& s = p.sessions[x.session];
    return std::tuple{x.gives, s.needs, s.needs_count, s.gives_count};
  };
  std::stable_sort(steps.begin(), steps.end(), [&](step const& a, step const& b) { return key(a) < key(b); });
  step_of.resize(p.sessions.size());
  for (auto i = 0U; i != steps.size(); ++i) {
    if (i == 0U || key(steps[i - 1U]) != key(steps[i])) {
      kinds.push_back({i, i, steps[i].gives, p.sessions[steps[i].session].gives_count == 1U});
    }
    kinds.back().last = i + 1U;
    step_of[steps[i].session] = i + 1U;
  }
}

sequence_bound::sequence_bound(sequence_base const& shared, goal_family const& goal)
    : shared_{shared}, base_{shared.base}, earliest_{goal.earliest}, latest_{goal.latest}, bits_{shared.facts} {
  auto const& p = base_.p;
  auto const n = p.tau.size();
  // What matters for the goal, and what every plan makes true.
  auto relevant = std::vector<bool>(n);
  auto mark = std::vector<bool>(n);
  auto open = std::vector<std::uint16_t>{};
  auto const want = [&](std::uint16_t const f) {
    if (!relevant[f]) {
      relevant[f] = true;
      open.push_back(f);
    }
  };
  for (auto const f : goal.needs) {
    earliest_ = std::max(earliest_, unsigned{base_.earliest[f]});
    want(f);
    for (auto g = std::size_t{0U}; g != n; ++g) {
      mark[g] = mark[g] || base_.marks.test(f, g);
    }
  }
  while (!open.empty()) {
    auto const f = open.back();
    open.pop_back();
    auto last = UINT32_MAX;
    for (auto const id : base_.by.sessions(f)) {
      auto const& s = p.sessions[id];
      if (s.needs != last) {
        last = s.needs;
        std::ranges::for_each(p.needs(s), want);
      }
    }
    for (auto const id : base_.by.procedures(f)) {
      std::ranges::for_each(p.needs(p.procedures[id]), want);
    }
  }
  counted_.resize(n);
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
      continue;
    }
    // Care is left to the chains: there are many places, and each is a way to many facts.
    auto free = false;
    for (auto const id : base_.by.sessions(f)) {
      free = free || p.sessions[id].price == 0 || p.sessions[id].source == action_source::childcare;
    }
    for (auto const id : base_.by.procedures(f)) {
      free = free || p.procedures[id].price == 0;
    }
    if (!free && bits_.size() != 64U) {
      counted_[f] = {counted::as::bit, static_cast<std::uint16_t>(bits_.size())};
      bits_.push_back(static_cast<std::uint16_t>(f));
    }
  }
  auto const width = base_.starts.size() + 1U;
  auto const column = [&](std::size_t const fact, milli_days* const out) {
    auto procedure = kUnreachable;
    for (auto const id : base_.by.procedures(fact)) {
      procedure = std::min(procedure, share(p.procedures[id]));
    }
    std::fill(out, out + width, procedure);
    for (auto const id : base_.by.sessions(fact)) {
      auto const& s = p.sessions[id];
      auto& cell = out[base_.start_index(s.earliest)];
      cell = std::min(cell, share(s));
    }
    for (auto i = width - 1U; i-- > 0U;) {
      out[i] = std::min(out[i], out[i + 1U]);
    }
  };
  mark_cheapest_.resize(marks_.size() * width);
  for (auto i = std::size_t{0U}; i != marks_.size(); ++i) {
    column(marks_[i], mark_cheapest_.data() + i * width);
  }
  auto scratch = std::vector<milli_days>(width);
  for (auto const f : bits_) {
    column(f, scratch.data());
    cheapest_.push_back(scratch.front());
  }
  for (auto const& x : shared_.steps) {
    shares_.push_back(share(p.sessions[x.session]) * std::popcount(x.gives));
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

milli_days sequence_bound::goal_time(unsigned const day) const {
  auto const at = std::max(day, earliest_);
  return at > latest_ ? kUnreachable : milli_days{at} * kMilliDaysPerDay;
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
  if (known_.size() >= kMaxRows) {
    return kTooMany;
  }
  known_.emplace(held, kTooMany);
  auto values = std::vector<milli_days>(width, kUnreachable);
  for_each_step(held,
                [&](std::size_t const i, milli_days const value, std::uint32_t, std::size_t, milli_days const rest) {
                  auto const first = shared_.steps[i].first;
                  values[first] = std::min(values[first], value + rest);
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
void sequence_bound::for_each_step(std::uint64_t const held, Use const& use) {
  auto const width = base_.starts.size() + 1U;
  auto const longs = (std::uint64_t{1U} << shared_.facts.size()) - 1U;
  for (auto k = std::size_t{0U}; k != shared_.kinds.size(); ++k) {
    auto const& kind = shared_.kinds[k];
    auto const missing = needs_[k] & ~held;
    auto const fresh = kind.gives & long_ & ~held;
    if (fresh == 0U || (missing & longs) != 0U) {
      continue;
    }
    auto cost = milli_days{0};
    for (auto open = missing; open != 0U; open &= open - 1U) {
      cost += cheapest_[static_cast<std::size_t>(std::countr_zero(open))];
    }
    // What another session may give sooner is left to that one, or not.
    auto const optional = kind.single ? 0U : fresh;
    for (auto left = optional;; left = (left - 1U) & optional) {
      if (left != fresh) {
        auto const done = held | (fresh & ~left) | missing;
        auto const then = row(done);
        auto const after_it = then == kComplete ? 0 : rest(done);
        auto const* const values = then < kTooMany ? rows_.data() + then * width : nullptr;
        auto const open = long_ & ~done;
        for (auto i = kind.first; i != kind.last; ++i) {
          auto const& x = shared_.steps[i];
          auto remaining = goal_time(x.end);
          if ((left & ~x.unsure) != 0U || remaining >= kUnreachable) {
            continue;
          }
          auto in_order = x.blocks;
          for (auto sure = kind.single ? fresh : fresh & ~x.unsure; sure != 0U; sure &= sure - 1U) {
            in_order |= shared_.after[static_cast<std::size_t>(std::countr_zero(sure))];
          }
          auto const at = (open & ~in_order) == 0U ? x.then : x.first;
          remaining += after_it;
          if (values != nullptr) {
            remaining = std::max(remaining, values[at]);
          }
          if (remaining < kUnreachable) {
            use(i, cost + shares_[i], then, at, remaining);
          }
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
    for_each_step(held_[r], [&](std::size_t const k, milli_days const value, std::uint32_t const then,
                                std::size_t const at, milli_days const rest) {
      auto const sum = here[shared_.steps[k].first] + value;
      best[k] = std::min(best[k], sum + rest);
      complete = complete && then != kTooMany;
      if (then < kTooMany) {
        forward[then * width + at] = std::min(forward[then * width + at], sum);
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
      out[i] = best[number - 1U];
      // A fact that only some plans need may come after all that the sequence asks for: then on top of it.
      if ((shared_.steps[number - 1U].gives & long_ & ~needed_) != 0U) {
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
  auto from = clock;
  auto const open = long_ & ~held;
  for (auto const session : running) {
    if (session >= shared_.step_of.size()) {
      break;
    }
    auto const number = shared_.step_of[session];
    if (number == 0U) {
      continue;
    }
    auto const& x = shared_.steps[number - 1U];
    if (x.end <= from) {
      continue;
    }
    auto in_order = x.blocks;
    auto const& s = base_.p.sessions[session];
    for (auto facts = x.gives; facts != 0U; facts &= facts - 1U) {
      auto const i = static_cast<std::size_t>(std::countr_zero(facts));
      auto const f = shared_.facts[i];
      // A session whose only fact comes sooner by another one is in no best plan.
      auto const final = (s.gives_count == 1U && s.price > 0) || base_.earliest_effect(f, clock) >= x.end;
      if (static_cast<unsigned>(tau[f]) == x.end && final) {
        in_order |= shared_.after[i];
      }
    }
    if ((open & ~in_order) == 0U) {
      from = x.end;
    }
  }
  auto const width = base_.starts.size() + 1U;
  auto const i = base_.start_index(clock);
  auto sum = rows_[id * width + base_.start_index(from)];
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
