#pragma once
// What `allocate` and its what-if share: who asks, the run with its progress line, and its figures.

#include <span>
#include <vector>

#include "app/commands.h"
#include "base/result.h"
#include "model/allocation.h"
#include "model/territory.h"

namespace foothold {

// The territory of a folder. Faults are reported on stderr as they are found; the error is the sentence that sums up.
result<territory> valid_territory(std::filesystem::path const& folder);

// Everybody, or the ids of a list, one a line; of a line with commas the first cell.
result<std::vector<person_idx>> asked_people(territory const& t, std::filesystem::path const& list);

// Says on stderr how long it took and how many rounds. `from`: a run on nearly the same territory, or null.
allocation_run share_places(allocate_options const& options, territory const& t, std::span<person_idx const> people,
                            allocation_run const* from);

// The figures of a run without its people, as docs/formats/run.md names them.
std::string run_figures_json(allocation_run const& run, unsigned indent);

// What a sum over people is for one of them, in weeks: each counts as often as they weigh.
double weeks_each(allocation_run const& run, milli_days sum);

}  // namespace foothold
