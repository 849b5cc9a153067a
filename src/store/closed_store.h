#pragma once
// The database of an installation that no program has open, as one state; nothing is changed.

#include <optional>

#include "base/result.h"
#include "store/connection.h"
#include "store/store_options.h"
#include "sys/lock_file.h"

namespace foothold {

struct closed_store {
  std::optional<lock_file> lock;  // of a folder; ends last
  connection open;                // in a transaction that reads
};

// conflict: another process has it open; not_found: there is none. Throws what the database fails with.
[[nodiscard]] result<closed_store> open_closed_store(store_options const& where);

}  // namespace foothold
