#include "check/plan_check.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "check/law.h"
#include "check/reading.h"

namespace foothold {

namespace {

using namespace check;

// A step of the plan and what its ids mean in the territory.
struct seen_step {
  plan_step const* step{nullptr};
  std::string name{};  // for messages
  offer const* what{nullptr};
  session const* meeting{nullptr};
  child const* whose{nullptr};  // childcare
  weekly_use use{};             // sessions other than childcare
  [[nodiscard]] bool gate() const { return step->kind == step_kind::gate; }
  [[nodiscard]] bool care() const { return what != nullptr && what->kind == offer_kind::childcare; }
  [[nodiscard]] bool procedure() const { return what != nullptr && what->kind == offer_kind::procedure; }
  [[nodiscard]] bool attended() const { return meeting != nullptr && !care(); }
};

// A subject of work access, what the law says and the gate steps that the plan has for it.
struct gate_chain {
  std::string_view subject;
  law_answer law{};
  std::vector<plan_step const*> steps{};
  bool complete{false};
};

struct checking {
  territory const& place;
  person const& who;
  plan const& what;
  date ready;
  std::vector<seen_step> steps{};
  std::vector<gate_chain> chains{};
  std::optional<job> ends_in{};
  std::map<fact_idx, date> holds{};  // the first day of every fact, given the steps
  std::vector<violation> found{};

  void blame(std::string rule, std::string const& step, std::string message) {
    found.push_back({std::move(rule), step, std::move(message)});
  }
  [[nodiscard]] bool holds_on(fact_idx const f, date const d) const {
    auto const it = holds.find(f);
    return it != holds.end() && it->second <= d;
  }
  [[nodiscard]] bool holds_on(std::string_view const f, date const d) const {
    auto const id = place.facts.find(f);
    return id && holds_on(*id, d);
  }
  [[nodiscard]] std::string const& fact(fact_idx const f) const { return place.facts.name(f); }
};

std::string day(date const d) {
  return format_date(d);
}

template <typename Items>
auto const* by_id(Items const& items, std::string_view const id) {
  for (auto const& item : items) {
    if (item.id == id) {
      return &item;
    }
  }
  return static_cast<decltype(&*items.begin())>(nullptr);
}

bool same_kind(step_kind const step, offer_kind const what) {
  switch (what) {
    case offer_kind::course:
      return step == step_kind::course;
    case offer_kind::procedure:
      return step == step_kind::procedure;
    case offer_kind::internship:
      return step == step_kind::internship;
    case offer_kind::job_support:
      return step == step_kind::job_support;
    case offer_kind::childcare:
      return step == step_kind::childcare;
    case offer_kind::mentoring:
      return step == step_kind::mentoring;
    case offer_kind::service:
      return step == step_kind::service;
  }
  return false;
}

std::string name_of(plan_step const& step) {
  auto name = step.session.empty() ? step.offer : step.session;
  return step.child.empty() ? name : name + " for " + step.child;
}

// --- What the plan's words mean -------------------------------------------------------------------------------------

child const* child_of(checking const& c, std::string_view const id) {
  for (auto const idx : c.who.cares_for) {
    if (c.place.children[idx].id == id) {
      return &c.place.children[idx];
    }
  }
  return nullptr;
}

seen_step see(checking const& c, plan_step const& step) {
  auto seen = seen_step{.step = &step, .name = name_of(step)};
  if (seen.gate()) {
    return seen;
  }
  seen.what = by_id(c.place.offers, step.offer);
  seen.whose = child_of(c, step.child);
  auto const* const meeting = by_id(c.place.sessions, step.session);
  if (seen.what != nullptr && meeting != nullptr && &c.place.offers[meeting->offer] == seen.what) {
    seen.meeting = meeting;
    seen.use = use_of(c.place, c.who, *meeting);
  }
  return seen;
}

// Does something in the plan ask the law for this subject? A person's own fact stands in its place.
bool asks_law(checking const& c, std::string_view const subject) {
  auto const id = c.place.facts.find(subject);
  if (id && holds_itself(c.who, *id)) {
    return false;
  }
  auto const asks = [&](std::vector<fact_idx> const& needs) {
    return id && std::find(needs.begin(), needs.end(), *id) != needs.end();
  };
  return (c.ends_in && (c.ends_in->access == subject || asks(c.ends_in->needs))) ||
         std::any_of(c.steps.begin(), c.steps.end(),
                     [&](seen_step const& s) { return s.what != nullptr && asks(s.what->needs); });
}

// The gate steps of a subject, by the names that the law gives them. Several subjects may have steps of one name
// ("no-rule/confirm"): the one that says in `gives` that it opens the subject is taken first.
void find_chain(gate_chain& chain, std::vector<plan_step const*>& left) {
  for (auto const& wanted : chain.law.steps) {
    auto best = left.end();
    for (auto it = left.begin(); it != left.end(); ++it) {
      auto const& gives = (*it)->gives;
      auto const named = std::find(gives.begin(), gives.end(), chain.subject) != gives.end();
      if ((*it)->offer == wanted.name && (best == left.end() || named)) {
        best = it;
      }
      if (best == it && named) {
        break;
      }
    }
    if (best == left.end()) {
      break;
    }
    chain.steps.push_back(*best);
    left.erase(best);
  }
  chain.complete = chain.steps.size() == chain.law.steps.size();
}

void hold(checking& c, fact_idx const f, date const from) {
  for (auto const lower : c.place.facts.implied(f)) {
    auto const [it, added] = c.holds.emplace(lower, from);
    if (!added) {
      it->second = std::min(it->second, from);
    }
  }
}

void derive_facts(checking& c) {
  for (auto const& held : c.who.facts) {
    hold(c, held.fact, held.from.value_or(date::min()));
  }
  for (auto const& s : c.steps) {
    if (s.attended() || s.procedure()) {
      for (auto const f : s.what->gives) {
        hold(c, f, (s.attended() ? s.meeting->end : s.step->end) + days{1});
      }
    }
  }
  for (auto const& chain : c.chains) {
    auto const id = c.place.facts.find(chain.subject);
    if (id && !chain.law.never && chain.complete) {
      auto const last = chain.steps.empty() ? std::optional<date>{} : chain.steps.back()->end;
      hold(c, *id, allowed_from(chain.law, last));
    }
  }
}

// The job that `reached` names, if the goal allows it.
std::optional<job> job_reached(checking const& c) {
  for (auto const& work : jobs_of(c.place, c.what.goal).value_or(std::vector<job>{})) {
    if (work.name == c.what.reached) {
      return work;
    }
  }
  return std::nullopt;
}

checking begin(territory const& place, person const& who, plan const& what) {
  auto c = checking{.place = place, .who = who, .what = what, .ready = ready_day(who, what.as_of)};
  for (auto const& step : what.steps) {
    c.steps.push_back(see(c, step));
  }
  c.ends_in = job_reached(c);
  auto gates = std::vector<plan_step const*>{};
  for (auto const& s : c.steps) {
    if (s.gate()) {
      gates.push_back(s.step);
    }
  }
  for (auto const subject : {kWorkAccessEmployment, kWorkAccessSelfEmployment, kWorkAccessInternship}) {
    if (asks_law(c, subject)) {
      auto chain = gate_chain{.subject = subject, .law = read_law(place, who.legal, subject, what.as_of)};
      find_chain(chain, gates);
      c.chains.push_back(std::move(chain));
    }
  }
  if (c.ends_in) {
    for (auto const* const gate : gates) {
      c.blame("3-gates", gate->offer, "the law asks for no such step here, or nothing in the plan needs it");
    }
  }
  derive_facts(c);
  return c;
}

// --- Rule 1: steps exist and have their dates -----------------------------------------------------------------------

void check_gives(checking& c, seen_step const& s) {
  for (auto const& name : s.step->gives) {
    auto const id = c.place.facts.find(name);
    auto given = false;
    for (auto const f : s.what->gives) {
      auto const implied = c.place.facts.implied(f);
      given = given || (id && std::find(implied.begin(), implied.end(), *id) != implied.end());
    }
    if (!given) {
      c.blame("1-steps", s.name, fmt::format("the offer does not give {}", name));
    }
  }
}

void check_session_step(checking& c, seen_step const& s) {
  if (s.meeting == nullptr) {
    c.blame("1-steps", s.name, "the offer has no such session");
    return;
  }
  if (s.step->start != s.meeting->start || s.step->end != s.meeting->end) {
    c.blame("1-steps", s.name,
            fmt::format("the session runs from {} to {}", day(s.meeting->start), day(s.meeting->end)));
  }
  if (s.care() != (s.whose != nullptr) || s.care() == s.step->child.empty()) {
    c.blame("1-steps", s.name, "a care place, and nothing else, is for one child of this carer");
  }
}

void check_procedure_step(checking& c, seen_step const& s) {
  auto const lasts = days{std::max<int>(1, s.what->duration_days)};
  if (!s.step->session.empty() || !s.step->child.empty()) {
    c.blame("1-steps", s.name, "a procedure has no session and no child");
  }
  if (s.step->end != s.step->start + lasts - days{1}) {
    c.blame("1-steps", s.name, fmt::format("the procedure lasts {} days", lasts.count()));
  }
}

void check_steps_exist(checking& c) {
  if (c.what.person != c.who.id) {
    c.blame("1-steps", "", "the plan is for another person");
  }
  auto last = date::min();
  for (auto const& s : c.steps) {
    if (s.step->start < last) {
      c.blame("1-steps", s.name, "steps stand by their start");
    }
    last = s.step->start;
    if (s.gate()) {
      if (!s.step->session.empty() || !s.step->child.empty()) {
        c.blame("1-steps", s.name, "a gate has no session and no child");
      }
      continue;
    }
    if (s.what == nullptr) {
      c.blame("1-steps", s.name, "there is no such offer");
      continue;
    }
    if (!same_kind(s.step->kind, s.what->kind)) {
      c.blame("1-steps", s.name, "the step is not of the offer's kind");
    }
    if (s.procedure()) {
      check_procedure_step(c, s);
    } else {
      check_session_step(c, s);
    }
    if (!s.care()) {
      check_gives(c, s);
    }
  }
}

// --- Rule 2: steps are open to the person ---------------------------------------------------------------------------

void check_places(checking& c, seen_step const& s) {
  auto const taken =
      std::count_if(c.steps.begin(), c.steps.end(), [&](seen_step const& other) { return other.meeting == s.meeting; });
  if (auto const why = not_bookable(*s.meeting, c.what.as_of)) {
    c.blame("2-places", s.name, *why);
  } else if (taken > s.meeting->places_left) {
    c.blame("2-places", s.name, fmt::format("the plan takes {} places, {} are left", taken, s.meeting->places_left));
  }
}

void check_steps_open(checking& c) {
  if (c.what.ready != c.ready) {
    c.blame("2-ready", "", fmt::format("ready is {}", day(c.ready)));
  }
  for (auto const& s : c.steps) {
    if (s.step->start < c.ready) {
      c.blame("2-ready", s.name, fmt::format("no step can start before {}", day(c.ready)));
    }
    if (s.what == nullptr) {
      continue;
    }
    auto const women_only = s.meeting != nullptr && s.meeting->women_only;
    if (auto const why = closed_to(c.who, *s.what, women_only, s.step->start)) {
      c.blame("2-open", s.name, "not open to this person: " + *why);
    }
    if (s.care() && s.whose != nullptr && !fits_age(*s.what, *s.whose, s.step->start)) {
      c.blame("2-open", s.name, "the child has not the age of this care place");
    }
    if (s.meeting != nullptr) {
      check_places(c, s);
    }
  }
}

// --- Rule 3: needs hold, gates are passed ---------------------------------------------------------------------------

void check_chain(checking& c, gate_chain const& chain) {
  auto const& law = chain.law;
  if (!chain.steps.empty() && !chain.complete) {
    c.blame("3-gates", law.steps[chain.steps.size()].name, "this step of the law is missing");
  }
  auto earliest = c.ready;
  for (auto i = std::size_t{0U}; i != chain.steps.size(); ++i) {
    auto const& step = *chain.steps[i];
    if (i != 0U || !law.provisional) {
      earliest = std::max(earliest, law.from);
    }
    if (step.start < earliest) {
      c.blame("3-gates", step.offer, fmt::format("cannot start before {}", day(earliest)));
    }
    if (step.end != step.start + days{law.steps[i].days} - days{1}) {
      c.blame("3-gates", step.offer, fmt::format("lasts {} days", law.steps[i].days));
    }
    if (law.provisional && !step.provisional) {
      c.blame("3-gates", step.offer, "the law behind it must be confirmed: the step is provisional");
    }
    earliest = std::max(earliest, step.end + days{1});
  }
}

void check_needs(checking& c) {
  for (auto const& s : c.steps) {
    if (s.what == nullptr) {
      continue;
    }
    for (auto const f : s.what->needs) {
      if (!c.holds_on(f, s.step->start)) {
        c.blame("3-needs", s.name, fmt::format("needs {} on {}", c.fact(f), day(s.step->start)));
      }
    }
  }
  auto provisional = false;
  for (auto const& chain : c.chains) {
    check_chain(c, chain);
    provisional = provisional || (chain.law.provisional && !chain.steps.empty());
  }
  if (provisional != c.what.provisional) {
    c.blame("3-gates", "",
            provisional ? "a law behind the plan must be confirmed: it is provisional"
                        : "no law behind the plan must be confirmed: it is not provisional");
  }
}

// --- Rule 4: the week -----------------------------------------------------------------------------------------------

void check_hours(checking& c) {
  auto const free = to_whole_grid(c.who.available);
  for (auto const& s : c.steps) {
    if (s.meeting == nullptr) {
      continue;
    }
    if (!s.use.reachable) {
      c.blame("4-way", s.name, "there is no way there and back at these hours");
    } else if (s.attended() && !s.use.half_hours.within(free)) {
      c.blame("4-hours", s.name, "lies, with its way, outside the person's available hours");
    }
  }
}

void check_clashes(checking& c) {
  for (auto i = c.steps.begin(); i != c.steps.end(); ++i) {
    for (auto j = std::next(i); j != c.steps.end(); ++j) {
      if (!i->attended() || !j->attended()) {
        continue;
      }
      auto const share_a_day = i->meeting->start <= j->meeting->end && j->meeting->start <= i->meeting->end;
      if (share_a_day && i->use.half_hours.intersects(j->use.half_hours)) {
        c.blame("4-clash", j->name, "at the same hours as " + i->name);
      }
    }
  }
}

// The load grows only on the first day of a session: these days are looked at.
void check_load(checking& c) {
  for (auto const& first : c.steps) {
    if (!first.attended()) {
      continue;
    }
    auto const d = first.meeting->start;
    auto load = 0U;
    for (auto const& s : c.steps) {
      if (s.attended() && s.meeting->start <= d && d <= s.meeting->end) {
        load += weekly_load(c.place, *s.meeting, s.use);
      }
    }
    if (load > c.who.max_weekly_minutes) {
      c.blame("4-load", first.name,
              fmt::format("{} minutes a week from {}, at most {}", load, day(d), c.who.max_weekly_minutes));
    }
  }
}

// Is the child cared for while the carer is away?
bool cared_for(checking const& c, child const& whose, week_grid const& away, date const start, date const end) {
  auto const needed = care_needed(c.place, whose, away, start, end);
  return needed.empty() || std::any_of(c.steps.begin(), c.steps.end(), [&](seen_step const& s) {
           return s.care() && s.meeting != nullptr && s.whose == &whose &&
                  carries(c.place, *s.meeting, needed, start, end);
         });
}

void check_care(checking& c) {
  for (auto const& s : c.steps) {
    if (!s.attended() || s.meeting->care_on_site) {
      continue;
    }
    for (auto const idx : c.who.cares_for) {
      auto const& whose = c.place.children[idx];
      if (!cared_for(c, whose, s.use.half_hours, s.meeting->start, s.meeting->end)) {
        c.blame("4-care", s.name, fmt::format("nobody cares for {} at these hours", whose.id));
      }
    }
  }
}

void check_permit(checking& c) {
  auto const extends = c.place.facts.find(kPermitExtended);
  for (auto const& s : c.steps) {
    if (s.what == nullptr || s.care()) {
      continue;
    }
    auto const& gives = s.what->gives;
    auto const exempt = extends && std::find(gives.begin(), gives.end(), *extends) != gives.end();
    if (!exempt && beyond_permit(c.who, s.step->end) && !c.holds_on(kPermitExtended, s.step->start)) {
      c.blame("4-permit", s.name, fmt::format("ends after the permit and needs {}", kPermitExtended));
    }
  }
}

void check_week(checking& c) {
  check_hours(c);
  check_clashes(c);
  check_load(c);
  check_care(c);
  check_permit(c);
}

// --- Rule 5: the goal -----------------------------------------------------------------------------------------------

// What stands against the first day in the job being d; nothing: it can be.
std::optional<std::string> against(checking const& c, job const& work, weekly_use const& use, date const d) {
  for (auto const f : work.needs) {
    if (!c.holds_on(f, d)) {
      return fmt::format("the job needs {}", c.fact(f));
    }
  }
  if (!c.holds_on(work.access, d)) {
    return fmt::format("the job needs {}", work.access);
  }
  if (d < work.from || d > work.until) {
    return fmt::format("the job starts between {} and {}", day(work.from), day(work.until));
  }
  if (beyond_permit(c.who, d) && !c.holds_on(kPermitExtended, d)) {
    return fmt::format("the job starts after the permit and needs {}", kPermitExtended);
  }
  for (auto const idx : c.who.cares_for) {
    if (!cared_for(c, c.place.children[idx], use.half_hours, d, d)) {
      return fmt::format("nobody cares for {} at the hours of the job", c.place.children[idx].id);
    }
  }
  return std::nullopt;
}

void check_goal(checking& c) {
  if (!c.ends_in) {
    c.blame("5-goal", "", "the goal does not name the job that is reached");
    return;
  }
  auto const& work = *c.ends_in;
  auto const use = use_of(c.place, c.who, work.week, work.where, date{}, date{} + days{6});
  if (!use.reachable || !use.half_hours.within(to_whole_grid(c.who.available))) {
    c.blame("5-goal", "", "the hours of the job, with its way, do not fit the person's week");
  }
  auto const last = c.what.as_of + days{c.place.horizon_days};
  if (c.what.goal_day < c.ready || c.what.goal_day > last) {
    c.blame("5-goal", "", fmt::format("the first day in the job lies between {} and {}", day(c.ready), day(last)));
    return;
  }
  if (auto const why = against(c, work, use, c.what.goal_day)) {
    c.blame("5-goal", "", fmt::format("not on {}: {}", day(c.what.goal_day), *why));
  }
  for (auto d = c.ready; d < c.what.goal_day; d += days{1}) {
    if (!against(c, work, use, d)) {
      c.blame("5-goal", "", fmt::format("the job could start on {} already", day(d)));
      break;
    }
  }
  for (auto const& s : c.steps) {
    if (!s.care() && s.step->end >= c.what.goal_day) {
      c.blame("5-goal", s.name, "does not end before the first day in the job");
    }
  }
}

// --- Rule 6: prices and value ---------------------------------------------------------------------------------------

void check_prices(checking& c) {
  auto sum = milli_days{0};
  auto known = c.ends_in.has_value();
  for (auto const& s : c.steps) {
    if (!s.gate() && (s.what == nullptr || !s.use.reachable || (s.meeting == nullptr && !s.procedure()))) {
      known = false;  // broken rule 1 or 4; there is no true price
      continue;
    }
    auto const minutes = s.attended() ? whole_minutes(c.place, *s.meeting, s.use) : 0U;
    auto const price = s.what != nullptr ? price_of(c.place.weights, *s.what, minutes) : milli_days{0};
    if (s.step->minutes != minutes) {
      c.blame("6-price", s.name, fmt::format("takes {} minutes, not {}", minutes, s.step->minutes));
    }
    if (s.step->price != price) {
      c.blame("6-price", s.name, fmt::format("counts {} milli-days, not {}", price, s.step->price));
    }
    sum += price;
  }
  if (!known) {
    return;
  }
  if (c.what.goal_offset != c.ends_in->offset) {
    c.blame("6-value", "", fmt::format("the goal counts {} milli-days, not {}", c.ends_in->offset, c.what.goal_offset));
  }
  auto const value = c.ends_in->offset + kMilliDaysPerDay * (c.what.goal_day - c.ready).count() + sum;
  if (c.what.value != value) {
    c.blame("6-value", "", fmt::format("the plan's value is {} milli-days, not {}", value, c.what.value));
  }
}

// --- Rule 7: bound and status ---------------------------------------------------------------------------------------

void check_bound(checking& c) {
  if (c.what.bound > c.what.value) {
    c.blame("7-bound", "", "the bound is above the value");
  }
  if (c.what.status == plan_status::exact && c.what.bound != c.what.value) {
    c.blame("7-bound", "", "an exact plan has a bound that equals its value");
  }
}

}  // namespace

std::vector<violation> check_plan(territory const& place, person const& who, plan const& what) {
  if (what.status == plan_status::none) {
    return {{"7-none", "", "there is no plan in it to check"}};
  }
  auto c = begin(place, who, what);
  check_steps_exist(c);
  check_steps_open(c);
  check_needs(c);
  check_week(c);
  check_goal(c);
  check_prices(c);
  check_bound(c);
  std::stable_sort(c.found.begin(), c.found.end(),
                   [](violation const& a, violation const& b) { return a.rule.front() < b.rule.front(); });
  return std::move(c.found);
}

std::vector<std::string> check_origin(territory const& place, plan const& what) {
  auto out = std::vector<std::string>{};
  auto const compare = [&](std::string_view const name, std::string const& now, std::string const& then) {
    if (now != then) {
      out.push_back(fmt::format("the {} are not the ones that the plan was made from", name));
    }
  };
  compare("files of the territory", place.hash, what.territory_hash);
  compare("rules of law", place.rules_hash, what.rules_hash);
  compare("weights of the policy", place.policy_hash, what.policy_hash);
  return out;
}

}  // namespace foothold
