#pragma once
// A territory pack (docs/formats/territory.md) becomes a territory: all ids resolved, all facts interned, everything
// checked. All or nothing, with every fault.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fault.h"
#include "base/result.h"
#include "interop/pack_files.h"
#include "model/territory.h"

namespace foothold {

struct territory_load {
  std::optional<territory> value;                         // nothing when `found` has a fault that is not a warning
  faults found;                                           // by file in reading order, then by line
  std::vector<std::string> assumed;                       // "offers.csv: read as Windows-1252", "ignored: guidebook/"
  std::vector<std::pair<std::string, std::size_t>> rows;  // file -> rows read
};

// Files in any order; names are paths inside the pack. Files that are no part of a territory are ignored with a note.
// Linear in the size of the files. Pure: no disk, no clock.
territory_load read_territory(std::vector<named_bytes> files);

}  // namespace foothold
