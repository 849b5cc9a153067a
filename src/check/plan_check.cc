#include "check/plan_check.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "check/checking.h"

namespace foothold {

namespace {

using namespace check;

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
            fmt::format("the session runs from {} to {}", format_date(s.meeting->start), format_date(s.meeting->end)));
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
    c.blame("2-ready", "", fmt::format("ready is {}", format_date(c.ready)));
  }
  for (auto const& s : c.steps) {
    if (s.step->start < c.ready) {
      c.blame("2-ready", s.name, fmt::format("no step can start before {}", format_date(c.ready)));
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
      c.blame("3-gates", step.offer, fmt::format("cannot start before {}", format_date(earliest)));
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
        c.blame("3-needs", s.name, fmt::format("needs {} on {}", c.fact(f), format_date(s.step->start)));
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
  auto c = begin_checking(place, who, what);
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
