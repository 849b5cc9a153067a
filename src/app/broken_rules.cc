#include "app/broken_rules.h"

#include <cstdio>
#include <set>
#include <string>

#include <fmt/format.h>

namespace foothold {

void print_broken(std::vector<run_violation> const& broken) {
  auto kinds = std::set<std::string>{};
  for (auto const& b : broken) {
    if (kinds.insert(b.rule).second) {
      fmt::print("run breaks rule {}{}{}: {}\n", b.rule, b.about.empty() ? "" : ", ", b.about, b.message);
    }
  }
  if (broken.size() != kinds.size()) {
    fmt::print("{} more broken rules: see --format json\n", broken.size() - kinds.size());
  }
}

}  // namespace foothold
