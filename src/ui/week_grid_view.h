#pragma once
// A week as 336 half hours: free hours, the steps' hours, the hours in which children are looked after. Told by
// colour, by pattern and by number, and again as a table.

#include <string>

#include "text/catalogue.h"
#include "ui/html.h"
#include "ui/views.h"

namespace foothold {

std::string week_svg(week_view const& week, catalogue const& c);

// What colours, patterns and numbers mean.
void week_key(html_writer& w, week_view const& week, catalogue const& c);

void week_table(html_writer& w, week_view const& week, catalogue const& c);

}  // namespace foothold
