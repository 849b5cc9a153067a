#include "plan/explain.h"

#include <algorithm>
#include <optional>
#include <string>

#include "plan/decode.h"
#include "plan/landmarks.h"

namespace foothold {

namespace {

constexpr std::size_t kMostConstraints = 3U;
constexpr auto kWorthSaying = milli_days{kMilliDaysPerDay};

// The full session that the relaxed plan would use.
void name_full_session(reason& what, plan const& relaxed, territory const& t) {
  for (auto const& step : relaxed.steps) {
    for (auto const& s : t.sessions) {
      if (s.id == step.session && s.places_left == 0U) {
        what.args = {{"session", s.id}, {"offer", step.offer}};
        return;
      }
    }
  }
}

// The facts at the root: needed, not reachable, while everything an action for them needs is reachable.
class root_search {
public:
  explicit root_search(compiled const& problem) : c_{problem}, earliest_{earliest_days(problem.p)} {}

  void follow(std::uint16_t const fact) {
    if (earliest_[fact] != kNever || std::find(seen_.begin(), seen_.end(), fact) != seen_.end()) {
      return;
    }
    seen_.push_back(fact);
    auto deeper = false;
    auto const look = [&](std::vector<action> const& actions) {
      for (auto const& a : actions) {
        auto const gives = c_.p.gives(a);
        if (std::find(gives.begin(), gives.end(), fact) == gives.end()) {
          continue;
        }
        for (auto const need : c_.p.needs(a)) {
          if (earliest_[need] == kNever) {
            deeper = true;
            follow(need);
          }
        }
      }
    };
    look(c_.p.sessions);
    look(c_.p.procedures);
    if (!deeper) {
      roots_.push_back(fact);
    }
  }

  [[nodiscard]] bool reachable(std::uint16_t const fact) const { return earliest_[fact] != kNever; }
  [[nodiscard]] std::vector<std::uint16_t> const& roots() const { return roots_; }

private:
  compiled const& c_;
  std::vector<plan_day> earliest_;
  std::vector<std::uint16_t> seen_, roots_;
};

bool can_hold(compiled const& problem, fact_idx const fact) {
  auto const earliest = earliest_days(problem.p);
  for (auto f = std::size_t{0U}; f != problem.facts.size(); ++f) {
    if (problem.facts[f].fact == fact) {
      return earliest[f] != kNever;
    }
  }
  return true;
}

// No job of the goal can be begun, whatever is learned: what stands in the way of the one with the fewest obstacles.
std::vector<std::string> job_obstacles(compiler& shared, planning_case const& c, goal_wish const& goal) {
  auto const& t = shared.times().of();
  auto const free = to_whole_grid(c.who.available);
  auto best = std::optional<std::vector<std::string>>{};
  auto const look = [&](shape_idx const shape) {
    auto const& r = shared.reach_of(c.who.home, c.who.modes, shape);
    auto found = std::vector<std::string>{};
    if (!r.possible || r.longest > c.who.max_travel_minutes) {
      found.emplace_back("missing.job_travel");
    }
    // Where no bus runs, the hours are those with the way by car: a car alone must not be what is said to help.
    auto const& way = r.possible ? r : shared.reach_of(c.who.home, c.who.modes | kCar, shape);
    if (way.possible ? !way.grid.within(free) : !to_grid(shared.times().pattern(shape)).within(free)) {
      found.emplace_back("missing.job_hours");
    }
    if (!best || found.size() < best->size()) {
      best = std::move(found);
    }
  };
  for (auto const o : t.occupations.ids()) {
    auto const& job = t.occupations[o];
    auto const wanted =
        goal.kind == goal_kind::occupation        ? o == goal.occupation
        : goal.kind == goal_kind::self_employment ? job.self_employment
        : goal.kind == goal_kind::fields
            ? !job.self_employment && std::any_of(goal.isco.begin(), goal.isco.end(),
                                                  [&](auto const& x) { return job.isco.starts_with(x); })
            : false;
    if (wanted) {
      look(shared.times().job_shape(o));
    }
  }
  if (goal.kind == goal_kind::vacancy) {
    look(shared.times().job_shape(goal.vacancy));
  }
  if (!best) {
    return {"missing.job"};
  }
  if (best->empty()) {
    // Hours and way would do: it is the children's care, or the permit.
    for (auto const& r : relaxations(c, t)) {
      auto const key = "missing.job_" + r.family;
      if ((r.family == "care" || r.family == "permit") && std::find(best->begin(), best->end(), key) == best->end() &&
          !shared.compile(r.relaxed, goal, {.prune = false}).p.goals.empty()) {
        best->push_back(key);
      }
    }
  }
  return best->empty() ? std::vector<std::string>{"missing.job"} : *best;
}

reason with_fact(std::string key, std::string fact) {
  return {std::move(key), {{"fact", std::move(fact)}}};
}

}  // namespace

std::vector<tight_constraint> tightest(compiler& shared, planning_case const& c, goal_wish const& goal,
                                       plan const& best, search_options const& options) {
  struct candidate {
    tight_constraint t;
    std::string family;
    unsigned size;
  };
  auto found = std::vector<candidate>{};
  auto const solved = best.status != plan_status::none && !best.reached.empty();
  for (auto const& r : relaxations(c, shared.times().of())) {
    auto const problem = shared.compile(r.relaxed, goal);
    if (problem.too_large) {
      continue;
    }
    auto limited = options;
    if (solved) {
      limited.upper_bound = best.value - kWorthSaying + 1;
    }
    auto const result = search(problem.p, limited);
    if (!result.found || (solved && result.value > best.value - kWorthSaying)) {
      continue;
    }
    auto const relaxed = decode(r.relaxed, goal, problem, result, shared.times());
    auto t = tight_constraint{.what = r.what, .opens = !solved};
    if (r.family == "full") {
      name_full_session(t.what, relaxed, shared.times().of());
    }
    if (solved) {
      t.sooner = best.goal_day - relaxed.goal_day;
      t.gain = best.value - relaxed.value;
    } else {
      t.gain = -relaxed.value;
    }
    found.push_back({std::move(t), r.family, r.size});
  }
  std::stable_sort(found.begin(), found.end(), [](candidate const& a, candidate const& b) {
    return a.t.gain != b.t.gain ? a.t.gain > b.t.gain : a.size < b.size;
  });
  auto out = std::vector<tight_constraint>{};
  auto families = std::vector<std::string>{};
  for (auto const& f : found) {
    if (out.size() == kMostConstraints || std::find(families.begin(), families.end(), f.family) != families.end()) {
      continue;
    }
    // Of the same family a smaller change that helps nearly as much is the better advice.
    auto const* chosen = &f;
    for (auto const& other : found) {
      auto const nearly = solved ? other.t.gain * 4 >= f.t.gain * 3 : true;
      if (other.family == f.family && nearly && other.size < chosen->size) {
        chosen = &other;
      }
    }
    families.push_back(f.family);
    out.push_back(chosen->t);
    if (!solved) {
      out.back().gain = 0;
    }
  }
  return out;
}

namespace {

// What the law denies: what the plan asked for, and the work itself even where no job is in reach.
std::vector<reason> denied_by_law(compiled const& problem, planning_case const& c, goal_wish const& goal,
                                  territory const& t) {
  auto out = std::vector<reason>{};
  auto const say = [&](std::string const& subject, work_access const& law) {
    if (law.outcome == access_outcome::denied) {
      out.push_back({"missing.work_access",
                     {{"fact", subject}, {"rule", law.rule_ids.empty() ? std::string{} : law.rule_ids.front()}}});
    }
  };
  auto const own = goal.kind == goal_kind::self_employment ||
                   (goal.kind == goal_kind::occupation && t.occupations[goal.occupation].self_employment);
  auto const work = std::string{own ? kWorkAccessSelfEmployment : kWorkAccessEmployment};
  auto asked = false;
  for (auto const& [subject, law] : problem.laws) {
    asked = asked || subject == work;
    say(subject, law);
  }
  auto const held = std::any_of(c.who.facts.begin(), c.who.facts.end(),
                                [&](auto const& fact) { return t.facts.name(fact.fact) == work; });
  if (!asked && !held) {
    say(work, evaluate(t.rules, t.country, work, c.who.legal, c.as_of, t.confirm_days));
  }
  return out;
}

}  // namespace

std::vector<reason> missing_requirements(compiler& shared, planning_case const& c, goal_wish const& goal) {
  auto const& t = shared.times().of();
  auto const problem = shared.compile(c, goal, {.prune = false});
  auto out = denied_by_law(problem, c, goal, t);
  if (problem.p.goals.empty()) {
    for (auto const& key : job_obstacles(shared, c, goal)) {
      out.push_back({key, {}});
    }
    return out;
  }
  // The goal with the fewest unreachable needs tells the nearest story.
  auto const count = [&](plan_goal const& g) {
    auto roots = root_search{problem};
    for (auto const f : problem.p.needs(g)) {
      roots.follow(f);
    }
    return roots.roots().size();
  };
  auto const nearest = std::min_element(problem.p.goals.begin(), problem.p.goals.end(),
                                        [&](plan_goal const& a, plan_goal const& b) { return count(a) < count(b); });
  auto roots = root_search{problem};
  for (auto const f : problem.p.needs(*nearest)) {
    roots.follow(f);
  }
  for (auto const root : roots.roots()) {
    auto const& fact = problem.facts[root];
    if (fact.care) {
      out.push_back({"missing.care", {{"child", c.children[fact.child].id}}});
      continue;
    }
    if (!fact.fact.valid()) {
      continue;  // inner link of a gate: its law was named above
    }
    auto const name = t.facts.name(fact.fact);
    if (std::any_of(out.begin(), out.end(),
                    [&](reason const& r) { return !r.args.empty() && r.args.front().second == name; })) {
      continue;
    }
    if (shared.times().givers(fact.fact).empty()) {
      out.push_back(with_fact("missing.no_offer", name));
      continue;
    }
    auto said = std::vector<std::string>{};
    for (auto const& r : relaxations(c, t)) {
      if (std::find(said.begin(), said.end(), r.family) == said.end() &&
          can_hold(shared.compile(r.relaxed, goal, {.prune = false}), fact.fact)) {
        said.push_back(r.family);
        out.push_back(with_fact(r.family == "care" ? "missing.care_fact" : "missing." + r.family, name));
      }
    }
    if (said.empty()) {
      out.push_back(with_fact("missing.fact", name));
    }
  }
  if (out.empty()) {
    out.push_back({"missing.together", {}});  // each need alone can be met in time, not all of them together
  }
  return out;
}

}  // namespace foothold
