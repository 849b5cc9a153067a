#pragma once
// Papers are renewed in time: each that expires has a day in clear on which a task is due to be made.

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "store/case_records.h"
#include "store/person_records.h"
#include "store/repository.h"
#include "store/snapshot.h"

namespace foothold {

// Renewing a residence permit takes offices weeks, so the task comes at least this long before the last day.
inline constexpr days kRemindBefore{90};

// The day for a paper's reminder: kRemindBefore its last day; nothing if it has none.
[[nodiscard]] std::optional<date> reminder_day(paper_record const& p);

// The time for the office to begin.
inline constexpr days kBeginWithin{14};

// Makes a task for each paper whose reminder day has come, and takes that day from the paper, so that it happens once.
// The task is due kBeginWithin later, at the latest on the paper's last day, and goes to the person's caseworker. Looks
// at papers after `p.after`, at most `p.limit`; returns where to go on (empty: that was all). Papers of erased people
// are left out.
[[nodiscard]] result<std::string> remind_of_papers(transaction& t, date today, page const& p = {});

// What the office does when nobody answered.
inline constexpr days kAskAgainWithin{3};

// Ends each referral that nobody answered for kReferralWaits, and makes one task for the caseworker of the person, due
// kAskAgainWithin later. Goes on as remind_of_papers does.
[[nodiscard]] result<std::string> end_silent_referrals(transaction& t, page const& p = {});

// Open tasks that are due until this day.
[[nodiscard]] result<stretch<task_record>> tasks_due(snapshot& s, date until, page const& p = {});

}  // namespace foothold
