#include "store/driver_failures.h"

#include <sqlite3.h>

#include <fmt/format.h>

namespace foothold {
namespace {

failure_kind kind_of_sqlite(int const code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return failure_kind::exists;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return failure_kind::reference;
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
      return failure_kind::sync;
    default:
      break;
  }
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
      return failure_kind::refused;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return failure_kind::busy;
    case SQLITE_FULL:
      return failure_kind::full;
    default:
      return failure_kind::other;
  }
}

// Appendix A of the manual of PostgreSQL 15.
failure_kind kind_of_postgresql(std::string_view const state) {
  if (state == "23505") {
    return failure_kind::exists;
  }
  if (state == "23503") {
    return failure_kind::reference;
  }
  if (state.starts_with("23")) {
    return failure_kind::refused;
  }
  // Serialization, deadlock, lock timeout.
  if (state == "40001" || state == "40P01" || state == "55P03") {
    return failure_kind::busy;
  }
  if (state == "53100") {
    return failure_kind::full;
  }
  // Also a node that is not, or no longer, the one that takes writes: another connection finds the right one.
  // Only libpq itself, which lost the server, has no state (SOCI writes blanks).
  if (state.find_first_not_of(' ') == std::string_view::npos || state.starts_with("08") || state == "25006" ||
      state == "57P01" || state == "57P02" || state == "57P03") {
    return failure_kind::lost;
  }
  return failure_kind::other;
}

}  // namespace

database_failure sqlite_failure(std::string_view const doing, int const code, std::string_view const text) {
  auto const kind = kind_of_sqlite(code);
  if (kind == failure_kind::full) {
    return {kind, "the disk of the database is full: nothing was written; make room and try again"};
  }
  if (kind == failure_kind::sync) {
    return {kind, "the disk could not confirm a write of the database: stop, check the disk and start again"};
  }
  return {kind, fmt::format("database: {}: {} ({})", doing, text, code)};
}

database_failure postgresql_failure(std::string_view const doing, std::string_view const state,
                                    std::string_view const text) {
  auto const kind = kind_of_postgresql(state);
  if (kind == failure_kind::full) {
    return {kind, "the disk of the database server is full: nothing was written; make room and try again"};
  }
  // Class 22 quotes the value it could not take.
  if (state.starts_with("22")) {
    return {kind, fmt::format("database: {}: a value that the column cannot hold ({})", doing, state)};
  }
  auto const end = text.find_last_not_of(" \n");
  return {kind, fmt::format("database: {}: {} ({})", doing, text.substr(0U, end + 1U), state)};
}

}  // namespace foothold
