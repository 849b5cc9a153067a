#pragma once
// One person's file as somebody may see it: every row that the grant shows, in one read and one line of the log.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/records.h"
#include "store/all_records.h"
#include "store/store.h"

namespace foothold {

struct case_file {
  categories shown{};
  bool special{false};                    // special categories are shown; else they are empty here and say nothing
  std::optional<moment> until{};          // the look ends by itself
  std::optional<person_record> person{};  // nothing: who it is, is not shown
  std::optional<household_record> household{};
  std::vector<contact_record> contacts{};
  std::vector<communication_record> communications{};
  std::vector<relative_record> relatives{};
  std::vector<companion_record> companions{};
  std::vector<status_period_record> status_periods{};
  std::vector<paper_record> papers{};
  std::vector<child_record> children{};
  std::vector<mobility_record> mobilities{};
  std::vector<language_record> languages{};
  std::vector<education_record> educations{};
  std::vector<experience_record> experiences{};
  std::vector<skill_record> skills{};
  std::vector<certificate_record> certificates{};
  std::vector<wish_record> wishes{};
  std::vector<plan_record> plans{};
  std::vector<plan_answer_record> plan_answers{};
  std::vector<decision_record> decisions{};
  std::vector<objection_record> objections{};
  std::vector<permission_record> permissions{};
  std::vector<referral_record> referrals{};
  std::vector<appointment_record> appointments{};
  std::vector<task_record> tasks{};
  std::vector<message_record> messages{};
  std::vector<note_record> notes{};
  std::vector<follow_up_record> follow_ups{};
  std::vector<help_answer_record> help_answers{};
  std::vector<file_record> files{};
};

// not_found: there is no such person, or not for this caller.
[[nodiscard]] result<case_file> read_case_file(store& cases, caller const& who, std::string const& person);

// The names of organisations, by id: the directory, which everybody may read.
struct organisation_name {
  std::string id, name, kind;
};
[[nodiscard]] result<std::vector<organisation_name>> list_organisations(store& cases, actor const& by);

}  // namespace foothold
