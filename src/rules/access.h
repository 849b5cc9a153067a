#pragma once
// May this person work, from when, and what must be in hand first? The law comes as rows of data; how they are read is
// written in docs/formats/rules.md, section Evaluation. Pure: no files, no clock, no exceptions, any thread. The order
// of rows does not matter.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/person.h"
#include "model/plan.h"
#include "model/rule.h"

namespace foothold {

enum class access_step_kind : std::uint8_t { confirm, document, employer, market_test };

// Something that must be done before work may start. Steps follow one after the other in the order given.
struct access_step {
  access_step_kind kind{access_step_kind::confirm};
  std::string rule_id;     // the row it comes from; "no-rule" where there is none
  std::string what;        // the row's own words; empty for confirm and market_test
  std::uint16_t days{1U};  // at least 1; what the step gives holds from the day after its end
  bool provisional{false};

  bool operator==(access_step const&) const = default;
};

// The step's name in a plan: "DE-AP-1/document".
std::string gate_name(access_step const& step);

enum class access_outcome : std::uint8_t {
  allowed,      // from `from` on, nothing else to do
  conditional,  // after `from` the steps remain
  denied,       // no step helps
  ask,          // the steps begin with confirm; never a silent yes or no
};

struct work_access {
  access_outcome outcome{access_outcome::ask};
  std::optional<date> from;   // first day for the steps after confirm (or for work); empty only when denied
  std::optional<date> until;  // last day of the answer, where the law ends or changes on a known day
  std::vector<access_step> steps;
  std::vector<std::string> rule_ids;  // used row first, then the rows that are a reason to ask, by id
  bool provisional{false};            // the same as outcome == ask
  bool date_hidden{false};      // do not show `from` to newcomers: it rests on a row of confidence P or K, or on none
  std::vector<reason> reasons;  // keys law.*, arguments rule, date, part, subject
};

// `subject` as in the rows: work_access:employment, work_access:self_employment, work_access:internship.
// `country` is the territory's. `confirm_days`: how long "confirm with an adviser" takes there.
// O(b r^2) for r rows of the subject and status (a handful) and b <= 3 r days on which the law changes; once more for
// each open row.
work_access evaluate(rule_set const& rules, std::string_view country, std::string_view subject,
                     legal_profile const& person, date as_of, std::uint16_t confirm_days);

}  // namespace foothold
