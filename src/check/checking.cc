#include "check/checking.h"

#include <algorithm>
#include <utility>

namespace foothold::check {

namespace {

template <typename Items>
auto const* by_id(Items const& items, std::string_view const id) {
  for (auto const& item : items) {
    if (item.id == id) {
      return &item;
    }
  }
  return static_cast<decltype(&*items.begin())>(nullptr);
}

std::string name_of(plan_step const& step) {
  auto name = step.session.empty() ? step.offer : step.session;
  return step.child.empty() ? name : name + " for " + step.child;
}

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

}  // namespace

checking begin_checking(territory const& place, person const& who, plan const& what) {
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

}  // namespace foothold::check
