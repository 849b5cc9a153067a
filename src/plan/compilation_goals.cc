#include <algorithm>

#include "plan/compilation.h"

namespace foothold {

// Jobs that the goal allows. docs/formats/territory.md, "Jobs".
void compilation::add_targets() {
  auto const occupation_target = [&](occupation_idx const o) {
    auto const& job = t_.occupations[o];
    auto const offset =
        t_.weights.quality_offset[static_cast<std::size_t>(job.quality)] + t_.weights.per_search_day * job.search_days;
    add_target({o, vacancy_idx{}, offset}, job.needs,
               job.self_employment ? kWorkAccessSelfEmployment : kWorkAccessEmployment, times_.job_shape(o),
               std::nullopt);
  };
  switch (goal_.kind) {
    case goal_kind::occupation:
      occupation_target(goal_.occupation);
      break;
    case goal_kind::vacancy: {
      auto const& job = t_.vacancies[goal_.vacancy];
      add_target({job.occupation, goal_.vacancy, t_.weights.quality_offset[static_cast<std::size_t>(job.quality)]},
                 job.needs, kWorkAccessEmployment, times_.job_shape(goal_.vacancy), std::pair{job.from, job.until});
      break;
    }
    case goal_kind::fields:
      for (auto const o : t_.occupations.ids()) {
        auto const& job = t_.occupations[o];
        if (!job.self_employment && std::any_of(goal_.isco.begin(), goal_.isco.end(),
                                                [&](auto const& prefix) { return job.isco.starts_with(prefix); })) {
          occupation_target(o);
        }
      }
      break;
    case goal_kind::self_employment:
      for (auto const o : t_.occupations.ids()) {
        if (t_.occupations[o].self_employment) {
          occupation_target(o);
        }
      }
      break;
  }
  drop_dominated_goals();
}

void compilation::add_target(job_target const target, std::vector<fact_idx> const& needs, std::string_view const work,
                             shape_idx const shape, std::optional<std::pair<date, date>> const window) {
  auto const work_fact = t_.facts.find(work);
  if (!fits_week(shape) || !work_fact) {
    return;
  }
  auto draft = goal_draft{};
  draft.g.offset = options_.weight * target.offset;
  draft.g.target = static_cast<std::uint32_t>(out_.targets.size());
  auto const first = window ? std::max(day(window->first), 0) : 0;
  auto const last = window ? std::min(day(window->second), last_day_) : last_day_;
  if (last < first) {
    return;
  }
  draft.g.earliest = static_cast<plan_day>(first);
  draft.g.latest = static_cast<plan_day>(last);
  for (auto const f : needs) {
    add_need(f, draft.needs);
  }
  add_need(*work_fact, draft.needs);
  out_.targets.push_back(target);
  add_goal(std::move(draft), 0U, shape);
}

// Splits by what care of child number `child` (and the following ones) asks of the first day in the job: the child is
// old enough from a day on, today's care runs until a day, a care place runs until a day.
void compilation::add_goal(goal_draft draft, std::uint8_t const child, shape_idx const shape) {
  if (draft.g.earliest > draft.g.latest) {
    return;
  }
  if (child == c_.children.size()) {
    add_permit_goals(draft);
    return;
  }
  auto const narrowed = [&](int const first, int const last) {
    auto d = draft;
    d.g.earliest = static_cast<plan_day>(std::max(int{d.g.earliest}, first));
    d.g.latest = static_cast<plan_day>(std::max(std::min(int{d.g.latest}, last), -1 + int{d.g.earliest}));
    return d;
  };
  auto const next = static_cast<std::uint8_t>(child + 1U);
  auto const& kid = c_.children[child];
  auto const old_enough = day(reaches_age(kid.birth, t_.care_until_years * 12U));
  if (old_enough <= int{draft.g.latest}) {
    add_goal(narrowed(old_enough, last_day_), next, shape);
  }
  auto const young = narrowed(0, old_enough - 1);
  if (young.g.earliest > young.g.latest || old_enough <= 0) {
    return;
  }
  auto const& hours = reach_of(shape).grid;
  auto const with_care = [&](week_grid const& need, int const first, int const last) {
    auto d = young;
    d.g.earliest = static_cast<plan_day>(std::max(int{d.g.earliest}, first));
    auto const latest = std::min(int{d.g.latest}, last);
    if (latest < int{d.g.earliest}) {
      return;
    }
    d.g.latest = static_cast<plan_day>(latest);
    if (need.empty()) {
      add_goal(std::move(d), next, shape);
      return;
    }
    auto ends = std::vector<int>{};
    for (auto const& place : places_of(child)) {
      if (need.within(place.hours) && place.from <= latest && place.end >= int{d.g.earliest}) {
        ends.push_back(std::min(place.end, latest));
      }
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    for (auto const end : ends) {
      auto variant = d;
      variant.g.latest = static_cast<plan_day>(end);
      if (auto const fact = care_fact(child, need, end, end)) {
        variant.needs.push_back(*fact);
        add_goal(std::move(variant), next, shape);
      }
    }
  };
  if (kid.covered_until) {
    auto const until = day(*kid.covered_until);
    with_care(hours.minus(covered_[child]), 0, until);
    with_care(hours, until + 1, last_day_);
  } else {
    with_care(hours.minus(covered_[child]), 0, last_day_);
  }
}

// A job that starts after the permit's end needs the right to stay extended.
void compilation::add_permit_goals(goal_draft const& draft) {
  auto const until = c_.who.legal.permit_until ? day(*c_.who.legal.permit_until) : last_day_;
  if (until >= int{draft.g.latest}) {
    goals_.push_back(draft);
    return;
  }
  if (until >= int{draft.g.earliest}) {
    auto within = draft;
    within.g.latest = static_cast<plan_day>(until);
    goals_.push_back(std::move(within));
  }
  if (auto const extended = t_.facts.find(kPermitExtended)) {
    auto later = draft;
    add_need(*extended, later.needs);
    goals_.push_back(std::move(later));
  }
}

void compilation::drop_dominated_goals() {
  auto const covers = [](goal_draft const& a, goal_draft const& b) {
    return a.g.offset <= b.g.offset && a.g.earliest <= b.g.earliest && a.g.latest >= b.g.latest &&
           std::all_of(a.needs.begin(), a.needs.end(),
                       [&](local const f) { return std::find(b.needs.begin(), b.needs.end(), f) != b.needs.end(); });
  };
  auto kept = std::vector<goal_draft>{};
  for (auto& g : goals_) {
    if (std::none_of(kept.begin(), kept.end(), [&](goal_draft const& k) { return covers(k, g); })) {
      std::erase_if(kept, [&](goal_draft const& k) { return covers(g, k); });
      kept.push_back(std::move(g));
    }
  }
  goals_ = std::move(kept);
}

}  // namespace foothold
