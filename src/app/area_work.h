#pragma once
// The work of one job of an area, as it is done by a process of its own (foothold allocate area).

#include <filesystem>
#include <string>

#include "base/result.h"
#include "model/country.h"

namespace foothold {

// The bytes of the result: area_facts, area_prices or RUN.json. `folder` is that of the job: the prices to begin with
// lie there. conflict: the territory is not the one that the job was made for.
result<std::string> work_on_area(area_job const& job, std::filesystem::path const& folder, unsigned threads);

}  // namespace foothold
