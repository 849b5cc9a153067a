#pragma once
// From a sharing of places to its report and to the page of one of its people.

#include <string>

#include "model/allocation.h"
#include "service/texts.h"
#include "service/words.h"
#include "ui/report.h"

namespace foothold {

// Fewer people than that cannot be told about without telling who they are.
bool can_be_reported(allocation_run const& run);

// `check_command` is how a reader checks the run. The run must be one that can be reported.
report_view make_report_view(speaker const& say, allocation_run const& run, std::string check_command);

// `row` is one of the run's people, known to the territory.
award_view make_award_view(speaker const& say, speaker const& host, allocation_run const& run,
                           allocated_person const& row);

// The first organisation with a phone that decides or knows who does: municipality, employment service, authority.
office_view office_of(speaker const& say);

// The person's first language where we speak it, else the territory's first one, else English.
catalogue const& language_of(texts const& all, territory const& t, person const& who);
catalogue const& language_of(texts const& all, territory const& t);

}  // namespace foothold
