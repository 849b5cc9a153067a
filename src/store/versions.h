#pragma once
// Portraits and plans: each is a new version beside the old ones, so that a match or a plan of last year can be
// explained with what was known that day.

#include "base/result.h"
#include "store/snapshot.h"
#include "store/version_records.h"

namespace foothold {

// Sets id, number (one more than the newest of this person) and made_at, and adds the version.
[[nodiscard]] result<void> add_portrait(transaction& t, portrait_record& p);
[[nodiscard]] result<void> add_plan(transaction& t, plan_record& p);

// The version that was the newest at this moment; not_found: there was none yet.
[[nodiscard]] result<portrait_record> portrait_at(snapshot& s, person_id const& person, instant at);
[[nodiscard]] result<plan_record> plan_at(snapshot& s, person_id const& person, instant at);

}  // namespace foothold
