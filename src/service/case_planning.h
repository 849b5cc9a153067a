#pragma once
// Plans for people of the record: the file is read, the plan computed outside of any transaction, and portrait, plan
// and decision are written together if the file is still what was planned for. The plan begins nothing: only the
// person's yes (plan_answers) makes it theirs.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/program_fields.h"
#include "service/records.h"
#include "service/territory_snapshots.h"

namespace foothold {

struct plan_order {
  std::string person;
  std::string goal;             // as `foothold plan` takes it; empty: the first wish that is a goal
  std::optional<date> as_of{};  // empty: today
};

struct computed_plan {
  written_row row{};                   // the plan
  std::vector<field_fault> lacking{};  // not empty: nothing was written, because of this
};

// `ground` null: there is no territory to plan with, which whoever may plan is told. Asked by who leads the case, for
// planning only: special categories are not read. Errors as in records.h; conflict: somebody changed the file again and
// again.
[[nodiscard]] result<computed_plan> compute_plan(store& cases, planning_ground const* ground, caller const& who,
                                                 plan_order const& order, change_request const& request,
                                                 time_source const& clock);

}  // namespace foothold
