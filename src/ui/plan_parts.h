#pragma once
// The parts of a plan that more than one screen shows: pictures, table, steps, and lists of words.

#include <string>
#include <string_view>
#include <vector>

#include "text/catalogue.h"
#include "ui/html.h"
#include "ui/views.h"

namespace foothold {

// The way as a wide and as a tall picture; the style sheet shows one of them.
void plan_pictures(html_writer& w, catalogue const& c, plan_view const& plan);

// The same as a table, folded.
void plan_table(html_writer& w, catalogue const& c, plan_view const& plan);

// Heading, every step with dates, hours, place, phone and reasons, the job, the sums.
void plan_steps(html_writer& w, catalogue const& c, plan_view const& plan, std::string_view host_language);

// <dt> and <dd>, inside a <dl>; nothing without a value.
void term_line(html_writer& w, std::string_view name, std::string_view value);

// A phone number, always from left to right.
void phone_line(html_writer& w, catalogue const& c, std::string_view phone);

// <ul>; nothing without lines.
void bullet_list(html_writer& w, std::string_view css, std::vector<std::string> const& lines);

}  // namespace foothold
