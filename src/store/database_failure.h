#pragma once
// What a database refuses or cannot do. Thrown inside the store, because a statement that failed ends its transaction
// on either engine; write() and read() turn it into an `error`. The text names statements and constraints, never
// values.

#include <cstdint>
#include <stdexcept>
#include <string>

#include "base/result.h"

namespace foothold {

enum class failure_kind : std::uint8_t {
  exists,     // a second row where one may be
  reference,  // names a row that is not there, or is still named by one
  refused,    // any other constraint
  busy,       // nothing was done, it may work in a moment
  full,       // no room on the disk; nothing was done
  sync,       // what was written may or may not be on the disk, and the file cannot be trusted until it is opened anew
  lost,       // the connection is gone
  other,
};

struct database_failure : std::runtime_error {
  database_failure(failure_kind const k, std::string const& text) : std::runtime_error{text}, kind{k} {}
  failure_kind kind;
};

// As the outcome of a write or a read.
[[nodiscard]] error as_error(database_failure const& f);

}  // namespace foothold
