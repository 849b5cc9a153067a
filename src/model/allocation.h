#pragma once
// Scarce places shared among many people at once: who gets which plan, and how good that provably is. RUN.json
// (docs/formats/run.md) is this as a file.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/changes.h"
#include "model/plan.h"
#include "model/policy.h"

namespace foothold {

// What somebody would have if the total alone counted.
struct unprotected_way {
  bool placed{false};
  milli_days value{0};
  plan pathway;  // status none without a plan

  bool operator==(unprotected_way const&) const = default;
};

// docs/formats/run.md, "Weight": need and waiting, nothing else.
struct allocated_person {
  std::string person;
  std::string goal;  // as it was asked; empty: the person asks for nothing and takes no place
  std::uint32_t weight{1U};
  bool placed{false};
  milli_days value{0};          // z of the plan; z0 without one
  milli_days alone{0};          // weight x the least z if all places were theirs
  milli_days priced{0};         // the least of weight x z + prices of the places
  plan pathway;                 // status none without a plan
  std::vector<reason> reasons;  // why this and not the earlier place
  // With a rule of fairness: by proof (the steps, then the total) the least of weight x multiplier x z + prices, and
  // what the person would have without the rule, where that is something else.
  std::vector<milli_days> fair_priced;
  std::optional<unprotected_way> unprotected;
  // Of a run that goes on from another one:
  std::optional<date> since;           // the day on which they joined; empty: that of the run
  std::vector<std::string> confirmed;  // sessions to which they said yes, by id
  std::vector<reason> changed;         // why they are new or have another plan; empty: the plan is that of before

  bool operator==(allocated_person const&) const = default;
};

// What one more place in a session would save, in weighed milli-days.
struct place_price {
  std::string session;
  milli_days price{0};  // that of the bound; 0: not listed
  milli_days low{0};    // at most this is saved by one more place,
  milli_days high{0};   // at least this is lost with one place less; both 0: not computed

  bool operator==(place_price const&) const = default;
};

// How far from the best a sharing may be, in millionths (docs/formats/run.md).
struct run_gaps {
  std::int64_t gap{0};
  std::optional<std::int64_t> scarcity;

  bool operator==(run_gaps const&) const = default;
};

// A group of people whose weeks are looked at together.
struct fair_group {
  std::string name;
  std::uint64_t people{0U}, weight{0U};
  milli_days value{0};  // sum of weight x z
  milli_days limit{0};  // value / weight, rounded up, is at most this

  bool operator==(fair_group const&) const = default;
};

// Prices and multipliers that prove a bound (docs/allocation.md, "Fairness").
struct fair_certificate {
  milli_days bound{0};
  std::uint32_t scale{1U};
  std::vector<std::uint32_t> multipliers;  // by group
  std::vector<place_price> prices;         // by session id; those above 0, without ranges

  bool operator==(fair_certificate const&) const = default;
};

struct fair_level {
  milli_days level{0};            // value / weight of the worst group that no step before holds
  std::vector<std::string> held;  // from here on to this level
  fair_certificate proof;         // of the level

  bool operator==(fair_level const&) const = default;
};

struct run_fairness {
  fairness_policy policy;
  std::vector<fair_group> groups;  // by name, "(rest)" last
  milli_days worst{0};             // value / weight of the worst
  std::vector<fair_level> steps;
  fair_certificate total;  // of the total of any sharing within the limits
  // The sharing with the least total that was found, and what the rule costs beside it.
  milli_days unprotected_value{0}, unprotected_worst{0};
  std::uint64_t unprotected_placed{0U};
  milli_days price{0}, price_low{0}, price_high{0};

  bool operator==(run_fairness const&) const = default;
};

// How a run goes on from an earlier one (docs/formats/changes.md).
struct rolled_run {
  date today;
  std::string from_hash, changes_hash;  // of the two files' bytes, hex
  std::vector<session_places> places;   // by session id: those that differ from the territory's
  std::vector<std::string> gone;        // by id: who has dropped out, in this run or an earlier one
  std::uint64_t touched{0U};            // people of the run before with another plan
  std::uint64_t arrived{0U};            // people who were not in it
  std::int64_t loss{0};                 // (value - bound) / bound in millionths, rounded up

  bool operator==(rolled_run const&) const = default;
};

// Places kept for those who come soon.
struct reserved_places {
  std::uint32_t weeks{0U};             // within so many
  std::vector<session_places> places;  // by session id

  bool operator==(reserved_places const&) const = default;
};

struct allocation_run {
  date as_of;
  std::string territory;  // the folder, as it was named
  std::string territory_hash, rules_hash, policy_hash, policy_version, policy_author, engine;
  std::uint64_t seed{0U};  // of the lottery among equals
  bool everybody{true};    // of the territory; false: those of a list
  std::uint64_t work{0U};  // pricing rounds that were made
  std::uint64_t people{0U}, placed{0U};
  milli_days value{0};      // sum of weight x z
  milli_days bound{0};      // no sharing of these places has a smaller value
  milli_days unlimited{0};  // the same with no limits on places
  std::uint64_t first_come_placed{0U};
  milli_days first_come{0};                 // value when everybody in turn takes the best plan that is left
  std::vector<place_price> prices;          // by session id; those above 0
  std::optional<run_fairness> fairness;     // where the policy has a rule; `bound` and `prices` are those without it
  std::vector<allocated_person> each;       // by person id
  std::optional<rolled_run> rolled;         // nothing: shared anew, for all
  std::optional<reserved_places> reserved;  // nothing: none are kept
  std::vector<session_places> shared;  // of an area of a country, by session id: its part of places that areas share

  bool operator==(allocation_run const&) const = default;
};

}  // namespace foothold
