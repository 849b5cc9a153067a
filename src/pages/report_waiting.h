#pragma once
// Who waits: an audit after the sharing, by sex, age, care of children and status. This and report_waiting.cc are the
// only files about a sharing that read what the law protects. Nothing of it is ever read by the allocation: places are
// shared by `alloc`, which cannot include `pages`, and by need and waiting only.

#include <vector>

#include "model/allocation.h"
#include "service/words.h"
#include "ui/report.h"

namespace foothold {

// Groups as they may be published (disclosure.h), numbers rounded.
std::vector<group_table> who_waits(speaker const& say, allocation_run const& run);

}  // namespace foothold
