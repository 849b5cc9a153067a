#include "check/reference_planner.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "check/law.h"
#include "check/reading.h"

namespace foothold {

namespace {

using namespace check;

constexpr auto kNever = date::max();

// A step that could be taken. Procedures have no fixed start.
struct candidate {
  offer const* what{nullptr};
  session const* meeting{nullptr};
  child const* whose{nullptr};  // childcare
  weekly_use use{};
  unsigned load{0U};
  unsigned minutes{0U};
  milli_days price{0};
  milli_days counts{0};  // under the terms
};

struct placed_procedure {
  candidate const* step{nullptr};
  date start{};
  date end{};
};

struct access_by_law {
  fact_idx fact{};
  law_answer law{};
  date from{kNever};
};

class exhaustive {
public:
  exhaustive(territory const& place, person const& who, std::string_view const goal, date const as_of,
             reference_terms const& terms)
      : place_{place},
        who_{who},
        terms_{terms},
        as_of_{as_of},
        ready_{ready_day(who, as_of)},
        last_{as_of + days{place.horizon_days}},
        free_{to_whole_grid(who.available)} {
    collect_steps();
    collect_jobs(goal);
    collect_law();
  }

  [[nodiscard]] std::size_t candidates() const { return sessions_.size() + procedures_.size(); }

  reference_result run() {
    try_procedures(0U);
    return std::move(best_);
  }

private:
  void collect_steps();
  void collect_session(session_idx id);
  [[nodiscard]] milli_days value_on(job const& work, date const d) const {
    return terms_.weight * (work.offset + kMilliDaysPerDay * (d - ready_).count()) + cost_;
  }
  void collect_jobs(std::string_view goal);
  void collect_law();
  void try_procedures(std::size_t next);
  void try_sessions(std::size_t next);
  [[nodiscard]] bool can_take(candidate const& step);
  void derive_facts();
  [[nodiscard]] std::optional<date> earliest(candidate const& procedure) const;
  [[nodiscard]] bool cared_for(week_grid const& away, date start, date end) const;
  void try_jobs();
  [[nodiscard]] std::optional<date> first_day(job const& work, weekly_use const& use) const;
  void keep(job const& work, date day, milli_days value);

  [[nodiscard]] bool holds(fact_idx const f, date const d) const { return tau_[f] <= d; }
  [[nodiscard]] bool hold_all(std::vector<fact_idx> const& needs, date const d) const {
    return std::all_of(needs.begin(), needs.end(), [&](fact_idx const f) { return holds(f, d); });
  }
  [[nodiscard]] bool permitted(date const first, date const last) const {
    auto const extended = place_.facts.find(kPermitExtended);
    return !beyond_permit(who_, last) || (extended && holds(*extended, first));
  }
  void hold(fact_idx const f, date const from) {
    for (auto const lower : place_.facts.implied(f)) {
      tau_[lower] = std::min(tau_[lower], from);
    }
  }
  [[nodiscard]] bool extends_permit(offer const& what) const {
    auto const extended = place_.facts.find(kPermitExtended);
    return extended && std::find(what.gives.begin(), what.gives.end(), *extended) != what.gives.end();
  }
  [[nodiscard]] static bool care(candidate const& step) { return step.whose != nullptr; }

  territory const& place_;
  person const& who_;
  reference_terms terms_;
  date as_of_, ready_, last_;
  week_grid free_;
  std::vector<candidate> sessions_;  // by start, on one day childcare first
  std::vector<candidate> procedures_;
  std::vector<std::pair<job, weekly_use>> jobs_;
  std::vector<access_by_law> law_;
  milli_days least_offset_{std::numeric_limits<milli_days>::max()};

  std::vector<candidate const*> taken_;    // sessions of the set that is tried
  std::vector<candidate const*> started_;  // procedures of the set that is tried
  milli_days cost_{0};                     // under the terms
  vec_map<fact_idx, date> tau_;            // given the set
  std::vector<placed_procedure> placed_;   // given the set; shorter than started_ while needs are missing
  reference_result best_;
};

void exhaustive::collect_session(session_idx const id) {
  auto const& meeting = place_.sessions[id];
  auto const place_price = terms_.prices == nullptr ? milli_days{0} : (*terms_.prices)[id];
  auto const& what = place_.offers[meeting.offer];
  auto step = candidate{.what = &what, .meeting = &meeting, .use = use_of(place_, who_, meeting)};
  if (meeting.start < ready_ || closed_to(who_, what, meeting.women_only, meeting.start) ||
      not_bookable(meeting, as_of_) || !step.use.reachable) {
    return;
  }
  if (what.kind != offer_kind::childcare) {
    step.load = weekly_load(place_, meeting, step.use);
    step.minutes = whole_minutes(place_, meeting, step.use);
    step.price = price_of(place_.weights, what, step.minutes);
    step.counts = terms_.weight * step.price + place_price;
    if (step.use.half_hours.within(free_)) {
      sessions_.push_back(step);
    }
    return;
  }
  step.price = price_of(place_.weights, what, 0U);
  step.counts = terms_.weight * step.price + place_price;
  for (auto const idx : who_.cares_for) {
    step.whose = &place_.children[idx];
    if (fits_age(what, *step.whose, meeting.start)) {
      sessions_.push_back(step);
    }
  }
}

void exhaustive::collect_steps() {
  for (auto const id : place_.sessions.ids()) {
    collect_session(id);
  }
  std::stable_sort(sessions_.begin(), sessions_.end(), [](candidate const& a, candidate const& b) {
    return a.meeting->start != b.meeting->start ? a.meeting->start < b.meeting->start : care(a) && !care(b);
  });
  for (auto const& what : place_.offers) {
    if (what.kind == offer_kind::procedure) {
      auto const price = price_of(place_.weights, what, 0U);
      procedures_.push_back({.what = &what, .price = price, .counts = terms_.weight * price});
    }
  }
}

void exhaustive::collect_jobs(std::string_view const goal) {
  for (auto const& work : jobs_of(place_, goal).value_or(std::vector<job>{})) {
    auto const use = use_of(place_, who_, work.week, work.where, date{}, date{} + days{6});
    if (use.reachable && use.half_hours.within(free_)) {
      jobs_.emplace_back(work, use);
      least_offset_ = std::min(least_offset_, terms_.weight * work.offset);
    }
  }
}

void exhaustive::collect_law() {
  for (auto const subject : {kWorkAccessEmployment, kWorkAccessSelfEmployment, kWorkAccessInternship}) {
    auto const fact = place_.facts.find(subject);
    if (fact && !holds_itself(who_, *fact)) {
      auto law = read_law(place_, who_.legal, subject, as_of_);
      if (!law.never) {
        auto const steps = earliest_steps(law, ready_);
        auto const from = allowed_from(law, steps.empty() ? std::nullopt : std::optional{steps.back().second});
        law_.push_back({.fact = *fact, .law = std::move(law), .from = from});
      }
    }
  }
}

// Every set of procedures ...
void exhaustive::try_procedures(std::size_t const next) {
  if (next == procedures_.size()) {
    derive_facts();
    try_jobs();
    try_sessions(0U);
    return;
  }
  try_procedures(next + 1U);
  started_.push_back(&procedures_[next]);
  cost_ += procedures_[next].counts;
  try_procedures(next + 1U);
  cost_ -= procedures_[next].counts;
  started_.pop_back();
}

// ... with every set of sessions, in the order of their start. Facts of the first day depend on earlier steps only.
void exhaustive::try_sessions(std::size_t const next) {
  for (auto i = next; i < sessions_.size(); ++i) {
    auto const& step = sessions_[i];
    if (best_.feasible && least_offset_ + cost_ + step.counts >= best_.value) {
      continue;
    }
    derive_facts();
    if (!can_take(step)) {
      continue;
    }
    taken_.push_back(&step);
    cost_ += step.counts;
    derive_facts();
    try_jobs();
    try_sessions(i + 1U);
    cost_ -= step.counts;
    taken_.pop_back();
  }
}

bool exhaustive::can_take(candidate const& step) {
  auto const& meeting = *step.meeting;
  auto const places = 1 + std::count_if(taken_.begin(), taken_.end(),
                                        [&](candidate const* other) { return other->meeting == step.meeting; });
  if (places > meeting.places_left || !hold_all(step.what->needs, meeting.start)) {
    return false;
  }
  if (care(step)) {
    return true;
  }
  if (!extends_permit(*step.what) && !permitted(meeting.start, meeting.end)) {
    return false;
  }
  auto load = step.load;
  for (auto const* const other : taken_) {
    if (care(*other) || other->meeting->end < meeting.start) {
      continue;
    }
    if (other->use.half_hours.intersects(step.use.half_hours)) {
      return false;
    }
    load += other->load;
  }
  return load <= who_.max_weekly_minutes &&
         (meeting.care_on_site || cared_for(step.use.half_hours, meeting.start, meeting.end));
}

bool exhaustive::cared_for(week_grid const& away, date const start, date const end) const {
  return std::all_of(who_.cares_for.begin(), who_.cares_for.end(), [&](child_idx const idx) {
    auto const& whose = place_.children[idx];
    auto const needed = care_needed(place_, whose, away, start, end);
    return needed.empty() || std::any_of(taken_.begin(), taken_.end(), [&](candidate const* place) {
             return place->whose == &whose && carries(place_, *place->meeting, needed, start, end);
           });
  });
}

// The first day on which the procedure can start with the facts known so far.
std::optional<date> exhaustive::earliest(candidate const& procedure) const {
  auto const lasts = days{std::max<int>(1, procedure.what->duration_days)};
  auto start = ready_;
  for (auto const f : procedure.what->needs) {
    start = std::max(start, tau_[f]);
  }
  for (; start <= last_; start += days{1}) {
    auto const stays = extends_permit(*procedure.what) || permitted(start, start + lasts - days{1});
    if (stays && !closed_to(who_, *procedure.what, false, start)) {
      return start;
    }
  }
  return std::nullopt;
}

// First day of every fact, given the sessions taken and the procedures started: the earliest procedure goes first.
void exhaustive::derive_facts() {
  tau_ = vec_map<fact_idx, date>(place_.facts.size(), kNever);
  for (auto const& held : who_.facts) {
    hold(held.fact, held.from.value_or(date::min()));
  }
  for (auto const& access : law_) {
    hold(access.fact, access.from);
  }
  for (auto const* const step : taken_) {
    if (!care(*step)) {
      for (auto const f : step->what->gives) {
        hold(f, step->meeting->end + days{1});
      }
    }
  }
  placed_.clear();
  auto waiting = started_;
  while (!waiting.empty()) {
    auto first = std::optional<date>{};
    auto which = waiting.begin();
    for (auto it = waiting.begin(); it != waiting.end(); ++it) {
      auto const start = earliest(**it);
      if (start && (!first || *start < *first)) {
        first = start;
        which = it;
      }
    }
    if (!first) {
      return;
    }
    auto const end = *first + days{std::max<int>(1, (*which)->what->duration_days)} - days{1};
    placed_.push_back({*which, *first, end});
    for (auto const f : (*which)->what->gives) {
      hold(f, end + days{1});
    }
    waiting.erase(which);
  }
}

std::optional<date> exhaustive::first_day(job const& work, weekly_use const& use) const {
  auto const access = place_.facts.find(work.access);
  if (!access) {
    return std::nullopt;
  }
  auto d = std::max({ready_, work.from, tau_[*access]});
  for (auto const f : work.needs) {
    d = std::max(d, tau_[f]);
  }
  for (; d <= std::min(last_, work.until); d += days{1}) {
    if (best_.feasible && value_on(work, d) >= best_.value) {
      return std::nullopt;
    }
    if (permitted(d, d) && cared_for(use.half_hours, d, d)) {
      return d;
    }
  }
  return std::nullopt;
}

void exhaustive::try_jobs() {
  if (placed_.size() != started_.size()) {
    return;  // the set without the procedures that cannot start is tried too
  }
  for (auto const& [work, use] : jobs_) {
    auto const d = first_day(work, use);
    if (!d) {
      continue;
    }
    auto const idle_sessions = std::any_of(
        taken_.begin(), taken_.end(), [&](candidate const* step) { return !care(*step) && step->meeting->end >= *d; });
    auto const idle_procedures =
        std::any_of(placed_.begin(), placed_.end(), [&](placed_procedure const& p) { return p.end >= *d; });
    if (!idle_sessions && !idle_procedures) {
      keep(work, *d, value_on(work, *d));
    }
  }
}

step_kind kind_of(offer_kind const kind) {
  switch (kind) {
    case offer_kind::course:
      return step_kind::course;
    case offer_kind::procedure:
      return step_kind::procedure;
    case offer_kind::internship:
      return step_kind::internship;
    case offer_kind::job_support:
      return step_kind::job_support;
    case offer_kind::childcare:
      return step_kind::childcare;
    case offer_kind::mentoring:
      return step_kind::mentoring;
    case offer_kind::service:
      return step_kind::service;
  }
  return step_kind::course;
}

plan_step step_of(candidate const& c, date const start, date const end) {
  auto step = plan_step{};
  step.kind = kind_of(c.what->kind);
  step.offer = c.what->id;
  step.session = c.meeting != nullptr ? c.meeting->id : "";
  step.child = c.whose != nullptr ? c.whose->id : "";
  step.start = start;
  step.end = end;
  step.price = c.price;
  step.minutes = c.minutes;
  return step;
}

void exhaustive::keep(job const& work, date const day, milli_days const value) {
  best_ = {.feasible = true, .value = value, .goal_day = day, .reached = work.name, .steps = {}};
  auto& steps = best_.steps;
  auto const needed = [&](fact_idx const f) {
    auto const asks = [&](std::vector<fact_idx> const& needs) {
      return std::find(needs.begin(), needs.end(), f) != needs.end();
    };
    return place_.facts.name(f) == work.access || asks(work.needs) ||
           std::any_of(taken_.begin(), taken_.end(), [&](auto const* s) { return asks(s->what->needs); }) ||
           std::any_of(started_.begin(), started_.end(), [&](auto const* s) { return asks(s->what->needs); });
  };
  for (auto const* const step : taken_) {
    steps.push_back(step_of(*step, step->meeting->start, step->meeting->end));
  }
  for (auto const& procedure : placed_) {
    steps.push_back(step_of(*procedure.step, procedure.start, procedure.end));
  }
  for (auto const& access : law_) {
    if (!needed(access.fact)) {
      continue;
    }
    auto const dates = earliest_steps(access.law, ready_);
    for (auto i = std::size_t{0U}; i != dates.size(); ++i) {
      auto gate = plan_step{};
      gate.kind = step_kind::gate;
      gate.offer = access.law.steps[i].name;
      gate.start = dates[i].first;
      gate.end = dates[i].second;
      gate.provisional = access.law.provisional;
      if (i + 1U == dates.size()) {
        gate.gives.push_back(place_.facts.name(access.fact));
      }
      steps.push_back(std::move(gate));
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](auto const& a, auto const& b) { return a.start < b.start; });
}

}  // namespace

reference_result reference_plan(territory const& place, person const& who, std::string_view const goal,
                                date const as_of, std::size_t const most_candidates, reference_terms const& terms) {
  auto tries = exhaustive{place, who, goal, as_of, terms};
  auto const candidates = tries.candidates();
  auto out = reference_result{.steps = {}, .too_large = candidates > most_candidates};
  if (!out.too_large) {
    out = tries.run();
  }
  out.candidates = candidates;
  return out;
}

}  // namespace foothold
