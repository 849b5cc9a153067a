#include "plan/decode.h"

#include <algorithm>
#include <string>

#include "plan/planner.h"

namespace foothold {

namespace {

constexpr std::size_t kNobody = SIZE_MAX;

// A chosen action with what is needed to speak about it.
struct decoded {
  action const* a{nullptr};
  plan_day start{0U};
  bool kept{false};
};

class decoder {
public:
  decoder(planning_case const& c, goal_wish const& goal, compiled const& problem, search_result const& found,
          timetable const& times)
      : c_{c}, goal_{goal}, compiled_{problem}, p_{problem.p}, found_{found}, times_{times}, t_{times.of()} {}

  plan run();

private:
  void start_early();
  void drop_needless();
  [[nodiscard]] std::size_t provider(std::uint16_t fact) const;
  [[nodiscard]] plan_day tau(std::uint16_t fact) const;
  [[nodiscard]] plan_step step_of(std::size_t i) const;
  [[nodiscard]] std::string offer_of(std::size_t i) const;
  [[nodiscard]] std::string name_of(std::uint16_t fact) const;
  void mark_critical(plan& out) const;
  void add_uses(plan_step& step, std::size_t i) const;
  void add_date_reason(plan_step& step, std::size_t i) const;
  void add_notes(plan_step& step, std::size_t i) const;
  [[nodiscard]] date date_of(unsigned const day) const { return p_.origin + days{day}; }

  planning_case const& c_;
  goal_wish const& goal_;
  compiled const& compiled_;
  problem const& p_;
  search_result const& found_;
  timetable const& times_;
  territory const& t_;
  std::vector<decoded> chosen_;
};

// Who makes the fact true first; kNobody if it holds without a step.
std::size_t decoder::provider(std::uint16_t const fact) const {
  auto best = kNobody;
  auto day = unsigned{p_.tau[fact]};
  for (auto i = std::size_t{0U}; i != chosen_.size(); ++i) {
    auto const gives = p_.gives(*chosen_[i].a);
    auto const effect = unsigned{chosen_[i].start} + chosen_[i].a->effect;
    if (std::find(gives.begin(), gives.end(), fact) != gives.end() && effect < day) {
      day = effect;
      best = i;
    }
  }
  return best;
}

plan_day decoder::tau(std::uint16_t const fact) const {
  auto const i = provider(fact);
  return i == kNobody ? p_.tau[fact] : static_cast<plan_day>(chosen_[i].start + chosen_[i].a->effect);
}

// The search may have found a procedure late, where another step fixed the days anyway: nobody should wait for nothing.
void decoder::start_early() {
  for (auto changed = true; changed;) {
    changed = false;
    for (auto i = std::size_t{0U}; i != chosen_.size(); ++i) {
      auto& d = chosen_[i];
      if (d.a->source != action_source::procedure && d.a->source != action_source::gate) {
        continue;
      }
      auto start = d.a->earliest;
      for (auto const need : p_.needs(*d.a)) {
        start = std::max(start, tau(need));
      }
      if (start < d.start) {
        d.start = start;
        changed = true;
      }
    }
  }
  std::stable_sort(chosen_.begin(), chosen_.end(),
                   [](decoded const& a, decoded const& b) { return a.start < b.start; });
}

// Steps that cost nothing and help nobody may have slipped into an equally good plan.
void decoder::drop_needless() {
  auto wanted = std::vector<bool>(p_.tau.size());
  for (auto const f : p_.needs(p_.goals[found_.goal])) {
    wanted[f] = true;
  }
  for (auto i = chosen_.size(); i-- > 0U;) {
    for (auto const f : p_.gives(*chosen_[i].a)) {
      chosen_[i].kept = chosen_[i].kept || (wanted[f] && provider(f) == i);
    }
    if (chosen_[i].kept) {
      for (auto const f : p_.needs(*chosen_[i].a)) {
        wanted[f] = true;
      }
    }
  }
  std::erase_if(chosen_, [](decoded const& d) { return !d.kept; });
}

std::string decoder::name_of(std::uint16_t const fact) const {
  auto const& f = compiled_.facts[fact];
  if (f.care) {
    return "care:" + c_.children[f.child].id;
  }
  return f.fact.valid() ? t_.facts.name(f.fact) : std::string{};
}

std::string decoder::offer_of(std::size_t const i) const {
  auto const& a = *chosen_[i].a;
  switch (a.source) {
    case action_source::gate:
      return gate_name(compiled_.gates[a.index].step);
    case action_source::procedure:
      return t_.offers[offer_idx{a.index}].id;
    case action_source::session:
    case action_source::childcare:
      break;
  }
  return t_.offers[times_.at(session_idx{a.index}).offer].id;
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
      break;
  }
  return step_kind::service;
}

plan_step decoder::step_of(std::size_t const i) const {
  auto const& a = *chosen_[i].a;
  auto out = plan_step{};
  out.offer = offer_of(i);
  out.start = date_of(chosen_[i].start);
  out.end = out.start + days{a.effect} - days{1};
  out.price = a.price;
  out.minutes = a.minutes;
  if (a.source == action_source::gate) {
    auto const& g = compiled_.gates[a.index];
    out.kind = step_kind::gate;
    out.provisional = g.step.provisional;
    if (g.waits) {
      // The confirmation itself can be asked for at once; only its fact waits for the date of the law.
      out.start = c_.goes_on ? std::max(p_.origin, c_.goes_on->first_day(out.offer)) : p_.origin;
      out.end = out.start + days{a.effect} - days{1};
    }
  } else if (a.source == action_source::procedure) {
    out.kind = step_kind::procedure;
  } else {
    auto const& s = t_.sessions[session_idx{a.index}];
    out.kind = kind_of(t_.offers[s.offer].kind);
    out.session = s.id;
    out.end = s.end;
    if (a.source == action_source::childcare) {
      out.child = c_.children[a.child].id;
    }
  }
  for (auto const f : p_.needs(a)) {
    if (auto name = name_of(f); !name.empty()) {
      out.needs.push_back(std::move(name));
    }
  }
  add_uses(out, i);
  add_date_reason(out, i);
  add_notes(out, i);
  return out;
}

// What the step gives to later steps and to the goal.
void decoder::add_uses(plan_step& step, std::size_t const i) const {
  auto const uses = [&](std::span<std::uint16_t const> const needs, std::uint16_t const fact) {
    return std::find(needs.begin(), needs.end(), fact) != needs.end();
  };
  auto const& goal = p_.goals[found_.goal];
  for (auto const f : p_.gives(*chosen_[i].a)) {
    if (provider(f) != i) {
      continue;
    }
    auto users = std::vector<reason>{};
    for (auto j = std::size_t{0U}; j != chosen_.size(); ++j) {
      if (uses(p_.needs(*chosen_[j].a), f)) {
        if (compiled_.facts[f].care) {
          users.push_back(
              {"step.care_for", {{"child", c_.children[compiled_.facts[f].child].id}, {"step", offer_of(j)}}});
        } else {
          users.push_back({"step.needed_by", {{"step", offer_of(j)}}});
        }
      }
    }
    if (uses(p_.needs(goal), f)) {
      users.push_back({"step.needed_by_goal", {}});
    }
    auto const name = name_of(f);
    if (users.empty()) {
      continue;
    }
    // Care is said by whom it is for; the inner link of a gate by its next part alone.
    if (!name.empty() && !compiled_.facts[f].care) {
      step.gives.push_back(name);
      step.reasons.push_back({"step.gives", {{"fact", name}}});
    }
    for (auto& use : users) {
      if (std::find(step.reasons.begin(), step.reasons.end(), use) == step.reasons.end()) {
        step.reasons.push_back(std::move(use));
      }
    }
  }
}

void decoder::add_date_reason(plan_step& step, std::size_t const i) const {
  auto const& a = *chosen_[i].a;
  auto ready = plan_day{0U};
  auto last = std::uint16_t{0U};
  for (auto const f : p_.needs(a)) {
    if (tau(f) > ready) {
      ready = tau(f);
      last = f;
    }
  }
  auto const moves = a.source == action_source::procedure || a.source == action_source::gate;
  if (moves) {
    if (ready != 0U && ready == chosen_[i].start && !name_of(last).empty()) {
      step.reasons.push_back({"step.date_waits_for", {{"fact", name_of(last)}, {"date", format_date(date_of(ready))}}});
    } else if (a.source == action_source::gate && a.earliest != 0U && a.earliest >= ready) {
      step.reasons.push_back({"step.date_gate", {{"date", format_date(date_of(a.earliest))}}});
    } else if (chosen_[i].start == 0U) {
      step.reasons.push_back({"step.date_ready", {}});
    }
    return;
  }
  auto const same_offer_between = std::any_of(p_.sessions.begin(), p_.sessions.end(), [&](action const& other) {
    return other.source == a.source && other.earliest >= ready && other.earliest < a.earliest &&
           times_.at(session_idx{other.index}).offer == times_.at(session_idx{a.index}).offer;
  });
  if (same_offer_between) {
    step.reasons.push_back({"step.date_fits_best", {{"offer", step.offer}}});
  } else if (ready != 0U && compiled_.facts[last].care) {
    step.reasons.push_back(
        {"step.date_after_care",
         {{"child", c_.children[compiled_.facts[last].child].id}, {"date", format_date(date_of(ready))}}});
  } else if (ready != 0U && !name_of(last).empty()) {
    step.reasons.push_back({"step.date_next_after", {{"fact", name_of(last)}, {"date", format_date(date_of(ready))}}});
  } else {
    step.reasons.push_back({"step.date_session_next", {{"offer", step.offer}}});
  }
}

void decoder::add_notes(plan_step& step, std::size_t const i) const {
  auto const& a = *chosen_[i].a;
  if (a.source == action_source::gate) {
    if (step.provisional) {
      step.reasons.push_back({"step.confirm", {{"rule", compiled_.gates[a.index].step.rule_id}}});
    }
    return;
  }
  if (a.source == action_source::procedure) {
    return;
  }
  auto const& s = t_.sessions[session_idx{a.index}];
  auto const& offer = t_.offers[s.offer];
  if (s.apply_by) {
    step.reasons.push_back({"step.apply_by", {{"date", format_date(*s.apply_by)}}});
  }
  if (s.min_group > s.enrolled) {
    step.reasons.push_back(
        {"step.min_group", {{"enrolled", std::to_string(s.enrolled)}, {"min", std::to_string(s.min_group)}}});
  }
  if (offer.attendance_percent != 0U) {
    step.reasons.push_back({"step.attendance", {{"percent", std::to_string(offer.attendance_percent)}}});
  }
}

// From the fact that fixes the goal's day back through the last need of each step.
void decoder::mark_critical(plan& out) const {
  auto latest = std::uint16_t{0U};
  auto at = plan_day{0U};
  auto const look = [&](std::span<std::uint16_t const> const needs) {
    auto found = false;
    at = 0U;
    for (auto const f : needs) {
      if (provider(f) != kNobody && tau(f) >= at) {
        at = tau(f);
        latest = f;
        found = true;
      }
    }
    return found;
  };
  auto needs = p_.needs(p_.goals[found_.goal]);
  while (look(needs)) {
    auto const i = provider(latest);
    out.steps[i].critical = true;
    needs = p_.needs(*chosen_[i].a);
  }
}

plan decoder::run() {
  auto out = plan{};
  out.person = c_.who.id;
  out.goal = goal_.text;
  out.as_of = c_.as_of;
  out.ready = p_.origin;
  out.goal_day = p_.origin;
  out.territory_hash = t_.hash;
  out.rules_hash = t_.rules_hash;
  out.policy_hash = t_.policy_hash;
  out.policy_version = t_.weights.version;
  out.engine = std::string{kPlanEngine};
  out.status = found_.status == search_status::exact        ? plan_status::exact
               : found_.status == search_status::best_found ? plan_status::best_found
                                                            : plan_status::none;
  out.bound = found_.status == search_status::none ? 0 : found_.bound;
  out.provisional = std::any_of(compiled_.laws.begin(), compiled_.laws.end(), [](auto const& law) {
    return law.second.provisional && law.second.outcome != access_outcome::denied;
  });
  if (!found_.found) {
    return out;
  }
  for (auto const& step : found_.actions) {
    chosen_.push_back({step.procedure ? &p_.procedures[step.index] : &p_.sessions[step.index], step.start});
  }
  drop_needless();
  start_early();
  auto const& goal = p_.goals[found_.goal];
  auto const& target = compiled_.targets[goal.target];
  out.goal_day = date_of(found_.goal_day);
  out.goal_offset = goal.offset;
  out.value = goal.offset + milli_days{found_.goal_day} * kMilliDaysPerDay;
  auto const& job = t_.occupations[target.occupation];
  out.reached = target.vacancy.valid() ? "vacancy:" + t_.vacancies[target.vacancy].id
                : job.self_employment  ? "self-employment:" + job.uri
                                       : job.uri;
  for (auto i = std::size_t{0U}; i != chosen_.size(); ++i) {
    out.steps.push_back(step_of(i));
    out.value += out.steps.back().price;
  }
  mark_critical(out);
  std::stable_sort(out.steps.begin(), out.steps.end(), [](plan_step const& a, plan_step const& b) {
    return std::tie(a.start, a.offer, a.session) < std::tie(b.start, b.offer, b.session);
  });
  out.provisional = std::any_of(out.steps.begin(), out.steps.end(), [](plan_step const& s) { return s.provisional; });
  return out;
}

}  // namespace

plan decode(planning_case const& c, goal_wish const& goal, compiled const& problem, search_result const& found,
            timetable const& times) {
  return decoder{c, goal, problem, found, times}.run();
}

}  // namespace foothold
