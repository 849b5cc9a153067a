#pragma once
// CHANGES.json (docs/formats/changes.md, changes.schema.json): what has changed since places were shared.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "model/changes.h"

namespace foothold {

inline constexpr std::string_view kChangesFormat = "foothold-changes/1";
inline constexpr std::int64_t kMostPlaces = 65'535;  // of a session

struct changes_load {
  std::optional<sharing_changes> value;  // nothing when there is a fault; lists sorted
  faults found;                          // `field` is the JSON path: $.dropped[2].person
};

// Shapes, and what contradicts itself; whether ids are known is for whoever has the run. At most 16 MB.
changes_load read_changes(std::string_view file, std::string_view text);

}  // namespace foothold
