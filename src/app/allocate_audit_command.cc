// foothold allocate audit RUN.json [--territory DIR] [--language L] --out AUDIT.json

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/report.h"
#include "app/shown_run.h"
#include "pages/report_views.h"
#include "pages/report_waiting.h"
#include "sys/file.h"

namespace foothold {

namespace {

// docs/formats/audit.md
std::string as_json(territory const& t, allocation_run const& run, catalogue const& c) {
  auto const index = territory_index{t};
  auto out =
      nlohmann::ordered_json{{"format", "foothold-audit/1"},         {"as_of", format_date(run.as_of)},
                             {"territory_hash", run.territory_hash}, {"policy_hash", run.policy_hash},
                             {"policy_version", run.policy_version}, {"tables", nlohmann::ordered_json::array()}};
  for (auto const& table : protected_audit({t, index, c}, run)) {
    auto rows = nlohmann::ordered_json::array();
    for (auto const& row : table.rows) {
      auto const placed =
          row.placed.told == told_people::how::number ? nlohmann::ordered_json(row.placed.n) : nlohmann::ordered_json();
      rows.push_back({{"group", row.group}, {"people", row.asked}, {"placed", placed}, {"average", row.average}});
    }
    out["tables"].push_back({{"by", table.title}, {"rows", std::move(rows)}});
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

result<std::string> audit(allocate_audit_options const& options) {
  return run_to_show(options.run, options.territory, options.language).map([](shown_run const& x) {
    return as_json(x.place, x.run, x.asked != nullptr ? *x.asked : language_of(x.all, x.place));
  });
}

}  // namespace

int run_allocate_audit(allocate_audit_options const& options) {
  auto const text = audit(options);
  if (!text) {
    return report(text.error());
  }
  if (auto const written = write_file(options.out, *text, readers::owner); !written) {
    return report(written.error());
  }
  fmt::print("{}: by sex, age, stated origin and care; only you may read it\n", options.out.string());
  return kDone;
}

}  // namespace foothold
