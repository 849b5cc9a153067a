#include "check/run_rolled.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

namespace foothold::check {

namespace {

// ---- derived from the run before and the changes, sentence by sentence of docs/formats/changes.md

std::map<std::string_view, allocated_person const*> rows_of(allocation_run const& run) {
  auto out = std::map<std::string_view, allocated_person const*>{};
  for (auto const& row : run.each) {
    out.emplace(row.person, &row);
  }
  return out;
}

bool was_dropped(rolled_origin const& origin, std::string_view const id) {
  return std::any_of(origin.changes.dropped.begin(), origin.changes.dropped.end(),
                     [&](dropped_person const& d) { return d.person == id; });
}

// Places where they are not those of the territory's files.
std::map<std::string, std::uint32_t> places_now(territory const& place, rolled_origin const& origin) {
  auto out = std::map<std::string, std::uint32_t>{};
  for (auto const& s : place.sessions) {
    out[s.id] = s.places_left;
  }
  auto const filed = out;
  for (auto const& p : origin.run.rolled ? origin.run.rolled->places : std::vector<session_places>{}) {
    if (out.contains(p.session)) {
      out[p.session] = p.places;
    }
  }
  auto given = std::set<std::string_view>{};
  for (auto const& p : origin.changes.places) {
    out[p.session] = p.places;
    given.insert(p.session);
  }
  auto const rows = rows_of(origin.run);
  for (auto const& d : origin.changes.dropped) {
    auto const row = rows.find(d.person);
    if (d.from.empty() || row == rows.end()) {
      continue;
    }
    auto const& steps = row->second->pathway.steps;
    auto const stop = std::find_if(steps.begin(), steps.end(), [&](plan_step const& s) { return s.session == d.from; });
    for (auto const& step : steps) {
      if (stop != steps.end() && step.start < stop->start && out.contains(step.session) &&
          !given.contains(step.session) && out[step.session] != 0U) {
        --out[step.session];
      }
    }
  }
  std::erase_if(out, [&](auto const& entry) {
    auto const it = filed.find(entry.first);
    return it != filed.end() && it->second == entry.second;
  });
  return out;
}

// Places that the people of the run before hold and who still take part.
std::map<std::string_view, std::uint32_t> held_before(rolled_origin const& origin) {
  auto out = std::map<std::string_view, std::uint32_t>{};
  for (auto const& row : origin.run.each) {
    if (was_dropped(origin, row.person)) {
      continue;
    }
    auto in_plan = std::set<std::string_view>{};
    for (auto const& step : row.pathway.steps) {
      ++out[step.session];
      in_plan.insert(step.session);
    }
    for (auto const& session : row.confirmed) {
      out[session] += in_plan.contains(session) ? 0U : 1U;
    }
  }
  return out;
}

bool same_step(plan_step const& a, plan_step const& b) {
  return a.offer == b.offer && a.session == b.session && a.child == b.child && a.start == b.start;
}

class rolled_check {
public:
  rolled_check(run_checking& c, rolled_origin const& origin, territory const& as_filed)
      : c_{c}, origin_{origin}, filed_{as_filed}, told_{*c.run.rolled}, before_{rows_of(origin.run)} {}

  void run() {
    check_origin_of();
    check_gone();
    check_filed_places();
    for (auto const& row : c_.run.each) {
      auto const known = before_.find(row.person);
      known == before_.end() || known_gone(row.person) ? check_new(row) : check_old(row, *known->second);
    }
    compare("touched", told_.touched, touched_);
    compare("arrived", told_.arrived, arrived_);
    check_loss();
  }

private:
  void blame(std::string_view const about, std::string message) { c_.blame("9-rolled", about, std::move(message)); }

  void compare(std::string_view const name, std::uint64_t const told, std::uint64_t const truth) {
    if (told != truth) {
      blame("", fmt::format("{} is {}, not {}", name, truth, told));
    }
  }

  void check_origin_of() {
    if (told_.from_hash != origin_.run_hash) {
      blame("", "the run before is not the one that it goes on from");
    }
    if (told_.changes_hash != origin_.changes_hash) {
      blame("", "the changes are not those that it was made from");
    }
    auto const first = origin_.run.rolled ? origin_.run.rolled->today : origin_.run.as_of;
    if (told_.today != origin_.changes.today || told_.today < first) {
      blame("", "today is not the day of the changes, or before the run before");
    }
    if (c_.run.as_of != origin_.run.as_of || c_.run.seed != origin_.run.seed ||
        c_.run.everybody != origin_.run.everybody || c_.run.policy_hash != origin_.run.policy_hash) {
      blame("", "day, seed, policy or whom the run is of are not those of the run before");
    }
  }

  // Gone in the run before, and not back.
  [[nodiscard]] bool known_gone(std::string_view const id) const {
    if (!origin_.run.rolled) {
      return false;
    }
    auto const& gone = origin_.run.rolled->gone;
    return std::find(gone.begin(), gone.end(), id) != gone.end();
  }

  void check_gone() {
    auto truth = std::set<std::string>{};
    if (origin_.run.rolled) {
      truth.insert(origin_.run.rolled->gone.begin(), origin_.run.rolled->gone.end());
    }
    for (auto const& d : origin_.changes.dropped) {
      truth.insert(d.person);
    }
    for (auto const& id : origin_.changes.arrived) {
      truth.erase(id);
    }
    if (!std::equal(truth.begin(), truth.end(), told_.gone.begin(), told_.gone.end())) {
      blame("", "gone are not those who have dropped out");
    }
    auto seen = std::set<std::string_view>{};
    for (auto const& row : c_.run.each) {
      seen.insert(row.person);
      if (truth.contains(row.person)) {
        blame(row.person, "has dropped out and has a row");
      }
    }
    for (auto const& row : origin_.run.each) {
      if (!seen.contains(row.person) && !truth.contains(row.person)) {
        blame(row.person, "was in the run before and is missing");
      }
    }
  }

  void check_filed_places() {
    auto const truth = places_now(filed_, origin_);
    auto const same = truth.size() == told_.places.size() &&
                      std::equal(truth.begin(), truth.end(), told_.places.begin(), [](auto const& a, auto const& b) {
                        return a.first == b.session && a.second == b.places;
                      });
    if (!same) {
      blame("", "places are not those of the run before with the changes");
    }
  }

  void check_new(allocated_person const& row) {
    ++arrived_;
    if (row.since.value_or(c_.run.as_of) != told_.today) {
      blame(row.person, "is new and not planned from today on");
    }
    if (row.changed.empty()) {
      blame(row.person, "is new and is not told so");
    }
    if (!row.confirmed.empty()) {
      blame(row.person, "is new and has confirmed places");
    }
    auto const& asked = origin_.changes.arrived;
    if (!c_.run.everybody && std::find(asked.begin(), asked.end(), row.person) == asked.end()) {
      blame(row.person, "is neither in the run before nor among those who have arrived");
    }
  }

  void check_old(allocated_person const& row, allocated_person const& before) {
    if (row.since.value_or(c_.run.as_of) != before.since.value_or(origin_.run.as_of)) {
      blame(row.person, "is planned from another day than before");
    }
    check_confirmed(row, before);
    auto const same_plan = row.placed == before.placed && row.pathway == before.pathway;
    if (row.changed.empty()) {
      if (!same_plan) {
        blame(row.person, "has another plan than before and is not told so");
      }
      return;
    }
    ++touched_;
    if (same_plan) {
      blame(row.person, "is told of a change and has the plan of before");
    }
    for (auto const& step : row.pathway.steps) {
      auto const& old = before.pathway.steps;
      auto const begun =
          std::any_of(old.begin(), old.end(), [&](plan_step const& other) { return same_step(step, other); });
      if (step.start < told_.today && !begun) {
        blame(row.person, fmt::format("step {} begins before today and was not begun", step.offer));
      }
    }
  }

  // Those of before and of the changes, as long as the session has places.
  void check_confirmed(allocated_person const& row, allocated_person const& before) {
    auto truth = std::set<std::string>(before.confirmed.begin(), before.confirmed.end());
    for (auto const& place : origin_.changes.confirmed) {
      if (place.person == row.person) {
        truth.insert(place.session);
      }
    }
    auto const changed = places_now(filed_, origin_);
    std::erase_if(truth, [&](std::string const& session) {
      auto const s = c_.sessions.find(session);
      auto const now = changed.find(session);
      return s == c_.sessions.end() ||
             (now != changed.end() ? now->second : filed_.sessions[s->second].places_left) == 0U;
    });
    if (!std::equal(truth.begin(), truth.end(), row.confirmed.begin(), row.confirmed.end())) {
      blame(row.person, "confirmed places are not those of before and of the changes");
    }
  }

  // The least number of millionths that is not below (value - bound) / bound.
  void check_loss() {
    auto const lost = wide{c_.run.value} - c_.run.bound;
    auto const truth = c_.run.bound <= 0 || lost <= 0 ? wide{0} : (lost * 1'000'000 + c_.run.bound - 1) / c_.run.bound;
    if (told_.loss != truth) {
      blame("", fmt::format("loss is not (value - bound) / bound, but {} millionths", told_.loss));
    }
  }

  run_checking& c_;
  rolled_origin const& origin_;
  territory const& filed_;
  rolled_run const& told_;
  std::map<std::string_view, allocated_person const*> before_;
  std::uint64_t touched_{0U}, arrived_{0U};
};

}  // namespace

territory with_places_now(territory const& place, rolled_origin const& origin) {
  auto out = place;
  auto const changed = places_now(place, origin);
  auto const held = held_before(origin);
  for (auto& s : out.sessions) {
    auto const now = changed.find(s.id);
    auto left = now == changed.end() ? std::uint32_t{s.places_left} : now->second;
    auto const today = origin.changes.today;
    if (s.start < today || (s.apply_by && *s.apply_by < today)) {
      auto const it = held.find(s.id);
      left = std::min(left, it == held.end() ? 0U : it->second);
    }
    s.places_left = static_cast<std::uint16_t>(left);
  }
  return out;
}

void check_rolled(run_checking& c, rolled_origin const& origin, territory const& as_filed) {
  rolled_check{c, origin, as_filed}.run();
}

}  // namespace foothold::check
