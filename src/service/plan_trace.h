#pragma once
// What a decision of the planner keeps of how it came about: what was asked, what it was computed from, each step with
// its reasons, and the data it rests on (docs/formats/decision-trace.md). The same plan gives the same bytes.

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"
#include "model/territory.h"
#include "service/portrait.h"
#include "service/question.h"

namespace foothold {

// The rows that a decision belongs to, and what was asked.
struct trace_head {
  std::string portrait;       // id
  std::string portrait_hash;  // of its content
  std::string plan;           // id
  std::string snapshot;       // hash of the territory's image
  std::string goal;           // as it was asked
  date as_of;

  bool operator==(trace_head const&) const = default;
};

[[nodiscard]] std::string write_plan_trace(trace_head const& head, plan const& p, plan_question const& q,
                                           territory const& t);
// bad_input: no trace of a plan.
[[nodiscard]] result<trace_head> read_trace_head(std::string_view trace);

// Of everything that went in but the snapshot, which a decision names on its own.
[[nodiscard]] std::string inputs_hash_of(trace_head const& head);

}  // namespace foothold
