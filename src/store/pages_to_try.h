#pragma once
// Whose file a drill opens: persons and the members of staff who lead their cases. Ids only.

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "store/snapshot.h"

namespace foothold {

struct page_to_try {
  std::string person, staff, organisation, role;
};

// At most `limit` of them, of different persons; ids are random, so it is a sample. Staff who may act on this day.
[[nodiscard]] std::vector<page_to_try> pages_to_try(installation_view& s, date today, std::int64_t limit);

}  // namespace foothold
