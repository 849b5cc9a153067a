// Rule 4: the week. Hours, ways, clashes, load, care and the end of the permit.

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "check/checking.h"

namespace foothold::check {

namespace {

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
              fmt::format("{} minutes a week from {}, at most {}", load, format_date(d), c.who.max_weekly_minutes));
    }
  }
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

}  // namespace

bool cared_for(checking const& c, child const& whose, week_grid const& away, date const start, date const end) {
  auto const needed = care_needed(c.place, whose, away, start, end);
  return needed.empty() || std::any_of(c.steps.begin(), c.steps.end(), [&](seen_step const& s) {
           return s.care() && s.meeting != nullptr && s.whose == &whose &&
                  carries(c.place, *s.meeting, needed, start, end);
         });
}

void check_week(checking& c) {
  check_hours(c);
  check_clashes(c);
  check_load(c);
  check_care(c);
  check_permit(c);
}

}  // namespace foothold::check
