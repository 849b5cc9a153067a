#pragma once
// How the checker reads a territory: docs/formats/territory.md, "What rows mean", sentence by sentence, in slow plain
// code. It shares nothing with the planner but the model, so that a mistake in one is seen by the other.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "model/territory.h"

namespace foothold::check {

// The later of the day of planning and the person's own first day.
date ready_day(person const& who, date as_of);

// What a step or a job takes of the week.
struct weekly_use {
  bool reachable{true};
  week_grid half_hours{};                  // meetings and the way, rounded outwards
  std::array<unsigned, 7> way{};           // minutes out and back, by week day
  std::array<unsigned, 7> meeting{};       // minutes, by week day
  [[nodiscard]] unsigned minutes() const;  // way and meetings of one week
};

// `from` .. `to` says which week days there are (a period of fewer than seven days has not all of them).
weekly_use use_of(territory const& place, person const& who, week_pattern const& week, location_idx where, date from,
                  date to);
// A session of an offer, online ones without a way.
weekly_use use_of(territory const& place, person const& who, session const& meeting);

// Weekly load of a session: one week of meetings and way, and home study.
unsigned weekly_load(territory const& place, session const& meeting, weekly_use const& use);

// Whole minutes of a session from the first to the last day, for its price.
unsigned whole_minutes(territory const& place, session const& meeting, weekly_use const& use);

// What a step costs under the policy.
milli_days price_of(policy const& weights, offer const& what, unsigned minutes);

// Why the person may not begin the offer on `start`; nothing: it is open. `women_only` is the session's.
std::optional<std::string> closed_to(person const& who, offer const& what, bool women_only, date start);

// Why nobody may book the session at all; nothing: it can be booked.
std::optional<std::string> not_bookable(session const& meeting, date as_of);

// Is the child in the age of the care place on its first day?
bool fits_age(offer const& care, child const& whose, date start);

// The half hours in which the child needs a care place while its carer is away at `away` from `start` to `end`.
week_grid care_needed(territory const& place, child const& whose, week_grid const& away, date start, date end);

// Does the care place carry all of `needed` from `start` to `end`?
bool carries(territory const& place, session const& care, week_grid const& needed, date start, date end);

// Is the fact among the person's own, from whatever day?
bool holds_itself(person const& who, fact_idx fact);

// Does the permit stop a step or job that lasts until `last` unless it is extended?
bool beyond_permit(person const& who, date last);

// A job that a plan can end in.
struct job {
  std::string name{};  // as in plan::reached
  std::vector<fact_idx> needs{};
  std::string_view access{};  // the work_access fact
  week_pattern week{};
  location_idx where{};
  date from{date::min()}, until{date::max()};  // possible first days
  milli_days offset{0};
};

// All jobs that a goal text allows, in the order of the files. Nothing for a text that names nothing.
std::optional<std::vector<job>> jobs_of(territory const& place, std::string_view goal);

}  // namespace foothold::check
