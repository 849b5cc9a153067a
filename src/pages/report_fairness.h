#pragma once
// What a run tells about fairness, as averages that may be published: its groups have ten people or more.

#include <optional>

#include "model/allocation.h"
#include "ui/report.h"

namespace foothold {

std::optional<fairness_view> fairness_of(allocation_run const& run);

}  // namespace foothold
