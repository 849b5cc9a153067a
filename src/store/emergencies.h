#pragma once
// Opening a file in an emergency: the reason, sealed under the person's key, stays with the file.

#include <cstdint>

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

}  // namespace foothold
