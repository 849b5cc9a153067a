#pragma once
// A plan for a terminal: a chart of the months, then every step with dates, hours, places and reasons.

#include <string>

#include "text/catalogue.h"
#include "ui/views.h"

namespace foothold {

// Lines are at most `columns` wide where words allow it.
std::string plan_text(person_view const& person, plan_view const& plan, catalogue const& c, unsigned columns = 96U);

}  // namespace foothold
