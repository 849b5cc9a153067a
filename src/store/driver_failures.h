#pragma once
// What the two drivers report, as a database_failure. Only connection.cc needs this.

#include <string_view>

#include "store/database_failure.h"

namespace foothold {

// `code` is SQLite's extended result code, `text` its message, which names tables and columns only.
[[nodiscard]] database_failure sqlite_failure(std::string_view doing, int code, std::string_view text);

// `state` is the five letters of SQLSTATE, `text` the server's terse message.
[[nodiscard]] database_failure postgresql_failure(std::string_view doing, std::string_view state,
                                                  std::string_view text);

}  // namespace foothold
