#pragma once
// Opening a file in an emergency: the reason, sealed under the person's key, stays with the file.

#include <cstdint>
#include <vector>

#include "access/request.h"
#include "base/result.h"
#include "store/case_records.h"
#include "store/snapshot.h"

namespace foothold {

// Within a grant for open_emergency only. Everybody whom the grant owes it is told by the store itself.
[[nodiscard]] result<emergency_id> note_emergency(transaction& t, emergency_case const& why);

// Somebody looked at why a file was opened. Within a grant for review_emergency only; returns the new version.
// not_found: there is no such opening of this person's file; stale: it has another version; conflict: it was reviewed.
[[nodiscard]] result<std::int64_t> note_review(transaction& t, emergency_id const& which, std::int64_t version);

// Of everybody's: those that nobody looked at yet, whose review is due first, at most kMostUnreviewed. Within a grant
// that shows the whole log; not_found otherwise. Each person has a line in the audit of it.
inline constexpr std::int64_t kMostUnreviewed{200};
[[nodiscard]] result<std::vector<emergency_record>> unreviewed_emergencies(snapshot& s);

}  // namespace foothold
