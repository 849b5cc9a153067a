#pragma once
// RUN.json (docs/formats/run.md, run.schema.json): a sharing of places as text and back. read_run(write_run(r)) == r
// for a run whose prices stand by session and whose plans are those of people who are placed.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/allocation.h"

namespace foothold {

inline constexpr std::string_view kRunFormat = "foothold-run/1";
inline constexpr std::uint64_t kMostRunBytes = std::uint64_t{2U} << 30U;

// Members in the order of run.md, with a last line end; each person on a line of their own. The gaps are worked out
// here. The same run gives the same bytes.
std::string write_run(allocation_run const& run);

// All but `each`.
std::string write_run_figures(allocation_run const& run);

struct run_load {
  std::optional<allocation_run> value;  // nothing when there is a fault
  run_gaps gaps;                        // as the file says
  faults found;                         // `field` is the JSON path: $.each[2].plan.steps[0].start
};

// Checks shapes and ranges, not the run itself (that is what `allocate verify` is for). At most 2 GB and 20 levels; a
// person's row is read and let go before the next one. After a hundred faults the rows are not looked at any more.
run_load read_run(std::string_view file, std::string_view text);

}  // namespace foothold
