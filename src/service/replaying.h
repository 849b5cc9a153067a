#pragma once
// The log of decisions computed again (Art. 12 and 26(6) of Regulation (EU) 2024/1689): from the portrait and the
// snapshot that a decision names, compared byte by byte with what was kept.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/installation.h"
#include "service/territory_snapshots.h"
#include "store/version_records.h"

namespace foothold {

enum class replay_end : std::uint8_t {
  same,          // the same bytes
  not_computed,  // no program of ours made it: its trace is not one of the planner
  other_engine,  // another engine version computed it, and this one finds other bytes
  no_snapshot,   // the files of the territory are not there
  bad_snapshot,  // they are damaged
  altered,       // the rows do not hold what the decision says that they held
  differs        // the same inputs and the same engine, but other bytes
};
[[nodiscard]] std::string_view word(replay_end e);
// Nothing stands against the decision.
[[nodiscard]] bool is_fine(replay_end e);

struct replayed {
  std::string decision;  // id
  std::string engine;    // that computed it then
  replay_end end{};
  std::string detail;  // one sentence without personal data; empty where the same bytes came out
};

// What a decision rests on, as it lies in the store; empty where the row is not there.
struct decision_case {
  decision_record decision{};
  std::optional<portrait_record> portrait{};
  std::optional<plan_record> made{};
};
using snapshot_source = std::function<result<planning_ground>(std::string_view hash)>;

// Changes nothing. The source is asked for one snapshot at most.
[[nodiscard]] replayed replay(decision_case const& c, snapshot_source const& snapshots);

// One decision, or every one of the installation in the order of ids. not_found: there is no such decision.
[[nodiscard]] result<std::vector<replayed>> replay_decisions(installation& office, std::string const& id,
                                                             std::function<void(std::size_t done)> const& tell);

}  // namespace foothold
