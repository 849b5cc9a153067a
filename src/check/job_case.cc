#include "check/job_case.h"

#include <algorithm>

namespace foothold::check {

namespace {

// Facts, sessions and procedures that the job can use, backwards from its needs.
void find_relevant(job_case& made) {
  auto const& all = *made.all;
  auto wanted = fact_mask{};
  auto const want = [&](fact_list const& needs) {
    std::for_each(needs.begin(), needs.end(), [&](fact_no const f) { wanted.set(f); });
  };
  want(made.needs);
  if (all.extended >= 0) {
    wanted.set(static_cast<std::size_t>(all.extended));
  }
  for (auto const& k : all.care) {
    want(k.needs);
  }
  auto const helps = [&](fact_list const& gives) {
    return std::any_of(gives.begin(), gives.end(), [&](fact_no const f) { return wanted.test(f); });
  };
  for (auto known = std::size_t{0U}; known != wanted.count();) {
    known = wanted.count();
    made.sessions.clear();
    made.procedures.clear();
    for (auto i = std::size_t{0U}; i != all.sessions.size(); ++i) {
      if (helps(all.sessions[i].gives)) {
        made.sessions.push_back(static_cast<std::uint16_t>(i));
        want(all.sessions[i].needs);
      }
    }
    for (auto i = std::size_t{0U}; i != all.procedures.size(); ++i) {
      if (helps(all.procedures[i].gives)) {
        made.procedures.push_back(static_cast<std::uint16_t>(i));
        want(all.procedures[i].needs);
      }
    }
  }
}

// The first day of every fact when each step is taken as soon as its needs hold, whatever else is taken.
void find_soonest_days(job_case& made) {
  auto const& all = *made.all;
  made.soonest = all.held;
  for (auto changed = true; changed;) {
    changed = false;
    auto const give = [&](fact_list const& gives, int const from) {
      for (auto const f : gives) {
        changed = changed || from < made.soonest[f];
        made.soonest[f] = std::min(made.soonest[f], from);
      }
    };
    for (auto const i : made.sessions) {
      auto const& s = all.sessions[i];
      if (latest(s.needs, made.soonest, 0) <= s.start) {
        give(s.gives, s.end + 1);
      }
    }
    for (auto const i : made.procedures) {
      auto const& p = all.procedures[i];
      auto const from = latest(p.needs, made.soonest, all.ready);
      auto const extended = all.extended < 0 ? kNever : made.soonest[static_cast<std::size_t>(all.extended)];
      auto const start = from == kNever ? kNever : first_start(all, p, from, extended);
      if (start != kNever && start + p.lasts <= all.last) {
        give(p.gives, start + p.lasts);
      }
    }
  }
  std::erase_if(made.sessions, [&](std::uint16_t const i) {
    return latest(all.sessions[i].needs, made.soonest, 0) > all.sessions[i].start;
  });
  std::erase_if(made.procedures,
                [&](std::uint16_t const i) { return latest(all.procedures[i].needs, made.soonest, 0) == kNever; });
}

}  // namespace

int latest(fact_list const& needs, std::vector<int> const& from, int day) {
  for (auto const f : needs) {
    day = std::max(day, from[f]);
  }
  return day;
}

job_case make_job_case(person_case const& all, job_end const& work) {
  auto made = job_case{.all = &all, .work = &work, .first_day = work.from, .needs = work.needs};
  find_relevant(made);
  find_soonest_days(made);
  made.first_day = latest(made.needs, made.soonest, work.from);
  if (made.first_day <= all.permit_until) {
    return made;
  }
  if (all.extended < 0) {
    made.first_day = kNever;
    return made;
  }
  auto const extended = static_cast<fact_no>(all.extended);
  if (std::find(made.needs.begin(), made.needs.end(), extended) == made.needs.end()) {
    made.needs.push_back(extended);
    made.first_day = latest(made.needs, made.soonest, made.first_day);
  }
  return made;
}

}  // namespace foothold::check
