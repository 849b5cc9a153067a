#pragma once
// Who waits: an audit after the sharing, by sex, age, care of children and status. This and report_waiting.cc are the
// only files beside alloc/fair_groups that read for a sharing what the law protects. Nothing of the audit is ever read
// by the allocation, which cannot include `pages`.

#include <vector>

#include "model/allocation.h"
#include "service/words.h"
#include "ui/report.h"

namespace foothold {

// Groups as they may be published (disclosure.h), numbers rounded.
std::vector<group_table> who_waits(speaker const& say, allocation_run const& run);

// For the office's own audit file (docs/formats/audit.md), not for the report: by sex, age, origin group and care.
std::vector<group_table> protected_audit(speaker const& say, allocation_run const& run);

}  // namespace foothold
