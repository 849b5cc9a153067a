#pragma once
// Papers are renewed in time: each that expires has a day in clear on which a task is due to be made.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

// When it is asked how it went on: at the end of a case, and after it or after what another organisation did. The word
// is follow_ups.kind.
struct follow_up_day {
  std::string_view kind{};
  days later{0};
  int months{0};
  bool of_cases_only{false};  // nothing ends when an employer or provider has done its part
};
inline constexpr auto kFollowUpDays = std::to_array<follow_up_day>({{.kind = "exit", .of_cases_only = true},
                                                                    {.kind = "day_28", .later = days{28}},
                                                                    {.kind = "month_6", .months = 6},
                                                                    {.kind = "month_12", .months = 12}});
[[nodiscard]] date day_of(follow_up_day const& f, date from);

// The time to ask; a follow-up whose day is over for longer is not begun any more, as when an old database comes in.
inline constexpr days kAskWithin{7};
inline constexpr days kFollowUpLatest{28};

// Makes a follow-up, and a task for the person's caseworker that is due kAskWithin later, for each case that was closed
// and for each referral to an employer or provider that was done, on each of the days above. One of a kind within
// kFollowUpLatest: who began a job and whose case was closed that week is asked once. Go on as remind_of_papers does.
[[nodiscard]] result<std::string> follow_up_closed_cases(transaction& t, date today, page const& p = {});
[[nodiscard]] result<std::string> follow_up_done_referrals(transaction& t, date today, page const& p = {});

// The task that goes with a follow-up, by task.origin.
[[nodiscard]] std::string origin_of_task(follow_up_record const& f);

// Open tasks that are due until this day.
[[nodiscard]] result<stretch<task_record>> tasks_due(snapshot& s, date until, page const& p = {});

}  // namespace foothold
