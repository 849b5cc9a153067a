#pragma once
// How it went on after a case, a course or a placement: what was found out when the program's day had come
// (store/reminders.h).

#include <array>
#include <string>
#include <string_view>

#include "service/records.h"
#include "store/case_records.h"

namespace foothold {

// Codes of follow_ups.outcome. Who is not reached is not reached: nothing is guessed.
inline constexpr auto kFollowUpOutcomes =
    std::to_array<std::string_view>({"same_job", "other_job", "training", "looking", "not_reached"});

struct follow_up_result {
  std::string outcome{};
  std::string words{};  // may be empty
  date on{};
};
// Notes it and closes the task that goes with it. conflict: it was noted already. bad_input: no such outcome. Other
// errors as change_row.
[[nodiscard]] result<written_row> record_follow_up(store& cases, caller const& who, std::string const& person,
                                                   change_request const& request, std::string const& id,
                                                   std::int64_t version, follow_up_result const& found);

}  // namespace foothold
