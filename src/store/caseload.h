#pragma once
// What waits in the cases of one caseworker, or of a whole organisation. What is counted stands in clear columns, so
// that lists of many thousand cases open nothing sealed; whoever shows some of them opens the names of those.
//
// The grant lists the own cases (reach::caseload), with those that are covered today, or those of the own organisation;
// not_found otherwise. What it does not show is left out, as if there were none.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "store/case_records.h"
#include "store/person_records.h"
#include "store/snapshot.h"

namespace foothold {

// Who works on a case while its caseworker is away.
struct case_cover {
  staff_id by{};
  date from{}, until{};  // both included

  [[nodiscard]] bool holds(date const day) const { return from <= day && day <= until; }
  bool operator==(case_cover const&) const = default;
};

struct waiting_case {
  person_id person{};
  std::optional<staff_id> caseworker{};
  std::string local_number{};
  case_state state{};
  date registered_on{};
  std::optional<case_cover> cover{};  // the last that was arranged, whether its days have come or are over
  std::int64_t open_tasks{0};
  std::optional<date> first_task{};           // the day of the open task that is due first
  std::optional<instant> referred{};          // since when the oldest referral waits for an answer
  std::optional<date> first_reminder{};       // of a paper that expires
  std::optional<instant> next_appointment{};  // from `now` on
};

// All of them, in the order of ids.
[[nodiscard]] result<std::vector<waiting_case>> list_waiting_cases(snapshot& s, instant now);

inline constexpr std::int64_t kMostOwnWork{200};

// Of who asks, whoever's cases they are, and of those covered today what their caseworker would have to do: open tasks
// due until a day, and appointments from .. until (not included), the earliest first, at most kMostOwnWork.
[[nodiscard]] result<std::vector<task_record>> own_tasks_due(snapshot& s, date until);
[[nodiscard]] result<std::vector<appointment_record>> own_appointments(snapshot& s, instant from, instant until);
// Referrals of the own cases that wait for an answer, or got another than a yes since then; the oldest first.
[[nodiscard]] result<std::vector<referral_record>> own_referrals_to_look_at(snapshot& s, instant since);

// People of the own cases who wrote to the office and have no answer since; who waits longest first. From clear
// columns.
struct unanswered_place {
  person_id person{};
  instant since{};  // when the first of them was sent
  std::int64_t messages{0};
};
[[nodiscard]] result<std::vector<unanswered_place>> own_unanswered(snapshot& s);

// Which referrals to an organisation wait for it or are being worked on: ids, and nothing that tells of anybody. What
// they say is read under a grant for each person.
struct referral_place {
  std::string id{}, person{};
  std::string state{};
  instant sent_at{};
};
[[nodiscard]] std::vector<referral_place> referrals_to(installation_view& s, organisation_id const& to,
                                                       std::string const& after, std::int64_t limit);

}  // namespace foothold
