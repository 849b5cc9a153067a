#pragma once
// Every record of the store, for what is done with all tables alike.

#include <tuple>

#include "store/case_records.h"
#include "store/file_records.h"
#include "store/organisation_records.h"
#include "store/person_records.h"
#include "store/skill_records.h"
#include "store/version_records.h"

namespace foothold {

// In an order in which each names only those before it.
using all_records =
    std::tuple<organisation_record, staff_record, employer_record, mentor_record, mediator_record, household_record,
               person_record, contact_record, communication_record, external_number_record, possible_duplicate_record,
               relative_record, origin_record, status_period_record, paper_record, child_record, care_need_record,
               mobility_record, language_record, script_record, education_record, experience_record, skill_record,
               skill_evidence_record, certificate_record, wish_record, barrier_record, portrait_record, plan_record,
               plan_answer_record, decision_record, objection_record, permission_record, companion_record,
               emergency_record, referral_record, appointment_record, task_record, message_record, note_record,
               follow_up_record, help_answer_record, file_record, fund_proof_record>;

template <typename Record>
struct record_type {
  using type = Record;
};

// Calls f(record_type<R>{}) for each record R.
template <typename Function>
void for_each_record(Function&& f) {
  [&]<typename... Records>(std::tuple<Records...> const*) {
    (f(record_type<Records>{}), ...);
  }(static_cast<all_records const*>(nullptr));
}

}  // namespace foothold
