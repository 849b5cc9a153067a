#pragma once
// The rows of a person's file that a portrait is made of, as far as the grant shows them.

#include "base/result.h"
#include "service/portrait.h"
#include "store/snapshot.h"

namespace foothold {

// not_found: there is no such person, or the grant does not show one of the tables: a portrait is never made of a part.
[[nodiscard]] result<case_rows> read_case_rows(snapshot& s, person_id const& person);

}  // namespace foothold
