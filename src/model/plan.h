#pragma once
// A pathway: one feasible dated plan for one person, and what is said about it.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "model/ids.h"
#include "model/person.h"
#include "model/policy.h"

namespace foothold {

enum class plan_status : std::uint8_t { exact, best_found, none };

enum class step_kind : std::uint8_t { course, procedure, internship, job_support, childcare, mentoring, service, gate };

// A sentence to be said in any language: a message key and its arguments (names of facts, ids, dates, numbers).
struct reason {
  std::string key;
  std::vector<std::pair<std::string, std::string>> args;

  bool operator==(reason const&) const = default;
};

struct plan_step {
  step_kind kind{step_kind::course};
  std::string offer;               // offer id; for a gate: the rule's id and the gate's part, "DE-AP-2/document"
  std::string session;             // session id; empty for procedures and gates
  std::string child;               // childcare: the child it is for
  date start, end;                 // inclusive
  std::vector<std::string> gives;  // facts that later steps or the goal use
  std::vector<std::string> needs;  // facts that this step used
  milli_days price{0};             // cost and burden by the policy
  std::uint32_t minutes{0U};       // taught, study and travel time of the whole step
  bool provisional{false};         // the law behind it must be confirmed
  bool critical{false};            // on the chain that fixes the goal's day
  std::vector<reason> reasons;     // what it gives, who needs it, what fixes its date

  bool operator==(plan_step const&) const = default;
};

// "With care on Tuesday mornings the job comes 9 weeks sooner": a limit relaxed, the plan solved again.
struct tight_constraint {
  reason what;
  days sooner{0};      // goal day moves forward by this; meaningless when it opens the only way
  milli_days gain{0};  // in the plan's value
  bool opens{false};   // there was no plan, with this there is one

  bool operator==(tight_constraint const&) const = default;
};

struct plan {
  std::string person;
  std::string goal;     // as it was asked
  std::string reached;  // occupation URI, "vacancy:ID" or "self-employment:URI" that the plan ends in
  date as_of;
  date ready;     // z counts from here
  date goal_day;  // first day in the job
  plan_status status{plan_status::none};
  bool provisional{false};
  milli_days value{0};  // z of the plan
  milli_days bound{0};  // proven lower bound of z; equals value when exact
  milli_days goal_offset{0};
  std::vector<plan_step> steps;         // by start, then offer id
  std::vector<tight_constraint> tight;  // at most three, best first
  std::vector<reason> missing;          // no plan: requirements that cannot be met
  std::string territory_hash, rules_hash, policy_hash, policy_version, engine;

  bool operator==(plan const&) const = default;
};

}  // namespace foothold
