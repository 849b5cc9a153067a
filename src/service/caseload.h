#pragma once
// The cases of a caseworker or of a team, with what waits in them: what a list, a day and the load of a team are made
// of. Each is one read of the store for all, and a line in its log.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/name_index.h"
#include "service/records.h"
#include "store/caseload.h"
#include "store/store.h"

namespace foothold {

// Why a case stands where it does: the first that holds. An order for the eye, no score; it counts nothing against
// anybody, and the list can be had by name instead.
enum class attention : std::uint8_t {
  nobody_leads,      // no caseworker
  task_overdue,      // open, and its day is over
  referral_late,     // kLateReferral without an answer
  paper_expires,     // the day of its reminder has come
  task_this_week,    // open, due within kThisWeek
  appointment_soon,  // within kSoon
  referral_waits,    // sent, not answered
  nothing
};
inline constexpr days kLateReferral{10};
inline constexpr days kThisWeek{7};
inline constexpr days kSoon{2};

struct reason_to_look {
  attention is{attention::nothing};
  std::optional<date> day{};  // of the task, the reminder, the appointment; since when the referral waits

  auto operator<=>(reason_to_look const&) const = default;
};
// Closed and paused cases wait for nothing.
[[nodiscard]] reason_to_look look_because(waiting_case const& c, date today);

enum class case_order : std::uint8_t { attention, name };

struct cases_question {
  reach over{reach::caseload};                        // or reach::organisation
  std::optional<case_state> state{case_state::open};  // nothing: any
  bool overdue{false};                                // only with an overdue task
  std::optional<staff_id> caseworker{};               // of the organisation's
  std::string name{};                                 // a part of a name, a year, a number; empty: everybody
  case_order order{case_order::attention};
  std::string language{"en"};  // whose order of letters
  std::string after{};         // `next` of the page before
  std::size_t limit{50U};
};

// Beyond this, lists by name are in the order of the office's numbers: opening every name takes too long.
inline constexpr std::size_t kMostSortedByName{2000U};

struct listed_case {
  waiting_case is{};
  reason_to_look why{};
  std::string name{};
};
struct cases_page {
  std::vector<listed_case> cases{};
  std::size_t found{0U};  // on all pages
  bool by_number{false};  // there are too many to sort them by name
  std::string next{};     // empty: that was all
};

// `index` null: nobody is found by name. Errors as search_persons and list.
[[nodiscard]] result<cases_page> list_cases(store& cases, name_index const* index, caller const& who,
                                            cases_question const& question, time_source const& clock);

inline constexpr days kAnswersShown{14};

// What a caseworker has to do today and this week.
struct days_work {
  std::vector<task_record> tasks{};                // due until today + kThisWeek
  std::vector<appointment_record> appointments{};  // of `from` until two days later
  std::vector<referral_record> referrals{};        // of own cases: without an answer, or with a no or an end of late
  std::vector<unanswered_place> unanswered{};      // of own cases, who wrote and waits; the longest first
  std::map<person_id, std::string> names{};        // of those people whom the caller may know
};
[[nodiscard]] result<days_work> read_days_work(store& cases, caller const& who, instant from, date today);

// How much each member of a team has. By a lead who manages it.
struct worker_load {
  staff_id id{};
  std::string name{}, role{};
  std::size_t cases{0U}, overdue{0U}, waiting{0U};  // open; with an overdue task; with an unanswered referral
  std::optional<case_cover> cover{};                // of some of the cases, today or later; the one that lasts longest
};
struct team_load {
  std::vector<worker_load> workers{};  // active members, most cases first
  std::size_t nobodys{0U};             // open cases that nobody leads
};
[[nodiscard]] result<team_load> read_team_load(store& cases, caller const& who, time_source const& clock);

// One change of many cases: each is decided, written and logged by itself, so that what one of them forbids does not
// hold up the others. Asked again under the same key, nothing happens twice.
inline constexpr std::size_t kMostAtOnce{100U};
struct changed_cases {
  std::size_t done{0U};
  std::size_t left{0U};  // not the caller's, changed a moment ago, or there already
};

// Gives cases to another member of the own organisation, with their open tasks, and makes one task for that member
// which says why. By a lead who manages the team. bad_input: no such member, no reason, or too many.
struct case_move {
  std::vector<std::string> persons{};
  std::string to{};  // id of staff
  std::string reason{};
};
[[nodiscard]] result<changed_cases> move_cases(store& cases, caller const& who, case_move const& move,
                                               change_request const& request);

// Another member works on somebody's open and paused cases while they are away, on these days and as their caseworker
// would. The cases stay theirs, and on the last day it ends by itself. By a lead who manages the team, for any number
// of cases; a cover that was arranged before is replaced.
inline constexpr days kLongestCover{366};
struct cover_order {
  std::string of{};  // id of the member who is away
  std::string by{};  // id of another
  date from{}, until{};
};
// What is wrong with it: "by", "from", "until"; empty: nothing that can be told without looking.
[[nodiscard]] std::vector<std::string_view> faults_of(cover_order const& order, date today);
// bad_input: faults_of() has something, or one of them is no member who leads cases.
[[nodiscard]] result<changed_cases> cover_cases(store& cases, caller const& who, cover_order const& order,
                                                change_request const& request, time_source const& clock);
// At once, for all cases of the member.
[[nodiscard]] result<changed_cases> end_cover(store& cases, caller const& who, std::string const& of,
                                              change_request const& request, time_source const& clock);

// A task for each of them, for the caller.
struct case_reminder {
  std::vector<std::string> persons{};
  std::string words{};
  date due_on{};
};
[[nodiscard]] result<changed_cases> remind_cases(store& cases, caller const& who, case_reminder const& reminder,
                                                 change_request const& request);

}  // namespace foothold
