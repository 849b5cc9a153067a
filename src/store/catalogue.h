#pragma once
// All SQL of the store: what is written by hand, and what row_statements.h makes from the tables. Every text is tried
// on the database when the store opens.

#include <vector>

#include "store/connection.h"
#include "store/statement.h"

namespace foothold {

// Ledger: what every change leaves behind.
extern statement const kTakeKey, kFindKey, kAnswerKey, kForgetKeys;
extern statement const kListAudit, kListAuditOf;
[[nodiscard]] statement const& write_audit(engine_kind engine);

// The chain of the audit.
extern statement const kWriteLink, kEndOfChain, kListLinks, kListHeads, kWriteHead;
// Entries after a place that have no link and can no longer be overtaken.
[[nodiscard]] statement const& list_unlinked(engine_kind engine);
// Entries that have no link although the chain ends at this place or later.
extern statement const kFirstLeftOut, kCountWaiting, kCountAudit;

// Where several nodes write, entries are in order only up to the oldest transaction that still runs.
[[nodiscard]] statement const& write_outbox(engine_kind engine);
[[nodiscard]] statement const& list_outbox(engine_kind engine);
[[nodiscard]] statement const& find_end_of_outbox(engine_kind engine);
extern statement const kForgetOutbox;

extern statement const kAddJob, kProlongJob, kEndJob, kFindJob;
// Takes a job that nobody else holds.
[[nodiscard]] statement const& take_job(engine_kind engine);

// Facts of access decisions (relations.h).
extern statement const kStaffOfActor, kRelationsOfPerson, kLivesThere, kCompanionsOfActor, kAppointmentsOfActor;
extern statement const kPermissionsOfActor, kReferralToActor, kEmergencyOfActor, kCountEmergencies,
    kUnreviewedEmergencies;

// Who works here, without names.
extern statement const kListRoles, kFindRole, kEndStaff;

// Versions.
extern statement const kNewestPortrait, kNewestPlan, kPortraitOfDay, kPlanOfDay;

// Days.
extern statement const kPapersToRenew, kTasksDue, kCaseworkerOf, kSilentReferrals, kCasesClosedSince,
    kReferralsDoneSince;

// What waits in cases, of one caseworker or of an organisation (caseload.h).
struct caseload_statements {
  statement cases, tasks, referrals, papers, appointments;
};
[[nodiscard]] caseload_statements const& caseload_of_worker();
[[nodiscard]] caseload_statements const& caseload_of_organisation();
extern statement const kOwnTasksDue, kOwnAppointments, kOwnReferralsToLookAt, kOwnUnanswered, kReferralsTo;

// Erasing, and what funds keep.
extern statement const kForgetEntries, kForgetEvidence, kForgetAnswers, kForgetObjections, kForgetCare,
    kForgetPortraits;
extern statement const kForgetPermissions, kForgetDuplicates, kForgetCompanion, kLivesAnybodyThere, kForgetHousehold;
extern statement const kRecipientsOf, kProofsOf, kProofsUntil, kFindProof, kForgetProof, kClosedBefore;
extern statement const kBeginErasure, kErasuresBegun, kEndErasure;

// Drills.
extern statement const kPagesToTry;

// Files.
extern statement const kListFiles, kFilesOf;

// Everything above for this engine, and the statements of every table.
[[nodiscard]] std::vector<statement const*> all_statements(engine_kind engine);

}  // namespace foothold
