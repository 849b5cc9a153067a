#pragma once
// How a decision of the planner came about, in the reader's language, from its own trace alone: what it found, each
// reason of each step, and the data that were really used (Art. 15(1)(h) GDPR, Court of Justice C-203/22).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/plan_trace.h"
#include "service/territory_snapshots.h"
#include "service/used_data.h"
#include "text/catalogue.h"

namespace foothold {

struct explained_reason {
  std::string key;   // as it was computed
  std::string text;  // the sentence
};
struct explained_step {
  std::string what;
  date start, end;
  std::vector<explained_reason> reasons;
};
struct explanation {
  trace_head head;
  std::string status;   // exact, best_found, none
  std::string reached;  // in words; empty where there is no way
  std::vector<explained_step> steps;
  std::vector<explained_reason> tight;    // what would help most
  std::vector<explained_reason> missing;  // why there is no way
  std::vector<used_datum> used;
};

// bad_input: no trace of a plan.
[[nodiscard]] result<explanation> explain_plan(std::string_view trace, territory const& t, catalogue const& c);

}  // namespace foothold
