#pragma once
// What happens in a case beyond adding and changing rows: households, permissions, referrals, emergencies, the log.
// Each is one request to the store; errors as in records.h.

#include <string>
#include <vector>

#include "base/result.h"
#include "service/records.h"
#include "store/audit.h"
#include "store/case_records.h"

namespace foothold {

// A household for a person who has none; the person lives there from then on. conflict: it has one.
[[nodiscard]] result<written_row> found_household(store& cases, caller const& who, std::string const& person,
                                                  change_request const& request, given_fields const& given);

// conflict: it was withdrawn already.
[[nodiscard]] result<written_row> withdraw_permission(store& cases, caller const& who, row_place const& where,
                                                      change_request const& request, std::string const& id,
                                                      std::int64_t version);

// By the organisation that received it: a pending one is accepted or rejected, an accepted one is done. conflict: it is
// in another state.
[[nodiscard]] result<written_row> answer_referral(store& cases, caller const& who, row_place const& where,
                                                  change_request const& request, std::string const& id,
                                                  std::int64_t version, given_fields const& given);
// By the organisation that sent it, while it is pending or accepted.
[[nodiscard]] result<written_row> revoke_referral(store& cases, caller const& who, row_place const& where,
                                                  change_request const& request, std::string const& id,
                                                  std::int64_t version);

struct objection_answer {
  bool changed{false};  // else the decision is upheld
  std::string reason{};
};
// By a member of staff who did not decide it; the person is told. conflict: it is answered already. bad_input: the
// caller is who decided, or gives no reason.
[[nodiscard]] result<written_row> answer_objection(store& cases, caller const& who, row_place const& where,
                                                   change_request const& request, std::string const& id,
                                                   std::int64_t version, objection_answer const& answer);

// Opens one file for an hour. `given` has the reason and its code.
[[nodiscard]] result<written_row> open_emergency(store& cases, caller const& who, std::string const& person,
                                                 change_request const& request, given_fields const& given);
[[nodiscard]] result<written_row> review_emergency(store& cases, caller const& who, std::string const& person,
                                                   change_request const& request, std::string const& id,
                                                   std::int64_t version);

// Everybody's that wait for a review, the earliest due first; by who guards the data.
[[nodiscard]] result<std::vector<emergency_record>> emergencies_to_review(store& cases, caller const& who);

// Who did or saw what: of one person's file, or (empty) of everybody's.
[[nodiscard]] result<std::vector<audit_line>> list_log(store& cases, caller const& who, std::string const& person,
                                                       std::int64_t after, std::int64_t limit);

}  // namespace foothold
