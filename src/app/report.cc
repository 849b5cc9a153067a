#include "app/report.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace foothold {

exit_code exit_code_of(errc const code) {
  switch (code) {
    case errc::wrong_use:
      return kWrongUse;
    case errc::bad_input:
      return kBadInput;
    case errc::not_found:
      return kBadInput;
    case errc::conflict:
    case errc::stale:
    case errc::key_reused:
      return kBadInput;
    case errc::infeasible:
      return kInfeasible;
    case errc::out_of_time:
      return kInfeasible;
    case errc::no_room:
    case errc::in_doubt:
    case errc::broken:
      break;
  }
  return kBroken;
}

int report(error const& e) {
  fmt::print(stderr, "foothold: {}\n", e.message);
  return exit_code_of(e.code);
}

bool report(faults const& list) {
  for (auto const& f : list) {
    fmt::print(stderr, "{}\n", format_fault(f));
  }
  auto const warnings = std::count_if(list.begin(), list.end(), [](fault const& f) { return f.warning; });
  auto const stops = static_cast<std::ptrdiff_t>(list.size()) - warnings;
  if (!list.empty()) {
    fmt::print(stderr, "{} faults, {} warnings\n", stops, warnings);
  }
  return stops == 0;
}

}  // namespace foothold
