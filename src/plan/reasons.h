#pragma once
// Every sentence the planner may say, with its arguments; the catalogue has a text for each (a test compares the two).
// Arguments: fact, offer, session, child, rule: names and ids; step: an offer id or a gate's name; date: ISO; days: as
// in a weekly pattern ("Mon-Fri"); from, to: times of day; minutes, hours, percent, enrolled, min: whole numbers.

#include <array>
#include <string_view>

namespace foothold {

struct reason_shape {
  std::string_view key;
  std::string_view args;  // comma separated
};

constexpr auto kReasonShapes = std::array{
    reason_shape{"step.gives", "fact"},
    reason_shape{"step.needed_by", "step"},
    reason_shape{"step.needed_by_goal", ""},
    reason_shape{"step.care_for", "child,step"},
    reason_shape{"step.date_ready", ""},                 // could start on the first day
    reason_shape{"step.date_waits_for", "fact,date"},    // starts when the fact holds
    reason_shape{"step.date_gate", "date"},              // not before a day of the law
    reason_shape{"step.date_session_next", "offer"},     // the first session there is
    reason_shape{"step.date_next_after", "fact,date"},   // the first session after the fact holds
    reason_shape{"step.date_after_care", "child,date"},  // the first session once the child has its place
    reason_shape{"step.date_fits_best", "offer"},        // an earlier session would clash or help less
    reason_shape{"step.apply_by", "date"},
    reason_shape{"step.min_group", "enrolled,min"},
    reason_shape{"step.attendance", "percent"},
    reason_shape{"step.confirm", "rule"},
    reason_shape{"tight.care", "child,days,from,to"},
    reason_shape{"tight.hours", "days,from,to"},
    reason_shape{"tight.travel", "minutes"},
    reason_shape{"tight.car", ""},
    reason_shape{"tight.load", "hours"},
    reason_shape{"tight.permit", "date"},
    reason_shape{"tight.full", "session,offer"},
    reason_shape{"missing.work_access", "fact,rule"},
    reason_shape{"missing.no_offer", "fact"},  // nobody gives it
    reason_shape{"missing.fact", "fact"},      // offers exist, none can be taken
    reason_shape{"missing.hours", "fact"},     // would be in reach with more free hours; and so on
    reason_shape{"missing.care", "child"},
    reason_shape{"missing.care_fact", "fact"},
    reason_shape{"missing.travel", "fact"},
    reason_shape{"missing.load", "fact"},
    reason_shape{"missing.permit", "fact"},
    reason_shape{"missing.full", "fact"},
    reason_shape{"missing.job", ""},  // no job of the goal fits
    reason_shape{"missing.job_hours", ""},
    reason_shape{"missing.job_care", ""},
    reason_shape{"missing.job_travel", ""},
    reason_shape{"missing.job_permit", ""},
    reason_shape{"missing.together", ""},  // each need can be met, not all of them in time
};

}  // namespace foothold
