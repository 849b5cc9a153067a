#pragma once
// What backup, restore and migrate say of a copy: docs/formats/backup.md, and the same in words.

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "service/copies.h"
#include "service/moving.h"
#include "service/restoring.h"

namespace foothold {

[[nodiscard]] nlohmann::json as_json(copy_made const& made);
// `done` is "restore" or "drill".
[[nodiscard]] nlohmann::json as_json(restored const& found, std::string_view done, std::filesystem::path const& file);
[[nodiscard]] nlohmann::json as_json(moved_rows const& moved);

// On stdout; what an administrator should know besides on stderr. 1 where something does not hold.
int print_copy(nlohmann::json const& done, output_format format);

// Says now and then how far it is: "filling: 120,000 rows, persons".
[[nodiscard]] progress_function telling(tell_progress const& tell);

}  // namespace foothold
