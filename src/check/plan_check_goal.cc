// Rules 5 and 6: the first day in the job, and what the way to it counts.

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "check/checking.h"

namespace foothold::check {

namespace {

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
    return fmt::format("the job starts between {} and {}", format_date(work.from), format_date(work.until));
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

}  // namespace

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
    c.blame("5-goal", "",
            fmt::format("the first day in the job lies between {} and {}", format_date(c.ready), format_date(last)));
    return;
  }
  if (auto const why = against(c, work, use, c.what.goal_day)) {
    c.blame("5-goal", "", fmt::format("not on {}: {}", format_date(c.what.goal_day), *why));
  }
  for (auto d = c.ready; d < c.what.goal_day; d += days{1}) {
    if (!against(c, work, use, d)) {
      c.blame("5-goal", "", fmt::format("the job could start on {} already", format_date(d)));
      break;
    }
  }
  for (auto const& s : c.steps) {
    if (!s.care() && s.step->end >= c.what.goal_day) {
      c.blame("5-goal", s.name, "does not end before the first day in the job");
    }
  }
}

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

}  // namespace foothold::check
