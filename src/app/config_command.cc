// foothold config show | check

#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "service/settings.h"
#include "sys/file.h"

namespace foothold {

int run_config_show(config_options const& options) {
  auto const told = read_settings(options.data);
  if (!told) {
    return report(told.error());
  }
  fmt::print("{}", format_settings(*told));
  return kDone;
}

int run_config_check(config_options const& options) {
  auto const file = config_file(options.data);
  auto const text = read_file(file, std::uint64_t{64U} << 10U);
  if (!text && text.error().code == errc::not_found) {
    fmt::print("{}: not there, so every setting has its default\n", file.string());
    return kDone;
  }
  if (!text) {
    return report(text.error());
  }
  auto const load = parse_settings(file.string(), *text);
  report(load.found);
  if (!load.value) {
    return kFault;
  }
  fmt::print("{}: in order\n", file.string());
  return kDone;
}

}  // namespace foothold
