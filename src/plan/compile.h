#pragma once
// From a territory and a person to the person's planning problem: who may, when, with which way, care and papers.
//
// Only what can matter stays: offers that lead to a goal (backward relevance), sessions that fit the person's week,
// way, age and permit and whose needs can be met in time (forward reachability). Care of children becomes facts: one
// for each set of care places that would do for some session, so a place that ends or is too short needs no clock in
// the search. The weekly half hours become atoms: half hours that no two of the sessions tell apart, the maximal ones
// only.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/plan.h"
#include "model/territory.h"
#include "plan/problem.h"
#include "plan/timetable.h"
#include "rules/access.h"

namespace foothold {

// A plan that goes on: what it has begun stays, and nothing else begins before today.
struct under_way {
  date today;
  std::vector<plan_step> steps;    // of the plan so far; their sessions are open to the person, whatever the day
  std::vector<session_idx> stays;  // taken in every plan, as long as some way to the goal uses it

  // Of a procedure or a gate: the day on which it has begun, else today.
  [[nodiscard]] date first_day(std::string_view offer_or_gate) const;
  [[nodiscard]] bool holds(std::string_view session) const;
};

// A person on a day, with the limits that a what-if may lift.
struct planning_case {
  person who;
  std::vector<child> children;  // those in who.cares_for
  date as_of;
  bool ignore_places{false};  // also sessions without a free place
  std::optional<under_way> goes_on{};
};

planning_case make_case(territory const& t, person const& who, date as_of);

// A job that a plan may end in.
struct job_target {
  occupation_idx occupation;
  vacancy_idx vacancy;  // valid for a vacancy
  milli_days offset{0};
};

// A step that the law asks for (rules/access.h), as a procedure of the problem.
struct gate {
  access_step step;
  std::string subject;
  bool waits{false};  // the only step, and its fact waits for a date of the law as well
};

// What a local fact of the problem stands for.
struct local_fact {
  fact_idx fact;           // invalid for care and for the inner steps of a gate
  std::uint8_t child{0U};  // care: position in planning_case::children
  bool care{false};
};

struct compiled {
  problem p;
  std::vector<local_fact> facts;
  std::vector<gate> gates;
  std::vector<job_target> targets;
  std::vector<std::pair<std::string, work_access>> laws;  // subjects that were asked
  bool too_large{false};                                  // more than kMaxFacts facts: not solved
};

// Other terms for places than the territory's own, for when many people share them.
struct place_terms {
  vec_map<session_idx, milli_days> price;  // of a place, beside what the offer costs
  vec_map<session_idx, std::uint32_t> left;
};

struct compile_options {
  bool prune{true};                    // false: keep what cannot be reached, to find out why
  milli_days weight{1};                // every price, offset and day counts so many times
  place_terms const* places{nullptr};  // null: the territory's
};

// Keeps what people of one home share. One compiler per thread; the timetable may be shared.
class compiler {
public:
  explicit compiler(timetable const& times);

  compiled compile(planning_case const& c, goal_wish const& goal, compile_options const& options = {});

  [[nodiscard]] timetable const& times() const { return times_; }
  // Reach of a shape from a home, computed once.
  reach const& reach_of(zone_idx const home, std::uint8_t const modes, shape_idx const s) {
    return reach_of(reaches(home, modes), home, modes, s);
  }

private:
  friend class compilation;

  struct home_reach {
    std::vector<reach> by_shape;
    std::vector<bool> known;
  };
  home_reach& reaches(zone_idx home, std::uint8_t modes);
  reach const& reach_of(home_reach& from, zone_idx home, std::uint8_t modes, shape_idx s);

  timetable const& times_;
  std::unordered_map<std::uint64_t, home_reach> homes_;
};

// First day on which somebody born on `birth` has completed so many months.
date reaches_age(date birth, unsigned months);

// docs/formats/plan.md, rule 6: whole milli-days, rounded once, half up.
milli_days step_price(policy const& weights, std::uint32_t own_cents, std::uint32_t public_cents,
                      std::uint32_t minutes);

}  // namespace foothold
