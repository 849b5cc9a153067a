#pragma once
// Brings a database to the newest schema. Each is tried on a copy first, in a transaction that is taken back; the
// copy stays as a backup. Then the migration is one transaction on the database itself.

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "base/result.h"
#include "store/connection.h"
#include "store/migration.h"
#include "sys/clock.h"

namespace foothold {

// The number of the last migration that was taken; 0 for an empty database. Creates the table of migrations. bad_input:
// the database is newer than the program, its migrations are other ones, or it is no database of ours.
[[nodiscard]] result<std::uint32_t> schema_version(connection& c, std::string const& name,
                                                   std::span<migration const> migrations);

// Makes a whole copy of the database as it is before migration `number` and opens it.
using copy_function = std::function<connection(std::uint32_t number)>;

// Takes every migration that is missing. `name` of the database is for sentences. A fault leaves the database at the
// last migration that was whole. Throws database_failure only for what no migration is to blame for.
[[nodiscard]] result<void> migrate(connection& live, std::string const& name, std::span<migration const> migrations,
                                   copy_function const& copy, time_source const& clock);

}  // namespace foothold
