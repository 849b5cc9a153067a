#pragma once
// Jobs that stay open and who could reach them (service/shortages.h), as it may be told (disclosure.h).

#include <vector>

#include "model/allocation.h"
#include "service/words.h"
#include "ui/report.h"

namespace foothold {

// Of those who took part in the run. Most open jobs first.
std::vector<open_jobs> jobs_that_stay_open(speaker const& say, allocation_run const& run);

}  // namespace foothold
