#include "check/person_case.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace foothold::check {

namespace {

class case_reader {
public:
  case_reader(territory const& place, person const& who, date const as_of)
      : place_{place}, who_{who}, as_of_{as_of}, held_(place.facts.size(), kNever), number_(place.facts.size(), -1) {
    c_.place = &place;
    c_.who = &who;
    c_.as_of = as_of;
    c_.ready = day(ready_day(who, as_of));
    c_.last = place.horizon_days;
  }

  person_case read(std::string_view goal);

private:
  [[nodiscard]] int day(date const d) const {
    // date::min() and date::max() are among them, so no difference of days is taken before they are cut.
    auto const near = std::clamp(d, as_of_ - days{kNever}, as_of_ + days{kNever});
    return static_cast<int>((near - as_of_).count());
  }
  [[nodiscard]] bool open_fact(fact_idx const f) const { return held_[f] > c_.ready; }

  void read_held_facts();
  std::vector<job> read_jobs(std::string_view goal);
  std::vector<bool> relevant_offers(std::vector<job> const& jobs);
  void want(fact_idx f);
  void want(std::vector<fact_idx> const& needs);
  [[nodiscard]] bool helps(offer const& what) const;
  [[nodiscard]] fact_list numbers_of(std::vector<fact_idx> const& facts) const;
  void read_job(job const& work);
  void read_session(session_idx id, session const& meeting);
  void read_procedure(offer const& what);
  void read_care(session_idx id, session const& meeting);
  void read_demands();
  void drop_sessions_without_care();

  territory const& place_;
  person const& who_;
  date as_of_;
  person_case c_;
  vec_map<fact_idx, int> held_;    // first day without any step
  vec_map<fact_idx, int> number_;  // fact_no of facts that are wanted; -1: not
  week_grid free_{to_whole_grid(who_.available)};
};

void case_reader::read_held_facts() {
  auto const hold = [&](fact_idx const f, int const from) {
    for (auto const lower : place_.facts.implied(f)) {
      held_[lower] = std::min(held_[lower], from);
    }
  };
  for (auto const& own : who_.facts) {
    hold(own.fact, own.from ? day(*own.from) : -kNever);
  }
  for (auto const subject : {kWorkAccessEmployment, kWorkAccessSelfEmployment, kWorkAccessInternship}) {
    auto const fact = place_.facts.find(subject);
    if (!fact || holds_itself(who_, *fact)) {
      continue;
    }
    auto const law = read_law(place_, who_.legal, subject, as_of_);
    if (!law.never) {
      auto const steps = earliest_steps(law, ready_day(who_, as_of_));
      hold(*fact, day(allowed_from(law, steps.empty() ? std::nullopt : std::optional{steps.back().second})));
    }
  }
}

// Jobs whose hours, with the way, fit the person's week.
std::vector<job> case_reader::read_jobs(std::string_view const goal) {
  auto jobs = jobs_of(place_, goal).value_or(std::vector<job>{});
  std::erase_if(jobs, [&](job const& work) {
    auto const use = use_of(place_, who_, work.week, work.where, date{}, date{} + days{6});
    return !place_.facts.find(work.access) || !use.reachable || !use.half_hours.within(free_);
  });
  return jobs;
}

void case_reader::want(fact_idx const f) {
  if (number_[f] < 0 && open_fact(f)) {
    number_[f] = static_cast<int>(c_.held.size());
    c_.held.push_back(held_[f]);
  }
}

void case_reader::want(std::vector<fact_idx> const& needs) {
  std::for_each(needs.begin(), needs.end(), [&](fact_idx const f) { want(f); });
}

bool case_reader::helps(offer const& what) const {
  return std::any_of(what.gives.begin(), what.gives.end(), [&](fact_idx const f) {
    auto const implied = place_.facts.implied(f);
    return std::any_of(implied.begin(), implied.end(), [&](fact_idx const lower) { return number_[lower] >= 0; });
  });
}

// Backwards from the needs of the jobs: what gives a wanted fact is relevant, and what it needs is wanted too.
std::vector<bool> case_reader::relevant_offers(std::vector<job> const& jobs) {
  for (auto const& work : jobs) {
    want(work.needs);
    want(*place_.facts.find(work.access));
  }
  auto const extended = place_.facts.find(kPermitExtended);
  if (who_.legal.permit_until && day(*who_.legal.permit_until) < c_.last && !(extended && !open_fact(*extended))) {
    c_.permit_until = day(*who_.legal.permit_until);
    if (extended) {
      want(*extended);
      c_.extended = number_[*extended];
    }
  }
  auto relevant = std::vector<bool>(place_.offers.size());
  for (auto changed = true; changed;) {
    changed = false;
    for (auto const o : place_.offers.ids()) {
      auto const& what = place_.offers[o];
      auto const care = what.kind == offer_kind::childcare;
      if (!relevant[o.v] && (care ? !who_.cares_for.empty() : helps(what))) {
        relevant[o.v] = changed = true;
        want(what.needs);
      }
    }
  }
  return relevant;
}

// Who needs a level needs the lower ones too, and who gives it gives them.
fact_list case_reader::numbers_of(std::vector<fact_idx> const& facts) const {
  auto out = fact_list{};
  for (auto const f : facts) {
    for (auto const lower : place_.facts.implied(f)) {
      if (number_[lower] >= 0) {
        out.push_back(static_cast<fact_no>(number_[lower]));
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void case_reader::read_job(job const& work) {
  auto made = job_end{.offset = work.offset, .from = std::max(c_.ready, day(work.from)), .until = day(work.until)};
  made.until = std::min(made.until, c_.last);
  made.hours = use_of(place_, who_, work.week, work.where, date{}, date{} + days{6}).half_hours;
  auto needs = work.needs;
  needs.push_back(*place_.facts.find(work.access));
  made.needs = numbers_of(needs);
  c_.jobs.push_back(std::move(made));
}

void case_reader::read_session(session_idx const id, session const& meeting) {
  auto const& what = place_.offers[meeting.offer];
  auto made = session_step{.id = id, .start = day(meeting.start), .end = day(meeting.end)};
  // What ends on the last day or later ends before no job.
  if (made.end >= c_.last || closed_to(who_, what, meeting.women_only, meeting.start)) {
    return;
  }
  auto const use = use_of(place_, who_, meeting);
  made.load = weekly_load(place_, meeting, use);
  if (!use.reachable || !use.half_hours.within(free_) || made.load > who_.max_weekly_minutes) {
    return;
  }
  made.hours = use.half_hours;
  made.price = price_of(place_.weights, what, whole_minutes(place_, meeting, use));
  made.needs = numbers_of(what.needs);
  made.gives = numbers_of(what.gives);
  auto const extended = place_.facts.find(kPermitExtended);
  auto const exempt = extended && std::find(what.gives.begin(), what.gives.end(), *extended) != what.gives.end();
  if (made.end > c_.permit_until && !exempt) {
    if (c_.extended < 0) {
      return;
    }
    made.needs.push_back(static_cast<fact_no>(c_.extended));
  }
  c_.sessions.push_back(std::move(made));
}

void case_reader::read_procedure(offer const& what) {
  auto made = procedure_step{.lasts = std::max<int>(1, what.duration_days),
                             .price = price_of(place_.weights, what, 0U),
                             .needs = numbers_of(what.needs),
                             .gives = numbers_of(what.gives)};
  auto const extended = place_.facts.find(kPermitExtended);
  made.extends_permit = extended && std::find(what.gives.begin(), what.gives.end(), *extended) != what.gives.end();
  made.opens.assign(static_cast<std::size_t>(c_.last) + 1U, kNever);
  auto next = kNever;
  for (auto d = c_.last; d >= c_.ready; --d) {
    next = closed_to(who_, what, false, as_of_ + days{d}) ? next : d;
    made.opens[static_cast<std::size_t>(d)] = next;
  }
  c_.procedures.push_back(std::move(made));
}

void case_reader::read_care(session_idx const id, session const& meeting) {
  auto const& what = place_.offers[meeting.offer];
  if (closed_to(who_, what, meeting.women_only, meeting.start) || !use_of(place_, who_, meeting).reachable) {
    return;
  }
  for (auto i = std::size_t{0U}; i != who_.cares_for.size(); ++i) {
    if (fits_age(what, place_.children[who_.cares_for[i]], meeting.start)) {
      c_.care.push_back({.place = id,
                         .child = static_cast<unsigned>(i),
                         .hours = to_whole_grid(meeting.week),
                         .start = day(meeting.start),
                         .settled = day(meeting.start) + what.settling_days,
                         .end = day(meeting.end),
                         .price = price_of(place_.weights, what, 0U),
                         .places_left = meeting.places_left,
                         .needs = numbers_of(what.needs)});
    }
  }
}

void case_reader::read_demands() {
  auto const carried_by = [&](care_demand const& demand, date const start, date const end) {
    auto out = std::vector<std::uint16_t>{};
    for (auto i = std::size_t{0U}; i != c_.care.size(); ++i) {
      auto const& k = c_.care[i];
      if (k.child == demand.child && carries(place_, place_.sessions[k.place], demand.hours, start, end)) {
        out.push_back(static_cast<std::uint16_t>(i));
      }
    }
    return out;
  };
  for (auto& step : c_.sessions) {
    auto const& meeting = place_.sessions[step.id];
    for (auto i = std::size_t{0U}; i != who_.cares_for.size() && !meeting.care_on_site; ++i) {
      auto demand = care_demand{.child = static_cast<unsigned>(i)};
      demand.hours = care_needed(place_, place_.children[who_.cares_for[i]], step.hours, meeting.start, meeting.end);
      if (!demand.hours.empty()) {
        demand.carried_by = carried_by(demand, meeting.start, meeting.end);
        step.demands.push_back(std::move(demand));
      }
    }
  }
}

void case_reader::drop_sessions_without_care() {
  std::erase_if(c_.sessions, [](session_step const& step) {
    return std::any_of(step.demands.begin(), step.demands.end(),
                       [](care_demand const& demand) { return demand.carried_by.empty(); });
  });
}

// A child of whom nothing is known but its birth: asked on which day it is old enough to need no care.
int grown_up(territory const& place, child whose, date const as_of, int const last) {
  whose.covered.clear();
  auto away = week_grid{};
  away.set(0U);
  auto low = 0;
  auto high = last + 1;
  while (low < high) {
    auto const middle = (low + high) / 2;
    auto const d = as_of + days{middle};
    if (care_needed(place, whose, away, d, d).empty()) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

person_case case_reader::read(std::string_view const goal) {
  read_held_facts();
  auto const jobs = read_jobs(goal);
  auto const relevant = relevant_offers(jobs);
  c_.too_large = c_.held.size() > kMostFacts || who_.cares_for.size() > kMostChildren;
  if (c_.too_large || jobs.empty() || c_.ready > c_.last) {
    return std::move(c_);
  }
  for (auto const& work : jobs) {
    read_job(work);
  }
  for (auto const id : place_.sessions.ids()) {
    auto const& meeting = place_.sessions[id];
    if (!relevant[meeting.offer.v] || day(meeting.start) < c_.ready || not_bookable(meeting, as_of_)) {
      continue;
    }
    if (place_.offers[meeting.offer].kind == offer_kind::childcare) {
      read_care(id, meeting);
    } else {
      read_session(id, meeting);
    }
  }
  for (auto const o : place_.offers.ids()) {
    if (relevant[o.v] && place_.offers[o].kind == offer_kind::procedure) {
      read_procedure(place_.offers[o]);
    }
  }
  read_demands();
  drop_sessions_without_care();
  std::stable_sort(c_.sessions.begin(), c_.sessions.end(),
                   [](session_step const& a, session_step const& b) { return a.start < b.start; });
  for (auto const& k : c_.care) {
    c_.care_opens.push_back(k.settled);
  }
  for (auto const idx : who_.cares_for) {
    c_.care_opens.push_back(grown_up(place_, place_.children[idx], as_of_, c_.last));
  }
  std::sort(c_.care_opens.begin(), c_.care_opens.end());
  return std::move(c_);
}

}  // namespace

person_case read_case_of(territory const& place, person const& who, std::string_view const goal, date const as_of) {
  return case_reader{place, who, as_of}.read(goal);
}

int first_start(person_case const& c, procedure_step const& p, int const from, int const extended) {
  auto const open = [&](int const d) {
    return d > c.last ? kNever : p.opens[static_cast<std::size_t>(std::max(d, c.ready))];
  };
  auto const start = open(from);
  if (start == kNever || p.extends_permit || start + p.lasts - 1 <= c.permit_until || extended <= start) {
    return start;
  }
  return open(std::max(start, extended));
}

}  // namespace foothold::check
