#include "check/priced_search.h"

#include <algorithm>
#include <deque>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace foothold::check {

namespace {

struct label {
  int day{0};                            // the last step starts on it
  unsigned order{0U};                    // of that step among those of its day: sessions by position + 1, procedures 0
  milli_days cost{0};                    // of its steps
  int busy_until{-1};                    // the last day of a step other than childcare; the job starts later
  std::vector<int> from{};               // by fact: the first day on which it holds
  std::vector<std::uint16_t> running{};  // sessions that have not ended before `day`
  std::vector<std::uint16_t> care{};     // care places that are taken
  std::vector<std::uint16_t> begun{};    // procedures with a price
};

using care_list = std::vector<std::uint16_t>;

class way_search {
public:
  way_search(job_case const& problem, step_costs const& costs, priced_bound const& bound, search_order const& order)
      : problem_{problem}, all_{*problem.all}, costs_{costs}, bound_{bound}, order_{order}, below_{order.below} {
    find_care_of_no_use();
  }

  search_outcome run();

private:
  struct waiting_label {
    int day;
    unsigned order;
    milli_days cost;
    std::size_t which;
    bool operator>(waiting_label const& o) const {
      return std::tie(day, order, cost, which) > std::tie(o.day, o.order, o.cost, o.which);
    }
  };

  void find_care_of_no_use();
  void add(label l);
  void begin_free_procedures(label& l) const;
  bool dominated(std::size_t which);
  [[nodiscard]] bool does_as_well(label const& a, label const& b) const;
  [[nodiscard]] bool leaves_as_much_time(label const& a, label const& b) const;
  [[nodiscard]] bool cares_as_well(label const& a, label const& b) const;
  void take_sessions(label const& l);
  void take_session(label const& l, std::uint16_t i);
  void begin_procedures(label const& l);
  void end_in_job(label const& l);
  [[nodiscard]] bool fits_the_week(label const& l, session_step const& s) const;
  [[nodiscard]] std::vector<care_demand> demands_on(int d) const;
  [[nodiscard]] bool can_book(label const& l, care_list const& more, care_place const& k) const;
  template <typename Use>
  void with_care(label const& l, std::vector<care_demand> const& demands, int start, int end, std::size_t next,
                 care_list& more, Use const& use) const;
  [[nodiscard]] milli_days cost_of(care_list const& places) const;
  [[nodiscard]] int hold_from(label const& l, fact_list const& needs, int day) const;
  [[nodiscard]] int extended_from(label const& l) const {
    return all_.extended < 0 ? kNever : l.from[static_cast<std::size_t>(all_.extended)];
  }
  [[nodiscard]] static bool improves(label const& l, fact_list const& gives, int const day) {
    return std::any_of(gives.begin(), gives.end(), [&](fact_no const f) { return l.from[f] > day; });
  }

  job_case const& problem_;
  person_case const& all_;
  step_costs const& costs_;
  priced_bound const& bound_;
  search_order order_;
  milli_days below_;
  std::vector<bool> no_use_;  // care places that another one replaces at no higher cost
  std::vector<bool> exact_;   // facts that a care place needs: it may start before the label's day
  std::deque<label> labels_;
  std::priority_queue<waiting_label, std::vector<waiting_label>, std::greater<>> waiting_;
  std::unordered_map<fact_mask, std::vector<std::size_t>> looked_at_;  // by the facts that are held or will be
};

// Another place of the same child that carries all that `a` carries, with room for all children and needs that the
// person's own facts meet, at no higher cost (among equals the first stays).
void way_search::find_care_of_no_use() {
  exact_.resize(all_.held.size());
  no_use_.resize(all_.care.size());
  auto const replaces = [&](std::size_t const b, std::size_t const a) {
    auto const& x = all_.care[a];
    auto const& y = all_.care[b];
    return y.child == x.child && costs_.care[b] <= costs_.care[a] && x.hours.within(y.hours) &&
           y.settled <= x.settled && x.end <= y.end && y.places_left >= all_.who->cares_for.size() &&
           std::all_of(y.needs.begin(), y.needs.end(), [&](fact_no const f) { return all_.held[f] <= y.start; });
  };
  for (auto a = std::size_t{0U}; a != no_use_.size(); ++a) {
    for (auto b = std::size_t{0U}; b != no_use_.size() && !no_use_[a]; ++b) {
      no_use_[a] = a != b && replaces(b, a) && (b < a || !replaces(a, b));
    }
    for (auto const f : all_.care[a].needs) {
      exact_[f] = true;
    }
  }
}

int way_search::hold_from(label const& l, fact_list const& needs, int day) const {
  for (auto const f : needs) {
    day = std::max(day, l.from[f]);
  }
  return day;
}

milli_days way_search::cost_of(care_list const& places) const {
  auto sum = milli_days{0};
  for (auto const k : places) {
    sum += costs_.care[k];
  }
  return sum;
}

void way_search::begin_free_procedures(label& l) const {
  for (auto changed = true; changed;) {
    changed = false;
    for (auto const i : problem_.procedures) {
      auto const& p = all_.procedures[i];
      auto const needs_from = hold_from(l, p.needs, all_.ready);
      if (costs_.procedures[i] != 0 || needs_from == kNever) {
        continue;
      }
      auto const start = first_start(all_, p, needs_from, extended_from(l));
      if (start == kNever || start + p.lasts > all_.last) {
        continue;
      }
      for (auto const f : p.gives) {
        changed = changed || start + p.lasts < l.from[f];
        l.from[f] = std::min(l.from[f], start + p.lasts);
      }
    }
  }
}

void way_search::add(label l) {
  begin_free_procedures(l);
  auto cared_for = std::uint32_t{0U};
  for (auto const k : l.care) {
    cared_for |= 1U << all_.care[k].child;
  }
  if (l.cost + bound_.to_pay(l.from, l.day, l.busy_until, cared_for) < below_) {
    waiting_.push({l.day, l.order, l.cost, labels_.size()});
    labels_.push_back(std::move(l));
  }
}

// --- Dominance: whatever can still be added to b can be added to a, and ends as early at no higher cost -------------

// a's sessions that still run take no half hour that b's do not take as long, and no more load.
bool way_search::leaves_as_much_time(label const& a, label const& b) const {
  for (auto const i : a.running) {
    auto const& mine = all_.sessions[i];
    if (mine.end < b.day) {
      continue;
    }
    auto taken = week_grid{};
    auto load = 0U;
    for (auto const j : b.running) {
      if (all_.sessions[j].end >= mine.end) {
        taken |= all_.sessions[j].hours;
        load += all_.sessions[j].load;
      }
    }
    auto my_load = 0U;
    for (auto const j : a.running) {
      my_load += all_.sessions[j].end >= mine.end ? all_.sessions[j].load : 0U;
    }
    if (!mine.hours.within(taken) || my_load > load) {
      return false;
    }
  }
  return true;
}

bool way_search::cares_as_well(label const& a, label const& b) const {
  for (auto const k : b.care) {
    auto const& theirs = all_.care[k];
    auto const covered = std::any_of(a.care.begin(), a.care.end(), [&](std::uint16_t const j) {
      auto const& mine = all_.care[j];
      return j == k || (mine.child == theirs.child && theirs.hours.within(mine.hours) &&
                        mine.settled <= std::max(theirs.settled, b.day) && theirs.end <= mine.end);
    });
    if (theirs.end >= b.day && !covered) {
      return false;
    }
  }
  auto const places = [&](label const& l, session_idx const id) {
    return std::count_if(l.care.begin(), l.care.end(), [&](std::uint16_t const k) { return all_.care[k].place == id; });
  };
  // Where not all children find room, a must leave as many places as b.
  return std::all_of(a.care.begin(), a.care.end(), [&](std::uint16_t const k) {
    auto const& mine = all_.care[k];
    return mine.places_left >= all_.who->cares_for.size() || places(a, mine.place) <= places(b, mine.place);
  });
}

// `a` was looked at before `b`, so its last step is no later in the order of steps.
bool way_search::does_as_well(label const& a, label const& b) const {
  if (a.cost > b.cost || a.busy_until > b.busy_until) {
    return false;
  }
  for (auto f = std::size_t{0U}; f != a.from.size(); ++f) {
    if (a.from[f] > (exact_[f] ? b.from[f] : std::max(b.from[f], b.day))) {
      return false;
    }
  }
  return leaves_as_much_time(a, b) && cares_as_well(a, b);
}

// Keeps the label to compare later ones with if no earlier one does as well.
bool way_search::dominated(std::size_t const which) {
  auto const& l = labels_[which];
  auto facts = fact_mask{};
  for (auto f = std::size_t{0U}; f != l.from.size(); ++f) {
    facts.set(f, l.from[f] != kNever);
  }
  auto& others = looked_at_[facts];
  if (std::any_of(others.begin(), others.end(), [&](std::size_t const a) { return does_as_well(labels_[a], l); })) {
    return true;
  }
  others.push_back(which);
  return false;
}

// --- Care -----------------------------------------------------------------------------------------------------------

bool way_search::can_book(label const& l, care_list const& more, care_place const& k) const {
  auto taken = 0U;
  for (auto const* const list : {&l.care, &more}) {
    for (auto const i : *list) {
      taken += all_.care[i].place == k.place ? 1U : 0U;
    }
  }
  return taken < k.places_left && hold_from(l, k.needs, 0) <= k.start;
}

// Calls `use` with every choice of further places that makes all demands from `start` to `end` good.
template <typename Use>
void way_search::with_care(label const& l, std::vector<care_demand> const& demands, int const start, int const end,
                           std::size_t const next, care_list& more, Use const& use) const {
  if (next == demands.size()) {
    use(more);
    return;
  }
  auto const& demand = demands[next];
  auto const held = [&](std::uint16_t const k) { return std::find(l.care.begin(), l.care.end(), k) != l.care.end(); };
  if (std::any_of(demand.carried_by.begin(), demand.carried_by.end(), held)) {
    with_care(l, demands, start, end, next + 1U, more, use);
    return;
  }
  for (auto const k : demand.carried_by) {
    if (!no_use_[k] && can_book(l, more, all_.care[k])) {
      more.push_back(k);
      with_care(l, demands, start, end, next + 1U, more, use);
      more.pop_back();
    }
  }
}

// What the children need in the job's hours on its first day.
std::vector<care_demand> way_search::demands_on(int const d) const {
  auto out = std::vector<care_demand>{};
  auto const on = all_.as_of + days{d};
  for (auto c = std::size_t{0U}; c != all_.who->cares_for.size(); ++c) {
    auto const& whose = all_.place->children[all_.who->cares_for[c]];
    auto demand = care_demand{.child = static_cast<unsigned>(c)};
    demand.hours = care_needed(*all_.place, whose, problem_.work->hours, on, on);
    if (demand.hours.empty()) {
      continue;
    }
    for (auto k = std::size_t{0U}; k != all_.care.size(); ++k) {
      auto const& place = all_.care[k];
      if (place.child == c && place.settled <= d && d <= place.end && demand.hours.within(place.hours)) {
        demand.carried_by.push_back(static_cast<std::uint16_t>(k));
      }
    }
    out.push_back(std::move(demand));
  }
  return out;
}

// --- Steps ----------------------------------------------------------------------------------------------------------

bool way_search::fits_the_week(label const& l, session_step const& s) const {
  auto load = s.load;
  for (auto const i : l.running) {
    auto const& other = all_.sessions[i];
    if (other.end < s.start) {
      continue;
    }
    if (other.hours.intersects(s.hours)) {
      return false;
    }
    load += other.load;
  }
  return load <= all_.who->max_weekly_minutes;
}

void way_search::take_session(label const& l, std::uint16_t const i) {
  auto const& s = all_.sessions[i];
  auto more = care_list{};
  with_care(l, s.demands, s.start, s.end, 0U, more, [&](care_list const& places) {
    auto made = l;
    made.day = s.start;
    made.order = i + 1U;
    made.cost += costs_.sessions[i] + cost_of(places);
    made.busy_until = std::max(made.busy_until, s.end);
    std::erase_if(made.running, [&](std::uint16_t const j) { return all_.sessions[j].end < s.start; });
    made.running.push_back(i);
    made.care.insert(made.care.end(), places.begin(), places.end());
    for (auto const f : s.gives) {
      made.from[f] = std::min(made.from[f], s.end + 1);
    }
    add(std::move(made));
  });
}

void way_search::take_sessions(label const& l) {
  for (auto const i : problem_.sessions) {
    auto const& s = all_.sessions[i];
    auto const later = s.start > l.day || (s.start == l.day && i + 1U > l.order);
    if (later && hold_from(l, s.needs, 0) <= s.start && improves(l, s.gives, s.end + 1) && fits_the_week(l, s)) {
      take_session(l, i);
    }
  }
}

void way_search::begin_procedures(label const& l) {
  for (auto const i : problem_.procedures) {
    auto const& p = all_.procedures[i];
    auto const from = hold_from(l, p.needs, l.day);
    if (costs_.procedures[i] == 0 || from == kNever || std::find(l.begun.begin(), l.begun.end(), i) != l.begun.end()) {
      continue;
    }
    auto const start = first_start(all_, p, from, extended_from(l));
    if (start == kNever || start + p.lasts > all_.last || !improves(l, p.gives, start + p.lasts)) {
      continue;
    }
    auto made = l;
    std::tie(made.day, made.order) = std::max(std::tuple{l.day, l.order}, std::tuple{start, 0U});
    made.cost += costs_.procedures[i];
    made.busy_until = std::max(made.busy_until, start + p.lasts - 1);
    made.begun.push_back(i);
    for (auto const f : p.gives) {
      made.from[f] = std::min(made.from[f], start + p.lasts);
    }
    add(std::move(made));
  }
}

// The cheapest first day in the job. A later day is only better when care or the longer permit opens on it.
void way_search::end_in_job(label const& l) {
  auto const first = std::max(hold_from(l, problem_.work->needs, problem_.work->from), l.busy_until + 1);
  auto candidates = std::vector<int>{first, extended_from(l)};
  candidates.insert(candidates.end(), all_.care_opens.begin(), all_.care_opens.end());
  for (auto const d : candidates) {
    auto const cost =
        l.cost + costs_.weight * problem_.work->offset + costs_.a_day * static_cast<milli_days>(d - all_.ready);
    if (d < first || d > problem_.work->until || cost >= below_ || (d > all_.permit_until && extended_from(l) > d)) {
      continue;
    }
    auto more = care_list{};
    with_care(l, demands_on(d), d, d, 0U, more,
              [&](care_list const& places) { below_ = std::min(below_, cost + cost_of(places)); });
  }
}

search_outcome way_search::run() {
  add({.day = all_.ready, .from = all_.held});
  auto out = search_outcome{};
  while (!waiting_.empty()) {
    out.labels = labels_.size();
    if (labels_.size() > order_.most_labels) {
      out.stopped = true;
      break;
    }
    auto const which = waiting_.top().which;
    waiting_.pop();
    if (dominated(which)) {
      continue;
    }
    auto const& l = labels_[which];
    end_in_job(l);
    if (order_.any_will_do && below_ < order_.below) {
      break;
    }
    begin_procedures(l);
    take_sessions(l);
  }
  if (below_ < order_.below) {
    out.least = below_;
  }
  return out;
}

}  // namespace

search_outcome search_ways(job_case const& problem, step_costs const& costs, priced_bound const& bound,
                           search_order const& order) {
  return way_search{problem, costs, bound, order}.run();
}

}  // namespace foothold::check
