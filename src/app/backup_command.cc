// foothold backup

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/copy_report.h"
#include "app/report.h"
#include "service/nightly_copies.h"
#include "service/settings.h"

namespace foothold {

using nlohmann::json;

result<json> admin_backup(installation& office, json const& asked, tell_progress const& tell) {
  auto const told = read_settings(office.options().data.folder);
  if (!told) {
    return tl::make_unexpected(told.error());
  }
  auto const options = copy_options{.out = asked.at("out").get<std::string>(),
                                    .keys_copied_within = std::chrono::hours{told->copy_of_keys_hours},
                                    .tell = telling(tell)};
  return make_copy(office, options).and_then([&](copy_made const& made) {
    return note_copy(office.options().data.folder, made.made_at).map([&] { return as_json(made); });
  });
}

int run_backup(backup_options const& options) {
  auto const done = ask_office(options.office, "backup", {{"out", std::filesystem::absolute(options.out).string()}});
  return done ? print_copy(*done, options.office.format) : report(done.error());
}

}  // namespace foothold
