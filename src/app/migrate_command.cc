// foothold migrate

#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/copy_report.h"
#include "app/progress.h"
#include "app/report.h"
#include "service/moving.h"
#include "service/settings.h"
#include "sys/clock.h"

namespace foothold {

int run_migrate(migrate_options const& options) {
  auto const told = read_settings(options.data);
  if (!told) {
    return report(told.error());
  }
  if (!told->postgresql.empty()) {
    return report({errc::conflict,
                   fmt::format("{}: this installation is on PostgreSQL already", config_file(options.data).string())});
  }
  auto progress = progress_line{};
  auto const tell = tell_progress{[&](std::string_view const text) {
    if (progress.due()) {
      progress.show(text);
    }
  }};
  auto const moved = move_rows({.folder = options.data}, {.postgresql = options.to}, machine_clock{}, telling(tell));
  progress.clear();
  if (!moved) {
    return report(moved.error());
  }
  auto done = as_json(*moved);
  done["config"] = fmt::format("\"postgresql\": {}", nlohmann::json(options.to).dump());
  return print_copy(done, options.format);
}

}  // namespace foothold
