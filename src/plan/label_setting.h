#pragma once
// One round of the exact search (search.h): labels of a given width over a problem and its bounds. Private to src/plan.

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>
#include <vector>

#include "plan/label_store.h"
#include "plan/presolve.h"
#include "plan/problem_bounds.h"
#include "plan/search.h"

namespace foothold {

// glance: stops at the limit with nothing more. dive: any plan, soon. proof: the best plan; at the limit some plan.
enum class search_pace : std::uint8_t { glance, dive, proof };

struct search_round {
  search_pace pace{search_pace::proof};
  std::uint32_t label_limit{0U};
  milli_days upper_bound{INT64_MAX};
};

// Widths of a label. What does not fit is solved again with the next wider one.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
class label_setting {
public:
  label_setting(presolved const& w, problem_bounds& bounds, search_options const& options, search_round const& round)
      : w_{w}, p_{w.p}, bounds_{bounds}, options_{options}, round_{round}, best_{round.upper_bound} {}

  // Nothing when a label needed more running loads than fit.
  std::optional<search_result> run();

private:
  using store = label_store<Facts, Atoms, Loads>;
  using label = typename store::label;
  using summary = typename store::summary;
  using bounded = problem_bounds::bounded;

  static constexpr milli_days kFirstHurry = 60;  // days
  static constexpr milli_days kLastHurry = 2;
  static constexpr std::uint64_t kPatience = 20U;  // expansions

  struct open_label {
    milli_days key;
    milli_days order;
    std::uint32_t id;

    // The heap's top is the least order; among equals the youngest, which is nearer to a goal.
    bool operator<(open_label const& other) const { return order != other.order ? order > other.order : id < other.id; }
  };

  void make_root();
  void expand(open_label top);
  enum class attempt : std::uint8_t { not_possible, made, too_narrow };
  attempt try_child(std::uint32_t parent_id, action const& a, std::size_t rank, unsigned start, milli_days key);
  [[nodiscard]] bool may_commit(label const& from, std::size_t session) const;
  [[nodiscard]] bool useful(label const& from, action const& a, unsigned start) const;
  [[nodiscard]] bool free(label const& from, action const& a, unsigned start) const;
  bool apply(label& child, action const& a, unsigned start);
  void finish(label const& l, std::uint32_t parent, std::size_t rank, unsigned start);
  [[nodiscard]] bounded lower_bound(label const& l, unsigned clock, milli_days enough);
  [[nodiscard]] std::uint64_t have(label const& l) const;
  [[nodiscard]] milli_days order_of(milli_days key, std::uint32_t id) const;
  void push(open_label l);
  open_label pop();
  void hurry(milli_days worth);
  search_result result(search_status status) const;

  presolved const& w_;
  problem const& p_;
  problem_bounds& bounds_;
  search_options const& options_;
  search_round const& round_;
  store labels_;
  std::vector<open_label> heap_;
  std::vector<std::pair<position, std::uint32_t>> due_;  // procedures of the label being expanded
  milli_days best_;                                      // least value found, at first the upper bound
  bool found_{false};
  milli_days stopped_at_{INT64_MAX};  // least bound of all that was not explored when the limit was hit
  std::uint32_t best_goal_{0U};
  unsigned best_day_{0U};
  std::uint32_t best_parent_{kRoot};
  std::pair<std::size_t, unsigned> best_last_{0U, 0U};
  milli_days hurry_{0};  // what a fact that holds is worth in the heap's order; 0: the order of the bounds alone
  bool overflow_{false};
  std::uint64_t expanded_{0U}, generated_{0U};
};

// z of the best continuation is at least this; see problem_bounds.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
auto label_setting<Facts, Atoms, Loads>::lower_bound(label const& l, unsigned const clock, milli_days const enough)
    -> bounded {
  if (!options_.bound) {
    auto least = std::min_element(p_.goals.begin(), p_.goals.end(),
                                  [](plan_goal const& a, plan_goal const& b) { return a.offset < b.offset; });
    return {l.cost + least->offset, 0U};
  }
  auto best = bounds_(l.tau.data(), clock, l.running, l.family, enough - l.cost);
  best.value = best.value >= kUnreachable ? kUnreachable : best.value + l.cost;
  return best;
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
std::uint64_t label_setting<Facts, Atoms, Loads>::have(label const& l) const {
  auto bits = std::uint64_t{0U};
  for (auto f = std::size_t{0U}; f != p_.tau.size(); ++f) {
    bits |= std::uint64_t{l.tau[f] != kOpen ? 1U : 0U} << (f % 64U);
  }
  return bits;
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_setting<Facts, Atoms, Loads>::useful(label const& from, action const& a, unsigned const start) const {
  auto const day = static_cast<label_day>(start + a.effect);
  for (auto const f : p_.gives(a)) {
    if (day < from.tau[f]) {
      return true;
    }
  }
  return false;
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_setting<Facts, Atoms, Loads>::free(label const& from, action const& a, unsigned const start) const {
  for (auto const atom : p_.atoms(a)) {
    if (static_cast<unsigned>(from.until[atom]) > start) {
      return false;
    }
  }
  if (a.load == 0U) {
    return true;
  }
  auto running = unsigned{a.load};
  for (auto i = 0U; i != from.loads; ++i) {
    running += static_cast<unsigned>(from.load_end[i]) > start ? from.load[i] : 0U;
  }
  return running <= p_.load_cap;
}

// Returns false when the label is too narrow for one more running load.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_setting<Facts, Atoms, Loads>::apply(label& child, action const& a, unsigned const start) {
  auto const day = static_cast<label_day>(start + a.effect);
  for (auto const f : p_.gives(a)) {
    child.tau[f] = std::min(child.tau[f], day);
  }
  auto const end = static_cast<label_day>(start + a.busy);
  for (auto const atom : p_.atoms(a)) {
    child.until[atom] = end;
  }
  if (a.load == 0U || a.busy == 0U) {
    return true;
  }
  auto kept = 0U;
  auto merged = false;
  for (auto i = 0U; i != child.loads; ++i) {
    if (static_cast<unsigned>(child.load_end[i]) > start) {
      child.load_end[kept] = child.load_end[i];
      child.load[kept] = child.load[i];
      if (child.load_end[kept] == end) {
        child.load[kept] = static_cast<std::uint16_t>(child.load[kept] + a.load);
        merged = true;
      }
      ++kept;
    }
  }
  if (!merged) {
    if (kept == Loads) {
      return false;
    }
    child.load_end[kept] = end;
    child.load[kept] = a.load;
    ++kept;
  }
  child.loads = kept;
  return true;
}

// Records the plan that stops here, for each goal that holds.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
void label_setting<Facts, Atoms, Loads>::finish(label const& l, std::uint32_t const parent, std::size_t const rank,
                                                unsigned const start) {
  auto const hold = [&](auto const& needs) {
    return std::all_of(needs.begin(), needs.end(), [&](auto const need) { return l.tau[need] != kOpen; });
  };
  for (auto const& family : bounds_.families()) {
    if (!hold(family.needs)) {
      continue;
    }
    for (auto const g : family.goals) {
      auto const& goal = p_.goals[g];
      auto const needs = p_.needs(goal);
      if (!hold(needs)) {
        continue;
      }
      auto day = unsigned{goal.earliest};
      for (auto const need : needs) {
        day = std::max(day, static_cast<unsigned>(l.tau[need]));
      }
      auto const value = l.cost + goal.offset + milli_days{day} * p_.day_price;
      if (day <= goal.latest && value < best_) {
        best_ = value;
        found_ = true;
        best_goal_ = g;
        best_day_ = day;
        best_parent_ = parent;
        best_last_ = {rank, start};
      }
    }
  }
}

// In a hurry every fact that holds is worth some days, which leads to some plan soon.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
milli_days label_setting<Facts, Atoms, Loads>::order_of(milli_days const key, std::uint32_t const id) const {
  return key - hurry_ * std::popcount(labels_.summary_of(id).have);
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
void label_setting<Facts, Atoms, Loads>::push(open_label l) {
  l.order = order_of(l.key, l.id);
  heap_.push_back(l);
  std::push_heap(heap_.begin(), heap_.end());
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
auto label_setting<Facts, Atoms, Loads>::pop() -> open_label {
  std::pop_heap(heap_.begin(), heap_.end());
  auto const top = heap_.back();
  heap_.pop_back();
  return top;
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
void label_setting<Facts, Atoms, Loads>::hurry(milli_days const worth) {
  hurry_ = worth;
  for (auto& l : heap_) {
    l.order = order_of(l.key, l.id);
  }
  std::make_heap(heap_.begin(), heap_.end());
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
auto label_setting<Facts, Atoms, Loads>::try_child(std::uint32_t const parent_id, action const& a,
                                                   std::size_t const rank, unsigned const start, milli_days const key)
    -> attempt {
  auto const& parent = labels_[parent_id];
  if (!useful(parent, a, start) || !free(parent, a, start)) {
    return attempt::not_possible;
  }
  ++generated_;
  auto child = parent;
  if (!apply(child, a, start)) {
    overflow_ = true;
    return attempt::too_narrow;
  }
  if (rank >= p_.procedures.size() && bounds_.is_long(rank - p_.procedures.size())) {
    std::shift_right(child.running.begin(), child.running.end(), 1);
    child.running.front() = static_cast<std::uint32_t>(rank - p_.procedures.size());
  }
  close_under_axioms(w_, child.tau.data());
  child.parent = parent_id;
  child.action = static_cast<std::uint32_t>(rank);
  child.cost += a.price;
  child.scan = at(start, rank);
  finish(child, parent_id, rank, start);
  auto const bound = lower_bound(child, start, key);
  child.family = bound.family;
  auto const child_key = std::max(bound.value, key);
  if (bound.value >= kUnreachable || child_key >= best_) {
    return attempt::made;
  }
  auto const sum = summary{child.cost, child.scan, have(child), static_cast<std::uint32_t>(labels_.size() + 1U)};
  if (options_.dominance && labels_.is_dominated(child, sum, 0U)) {
    return attempt::made;
  }
  labels_.keep(child, sum);
  push({child_key, 0, static_cast<std::uint32_t>(labels_.size() - 1U)});
  return attempt::made;
}

// Nothing is lost by taking this session now: see commit_candidates() in presolve.h.
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
bool label_setting<Facts, Atoms, Loads>::may_commit(label const& from, std::size_t const session) const {
  if (!options_.presolve || !options_.bound || !w_.commit[session]) {
    return false;
  }
  auto const fact = p_.gives(p_.sessions[session]).front();
  return from.tau[fact] == kOpen && bounds_.is_landmark(fact);
}

// Generates children in order of their start; when the label, moved to the next start day, has a bound above the best
// open label, it goes back into the heap with that bound (partial expansion, Yoshizumi et al. 2000).
template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
void label_setting<Facts, Atoms, Loads>::expand(open_label const top) {
  ++expanded_;
  auto const where = labels_.summary_of(top.id).where;
  auto scan = labels_[top.id].scan;

  due_.clear();
  for (auto i = 0U; i != p_.procedures.size(); ++i) {
    if (w_.axiom[i]) {
      continue;
    }
    auto const& a = p_.procedures[i];
    auto const& from = labels_[top.id];
    auto start = unsigned{a.earliest};
    auto known = true;
    for (auto const need : p_.needs(a)) {
      known = known && from.tau[need] != kOpen;
      start = std::max(start, static_cast<unsigned>(from.tau[need]));
    }
    if (at(start, i) <= where) {
      start = day_of(where) + (at(day_of(where), i) <= where ? 1U : 0U);
    }
    if (known && start <= a.latest && at(start, i) > scan) {
      due_.emplace_back(at(start, i), i);
    }
  }
  std::sort(due_.begin(), due_.end());

  auto const procedures = p_.procedures.size();
  auto const session_position = [&](std::size_t const i) { return at(p_.sessions[i].earliest, procedures + i); };
  auto next_due = std::size_t{0U};
  auto const first = std::partition_point(p_.sessions.begin(), p_.sessions.end(), [&](action const& s) {
    return session_position(static_cast<std::size_t>(&s - p_.sessions.data())) <= scan;
  });
  auto next = static_cast<std::size_t>(first - p_.sessions.begin());
  auto checked_day = day_of(scan);
  auto key = top.key;
  while (next_due != due_.size() || next != p_.sessions.size()) {
    auto const procedure_first =
        next == p_.sessions.size() || (next_due != due_.size() && due_[next_due].first < session_position(next));
    auto const here = procedure_first ? due_[next_due].first : session_position(next);
    if (day_of(here) != checked_day && options_.bound) {
      checked_day = day_of(here);
      auto const& from = labels_[top.id];
      auto const moved = lower_bound(from, checked_day, key).value;
      key = std::max(key, moved);
      if (moved >= kUnreachable || key >= best_) {
        return;
      }
      if (!heap_.empty() && order_of(key, top.id) > heap_.front().order) {
        labels_[top.id].scan = scan;
        push({key, 0, top.id});
        return;
      }
    }
    scan = here;
    if (procedure_first) {
      auto const i = due_[next_due++].second;
      if (try_child(top.id, p_.procedures[i], i, day_of(here), key) == attempt::too_narrow) {
        return;
      }
      continue;
    }
    auto const& s = p_.sessions[next];
    auto const& from = labels_[top.id];
    auto ready = true;
    for (auto const need : p_.needs(s)) {
      ready = ready && static_cast<unsigned>(from.tau[need]) <= s.earliest;
    }
    if (ready) {
      auto const commits = may_commit(from, next);
      auto const made = try_child(top.id, s, procedures + next, s.earliest, key);
      if (made == attempt::too_narrow || (made == attempt::made && commits)) {
        return;
      }
    }
    ++next;
  }
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
void label_setting<Facts, Atoms, Loads>::make_root() {
  auto root = label{};
  root.tau.fill(0);
  root.running.fill(kRoot);
  std::ranges::copy(first_days(p_), root.tau.begin());
  root.parent = kRoot;
  root.cost = w_.constant;
  finish(root, kRoot, 0U, 0U);
  auto const bound = lower_bound(root, 0U, INT64_MIN / 2);
  root.family = bound.family;
  if (bound.value >= kUnreachable) {
    return;
  }
  labels_.keep(root, {root.cost, 0U, have(root), 1U});
  push({bound.value, 0, 0U});
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
std::optional<search_result> label_setting<Facts, Atoms, Loads>::run() {
  if (p_.goals.empty()) {
    return search_result{};
  }
  make_root();
  if (round_.pace == search_pace::dive && !heap_.empty()) {
    stopped_at_ = heap_.front().key;
    hurry(kFirstHurry * p_.day_price);
  }
  auto limit = std::size_t{round_.label_limit};
  auto slow_down_at = std::uint64_t{0U};  // expansions
  while (!heap_.empty() && !overflow_) {
    auto const top = pop();
    if (top.key >= best_) {
      if (hurry_ != 0) {
        continue;
      }
      break;
    }
    if (options_.dominance) {
      auto& known = labels_.summary_of(top.id);
      if (labels_.is_dominated(labels_[top.id], known, known.seen)) {
        continue;
      }
      known.seen = static_cast<std::uint32_t>(labels_.size());
    }
    if (labels_.size() >= limit) {
      if (round_.pace == search_pace::glance) {
        stopped_at_ = top.key;
        return result(search_status::best_found);
      }
      if (hurry_ == 0) {
        stopped_at_ = top.key;
        push(top);
        hurry(kFirstHurry * p_.day_price);
        limit += limit / 4U + 1000U;
      }
      if (found_ || labels_.size() >= limit) {
        return result(search_status::best_found);
      }
      continue;
    }
    auto const before = best_;
    expand(top);
    if (hurry_ == 0 || !found_) {
      continue;
    }
    // With a plan at hand the dive slows down step by step, for a better one.
    if (best_ < before || expanded_ >= slow_down_at) {
      if (round_.pace != search_pace::dive || hurry_ < kLastHurry * p_.day_price) {
        return result(search_status::best_found);
      }
      hurry(hurry_ / 4);
      slow_down_at = expanded_ + kPatience;
    }
  }
  if (overflow_) {
    return std::nullopt;
  }
  return result(found_ ? search_status::exact : search_status::none);
}

template <std::size_t Facts, std::size_t Atoms, std::size_t Loads>
search_result label_setting<Facts, Atoms, Loads>::result(search_status const status) const {
  auto out = search_result{};
  out.status = status;
  out.expanded = expanded_;
  out.generated = generated_;
  out.bound = std::min(best_, stopped_at_);
  if (!found_) {
    return out;
  }
  out.found = true;
  out.value = best_;
  out.goal = best_goal_;
  out.goal_day = static_cast<plan_day>(best_day_);
  auto const add = [&](std::size_t const rank, unsigned const start) {
    auto const procedure = rank < p_.procedures.size();
    out.actions.push_back({procedure, static_cast<std::uint32_t>(procedure ? rank : rank - p_.procedures.size()),
                           static_cast<plan_day>(start)});
  };
  if (best_parent_ != kRoot) {
    add(best_last_.first, best_last_.second);
    for (auto id = best_parent_; labels_[id].parent != kRoot; id = labels_[id].parent) {
      add(labels_[id].action, day_of(labels_.summary_of(id).where));
    }
    std::reverse(out.actions.begin(), out.actions.end());
  }
  return out;
}

}  // namespace foothold
