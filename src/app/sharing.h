#pragma once
// What `allocate` and the verbs below it share: what they read, who asks, and the run with its progress line.

#include <span>
#include <vector>

#include "app/commands.h"
#include "base/result.h"
#include "interop/run_json.h"
#include "model/allocation.h"
#include "model/territory.h"

namespace foothold {

constexpr auto kMilliDaysPerWeek = 7'000.0;

// The territory of a folder. Faults are reported on stderr as they are found; the error is the sentence that sums up.
result<territory> valid_territory(std::filesystem::path const& folder);

// The run of a file; faults likewise. `hash`: of its bytes, if asked for.
result<run_load> valid_run(std::filesystem::path const& file, std::string* hash = nullptr);

// The territory that the run of `file` was made from: of `folder`, or of the one that the run names. An error where it
// has changed since.
result<territory> territory_of_run(std::filesystem::path const& folder, std::filesystem::path const& file,
                                   allocation_run const& run);

// Everybody, or the ids of a list, one a line; of a line with commas the first cell.
result<std::vector<person_idx>> asked_people(territory const& t, std::filesystem::path const& list);

// Says on stderr how long it took and how many rounds. `from`: a run on nearly the same territory, or null.
allocation_run share_places(allocate_options const& options, territory const& t, std::span<person_idx const> people,
                            allocation_run const* from);

// What a sum over people is for one of them, in weeks: each counts as often as they weigh.
double weeks_each(allocation_run const& run, milli_days sum);

}  // namespace foothold
