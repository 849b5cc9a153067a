#pragma once
// Which files there should be, for who looks after their bytes. Ids only: it shows nothing of anybody.

#include <cstdint>
#include <string>
#include <vector>

#include "store/snapshot.h"

namespace foothold {

struct listed_file {
  std::string id, person;
};

// In the order of ids.
[[nodiscard]] std::vector<listed_file> files_after(installation_view& s, std::string const& after, std::int64_t limit);

}  // namespace foothold
