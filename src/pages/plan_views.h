#pragma once
// From a plan and a person to what the screens and the terminal show.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "model/territory.h"
#include "service/question.h"
#include "service/words.h"
#include "ui/views.h"

namespace foothold {

// `host` speaks the country's language, for the second line of each step.
plan_view make_plan_view(speaker const& say, speaker const& host, plan_question const& q, plan const& p);

person_view make_person_view(speaker const& say, plan_question const& q);

// The Mondays of the weeks in which what runs changes, the job's first week last.
std::vector<date> phases_of(plan const& p, territory const& t, territory_index const& index);

// The week from `monday` on.
week_view make_week_view(speaker const& say, plan_question const& q, plan const& p, date monday);

// The phase with the most hours in the timetable.
date busiest_phase(speaker const& say, plan_question const& q, plan const& p);

// "asylum applicant".
std::string status_in_words(catalogue const& c, residence_status status);

// Full years on a day.
int age_on(date birth, date day);

}  // namespace foothold
