#pragma once
// Opening a file in an emergency: the reason, sealed under the person's key, stays with the file.

#include "access/request.h"
#include "base/result.h"
#include "store/snapshot.h"

namespace foothold {

// Within a grant for open_emergency only. Everybody whom the grant owes it is told by the store itself.
[[nodiscard]] result<void> note_emergency(transaction& t, emergency_case const& why);

}  // namespace foothold
