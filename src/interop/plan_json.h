#pragma once
// PLAN.json (docs/formats/plan.md, plan.schema.json): a plan as text and back. read_plan(write_plan(p)) == p.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"

namespace foothold {

inline constexpr std::string_view kPlanFormat = "foothold-plan/1";

// Members in the order of plan.md, indented by two, with a last line end. The same plan gives the same bytes.
std::string write_plan(plan const& p);

struct plan_load {
  std::optional<plan> value;  // nothing when there is a fault
  faults found;               // `field` is the JSON path: $.steps[2].start
};

// Checks shapes and ranges, not the plan itself (that is what `plan check` is for). At most 4 MB, 16 levels, 1,000
// steps. `file` is only named in faults.
plan_load read_plan(std::string_view file, std::string_view text);

}  // namespace foothold
