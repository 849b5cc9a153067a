#pragma once
// A run, what has changed since, and the territory of today put together: who takes part now, whose plan has become
// impossible, and how many places there are (docs/formats/changes.md).

#include <string>
#include <vector>

#include "alloc/rolling.h"
#include "base/result.h"
#include "model/allocation.h"
#include "model/changes.h"
#include "model/territory.h"

namespace foothold {

struct going_on {
  territory place;                     // with the places that are shared now
  std::vector<rolling_person> people;  // point into the run
  std::vector<session_places> places;  // by session: other than the territory file's
  std::vector<std::string> gone;       // by id
  bool fewer_ways{false};              // see rolling_options
};

// `file` is named in the sentence where the changes do not fit the run or the territory. The run must outlive it.
result<going_on> go_on(territory place, allocation_run const& from, sharing_changes const& changes,
                       std::string const& file);

}  // namespace foothold
