#include "plan/compilation.h"

#include <algorithm>
#include <limits>

#include "plan/atoms.h"
#include "plan/demand.h"
#include "plan/landmarks.h"

namespace foothold {

namespace {

constexpr int kFar = 100'000;  // a day that never comes

plan_day clamp_day(int const day) {
  return static_cast<plan_day>(std::clamp(day, 0, static_cast<int>(kMaxDays)));
}

}  // namespace

compilation::compilation(compiler& shared, planning_case const& c, goal_wish const& goal,
                         compile_options const& options)
    : shared_{shared},
      times_{shared.times_},
      t_{times_.of()},
      c_{c},
      goal_{goal},
      options_{options},
      held_(t_.facts.size()),
      locals_(t_.facts.size()),
      seen_offer_(t_.offers.size()),
      shape_fits_(times_.shape_count()),
      reaches_{shared.reaches(c.who.home, c.who.modes)},
      offer_gives_(t_.offers.size()),
      places_(c.children.size()) {
  out_.p.sessions.reserve(1024U);
  out_.p.origin = c.who.ready ? std::max(*c.who.ready, c.as_of) : c.as_of;
  out_.p.day_price = options.weight * kMilliDaysPerDay;
  out_.p.load_cap = c.who.max_weekly_minutes;
  origin_ = static_cast<std::int32_t>(out_.p.origin.time_since_epoch().count());
  last_day_ = day(c.as_of + days{t_.horizon_days});
  available_ = to_whole_grid(c.who.available);
  for (auto const& child : c.children) {
    covered_.push_back(to_whole_grid(child.covered));
  }
}

compiled compilation::run() {
  hold_facts();
  add_targets();
  expand_facts();
  if (out_.too_large) {
    return std::move(out_);
  }
  resolve_gives();
  sort_sessions();
  share_care_places();
  if (options_.prune) {
    prune();
  }
  number();
  keep_what_stays();
  assign_atoms();
  return std::move(out_);
}

void compilation::hold_facts() {
  for (auto const& held : c_.who.facts) {
    auto const from = held.from ? std::max(day(*held.from), 0) : 0;
    for (auto const f : t_.facts.implied(held.fact)) {
      auto& best = held_[f.v];
      best = std::min(best.value_or(kNever), clamp_day(from));
    }
  }
}

compilation::local compilation::new_local(local_fact const f, plan_day const tau) {
  if (out_.facts.size() > kMaxFacts) {
    out_.too_large = true;
    return 0U;
  }
  out_.facts.push_back(f);
  out_.p.tau.push_back(tau);
  return static_cast<local>(out_.facts.size() - 1U);
}

compilation::local compilation::local_of(fact_idx const f) {
  if (held_[f.v] == plan_day{0U}) {
    return kHeld;
  }
  auto& known = locals_[f.v];
  if (known == 0U) {
    known = static_cast<local>(new_local({f}, held_[f.v].value_or(kNever)) + 1U);
    open_.push_back(f);
    open_law(f, static_cast<local>(known - 1U));
  }
  return static_cast<local>(locals_[f.v] - 1U);
}

bool compilation::add_need(fact_idx const f, std::vector<local>& needs) {
  auto const id = local_of(f);
  if (id != kHeld && std::find(needs.begin(), needs.end(), id) == needs.end()) {
    needs.push_back(id);
  }
  return id != kHeld;
}

// Facts that the law gives: evaluated when somebody asks for them and the person does not hold them anyway.
void compilation::open_law(fact_idx const f, local const target) {
  auto const& name = t_.facts.name(f);
  if (!name.starts_with("work_access:") || held_[f.v]) {
    return;
  }
  auto const law = evaluate(t_.rules, t_.country, name, c_.who.legal, c_.as_of, t_.confirm_days);
  out_.laws.emplace_back(name, law);
  if (law.outcome == access_outcome::denied || !law.from) {
    return;
  }
  if (law.steps.empty()) {
    out_.p.tau[target] = clamp_day(day(*law.from));
    return;
  }
  add_gates(law, name, target);
}

void compilation::add_gates(work_access const& law, std::string const& subject, local const target) {
  auto const from = std::max(day(*law.from), 0);
  auto needs = std::vector<local>{};
  for (auto i = std::size_t{0U}; i != law.steps.size(); ++i) {
    auto const& step = law.steps[i];
    auto const last = i + 1U == law.steps.size();
    auto const confirm = step.kind == access_step_kind::confirm;
    auto a = action{};
    a.source = action_source::gate;
    a.index = static_cast<std::uint32_t>(out_.gates.size());
    a.effect = std::max<plan_day>(step.days, 1U);
    // A confirmation may be asked for at once; where nothing follows it, the fact still waits for the law's date.
    auto const waits = confirm && last;
    a.earliest =
        clamp_day(std::max(confirm ? (waits ? from - int{a.effect} : 0) : from, first_day_of(gate_name(step))));
    a.latest = clamp_day(last_day_);
    set_needs(a, needs);
    needs = {last ? target : new_local({}, kNever)};
    a.gives = static_cast<std::uint32_t>(out_.p.pool.size());
    a.gives_count = 1U;
    out_.p.pool.push_back(needs.front());
    out_.p.procedures.push_back(a);
    out_.gates.push_back({step, subject, waits});
  }
}

// ---- a plan that goes on

// For somebody who does not have it: it has begun, or nobody may apply any more.
bool compilation::too_late(session_idx const s) const {
  auto const& at = times_.at(s);
  auto const& id = t_.sessions[s].id;
  auto const begins = c_.goes_on && !c_.goes_on->holds(id) ? std::max(c_.goes_on->today, c_.as_of) : c_.as_of;
  auto const first = static_cast<std::int32_t>(begins.time_since_epoch().count());
  return at.apply_by < first || (c_.goes_on && at.start < first);
}

int compilation::first_day_of(std::string_view const procedure_or_gate) const {
  return c_.goes_on ? std::max(day(c_.goes_on->first_day(procedure_or_gate)), 0) : 0;
}

void compilation::keep_what_stays() {
  if (!c_.goes_on) {
    return;
  }
  for (auto const s : c_.goes_on->stays) {
    if (std::ranges::find(out_.p.sessions, s.v, &action::index) != out_.p.sessions.end()) {
      demand(out_.p, s);
      out_.facts.push_back({});
    }
  }
}

// ---- offers

bool compilation::open_to(eligibility const& who) const {
  return (!who.women_only || c_.who.sex == sex::female) &&
         (who.statuses.empty() ||
          std::find(who.statuses.begin(), who.statuses.end(), c_.who.legal.status) != who.statuses.end());
}

// First and last day, from origin, on which the person's age and the window since the anchor allow a start.
std::pair<int, int> compilation::window_of(eligibility const& who) const {
  auto first = 0;
  auto last = kFar;
  if (who.age_from != 0U) {
    first = std::max(first, day(reaches_age(c_.who.birth, who.age_from * 12U)));
  }
  if (who.age_to != 255U) {
    last = std::min(last, day(reaches_age(c_.who.birth, (who.age_to + 1U) * 12U)) - 1);
  }
  if (who.window_days != 0U) {
    auto const& legal = c_.who.legal;
    auto const anchor = who.window_anchor == "registered" ? legal.registered
                        : who.window_anchor == "arrived"  ? legal.arrived
                                                          : legal.status_since;
    last = anchor ? std::min(last, day(*anchor) + who.window_days) : -1;
  }
  return {first, last};
}

bool compilation::fits_week(shape_idx const s) {
  auto& known = shape_fits_[s.v];
  if (known == 0U) {
    auto const& r = reach_of(s);
    known = r.possible && r.longest <= c_.who.max_travel_minutes && r.grid.within(available_) ? 1U : 2U;
  }
  return known == 1U;
}

bool compilation::bound_by_permit(offer const& o) const {
  if (!c_.who.legal.permit_until || o.kind == offer_kind::childcare) {
    return false;
  }
  return std::none_of(o.gives.begin(), o.gives.end(),
                      [&](fact_idx const f) { return t_.facts.name(f) == kPermitExtended; });
}

void compilation::expand_facts() {
  // Care places are looked at even when no fact is open: a job may need nothing else.
  do {
    while (!open_.empty()) {
      auto const f = open_.back();
      open_.pop_back();
      for (auto const o : times_.givers(f)) {
        if (!seen_offer_[o.v]) {
          seen_offer_[o.v] = true;
          add_offer(o);
        }
      }
    }
    add_care_places();
  } while (!open_.empty());
}

milli_days compilation::price_of(offer const& o, std::uint32_t const minutes) const {
  return options_.weight * step_price(t_.weights, o.own_cents, o.public_cents, minutes);
}

void compilation::add_offer(offer_idx const o) {
  auto const& offer = t_.offers[o];
  if (offer.kind == offer_kind::childcare || !open_to(offer.who)) {
    return;
  }
  if (offer.kind == offer_kind::procedure) {
    add_procedure(o);
    return;
  }
  add_sessions(o);
}

void compilation::add_procedure(offer_idx const o) {
  auto const& offer = t_.offers[o];
  auto const [window, last] = window_of(offer.who);
  auto const first = std::max(window, first_day_of(offer.id));
  auto a = action{};
  a.source = action_source::procedure;
  a.index = o.v;
  a.effect = std::max<plan_day>(offer.duration_days, 1U);
  a.price = price_of(offer, 0U);
  a.earliest = clamp_day(first);
  auto const latest = std::min(last, last_day_);
  if (latest < first) {
    return;
  }
  needs_.clear();
  for (auto const f : offer.needs) {
    add_need(f, needs_);
  }
  set_needs(a, needs_);
  a.latest = clamp_day(latest);
  auto const permit_latest = bound_by_permit(offer) ? day(*c_.who.legal.permit_until) - int{a.effect} + 1 : kFar;
  if (permit_latest >= latest) {
    out_.p.procedures.push_back(a);
    return;
  }
  // Twice: within the permit as it stands, and later with the right to stay extended.
  if (permit_latest >= first) {
    auto within = a;
    within.latest = clamp_day(permit_latest);
    out_.p.procedures.push_back(within);
  }
  if (auto const extended = t_.facts.find(kPermitExtended)) {
    add_need(*extended, needs_);
    set_needs(a, needs_);
    out_.p.procedures.push_back(a);
  }
}

void compilation::add_sessions(offer_idx const o) {
  auto const& offer = t_.offers[o];
  auto const [first, last] = window_of(offer.who);
  auto const permit_last = bound_by_permit(offer) ? day(*c_.who.legal.permit_until) : kFar;
  auto shared = std::optional<action>{};  // with the needs of the offer alone
  for (auto const s : times_.sessions(o)) {
    auto const& at = times_.at(s);
    auto const start = offset_of(at.start);
    auto const end = offset_of(at.end);
    if (start < std::max(first, 0) || start > last || end >= last_day_ || too_late(s) ||
        (places_left(s) == 0U && !c_.ignore_places) || (at.women_only && c_.who.sex != sex::female) ||
        !fits_week(at.shape)) {
      continue;
    }
    auto const& r = reach_of(at.shape);
    auto const load = at.weekly + r.travel;
    if (load > c_.who.max_weekly_minutes) {
      continue;
    }
    if (!shared) {
      offer_needs_.clear();
      for (auto const f : offer.needs) {
        add_need(f, offer_needs_);
      }
      shared.emplace();
      set_needs(*shared, offer_needs_);
    }
    auto a = *shared;
    auto const late = end > permit_last;
    if (late || (!c_.children.empty() && !at.care_on_site)) {
      needs_ = offer_needs_;
      auto const extended = late ? t_.facts.find(kPermitExtended) : std::nullopt;
      if (late && !extended) {
        continue;
      }
      if (extended) {
        add_need(*extended, needs_);
      }
      if (!at.care_on_site && !add_care_needs(needs_, r, start, end)) {
        continue;
      }
      if (needs_.size() != offer_needs_.size()) {
        set_needs(a, needs_);
      }
    }
    a.minutes = at.taught + at.study;
    for (auto d = std::size_t{0U}; d != at.meetings.size(); ++d) {
      a.minutes += unsigned{at.meetings[d]} * r.round_trip[d];
    }
    a.source = action_source::session;
    a.index = s.v;
    a.earliest = a.latest = clamp_day(start);
    a.effect = a.busy = clamp_day(end - start + 1);
    a.load = static_cast<std::uint16_t>(load);
    a.price = price_of(offer, a.minutes) + place_price(s);
    out_.p.sessions.push_back(a);
  }
}

// ---- the problem

// Sessions of one offer mostly need the same: they share one range of the pool.
void compilation::set_needs(action& a, std::vector<local> const& needs) {
  auto const& pool = out_.p.pool;
  a.needs_count = static_cast<std::uint16_t>(needs.size());
  auto const& same = out_.p.sessions.empty() ? action{} : out_.p.sessions.back();
  if (same.needs_count == a.needs_count && same.needs + needs.size() <= pool.size() &&
      std::equal(needs.begin(), needs.end(), pool.begin() + same.needs)) {
    a.needs = same.needs;
    return;
  }
  a.needs = static_cast<std::uint32_t>(pool.size());
  out_.p.pool.insert(out_.p.pool.end(), needs.begin(), needs.end());
}

void compilation::assign_atoms() {
  auto position = std::vector<std::uint32_t>(times_.shape_count(), UINT32_MAX);
  auto masks = std::vector<week_grid>{};
  auto const shape_of = [&](action const& a) { return times_.at(session_idx{a.index}).shape; };
  for (auto const& a : out_.p.sessions) {
    if (a.source == action_source::session && position[shape_of(a).v] == UINT32_MAX) {
      position[shape_of(a).v] = static_cast<std::uint32_t>(masks.size());
      masks.push_back(reach_of(shape_of(a)).grid);
    }
  }
  auto const found = find_atoms(masks);
  out_.p.atom_count = found.count;
  auto offsets = std::vector<std::uint32_t>{};
  for (auto const& list : found.of_mask) {
    offsets.push_back(static_cast<std::uint32_t>(out_.p.pool.size()));
    out_.p.pool.insert(out_.p.pool.end(), list.begin(), list.end());
  }
  for (auto& a : out_.p.sessions) {
    if (a.source == action_source::session) {
      auto const m = position[shape_of(a).v];
      a.atoms = offsets[m];
      a.atoms_count = static_cast<std::uint16_t>(found.of_mask[m].size());
    }
  }
  assign_care_atoms();
}

void compilation::assign_care_atoms() {
  auto& sessions = out_.p.sessions;
  auto last = std::uint32_t{0U};
  for (auto i = std::size_t{0U}; i != sessions.size(); ++i) {
    auto& a = sessions[i];
    if (a.place == 0U) {
      continue;
    }
    if (i == 0U || sessions[i - 1U].place == 0U || sessions[i - 1U].index != a.index) {
      last = out_.p.atom_count;
    }
    auto const atom = last + a.place - 1U;
    out_.p.atom_count = std::max(out_.p.atom_count, atom + 1U);
    a.atoms = static_cast<std::uint32_t>(out_.p.pool.size());
    a.atoms_count = 1U;
    out_.p.pool.push_back(static_cast<std::uint16_t>(atom));
  }
}

}  // namespace foothold
