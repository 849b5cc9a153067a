// foothold plan check --territory DIR --person ID|FILE PLAN.json

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/case_source.h"
#include "app/commands.h"
#include "app/report.h"
#include "check/plan_check.h"
#include "interop/plan_json.h"
#include "sys/file.h"

namespace foothold {

namespace {

constexpr std::size_t kMostPlanBytes = 4U << 20U;

// docs/formats/plan.md, section "What check prints"
std::string as_json(std::vector<violation> const& broken) {
  auto out = nlohmann::ordered_json{};
  out["format"] = "foothold-plan-check/1";
  out["holds"] = broken.empty();
  out["broken"] = nlohmann::ordered_json::array();
  for (auto const& v : broken) {
    out["broken"].push_back({{"rule", v.rule}, {"step", v.step}, {"message", v.message}});
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

int run_plan_check(plan_check_options const& options) {
  auto const source = read_case(options.territory, options.person);
  if (!source) {
    return report(source.error());
  }
  auto const text = read_file(options.plan, kMostPlanBytes);
  if (!text) {
    return report(text.error());
  }
  auto const loaded = read_plan(options.plan.string(), *text);
  report(loaded.found);
  if (!loaded.value) {
    return report({errc::bad_input, options.plan.string() + ": not a plan, see above"});
  }
  auto const& p = *loaded.value;
  auto const broken = check_plan(*source->place, source->place->people[source->who], p);
  if (options.format == output_format::json) {
    fmt::print("{}", as_json(broken));
  } else if (broken.empty()) {
    fmt::print("plan holds: {} steps, {} on {}, value {} milli-days\n", p.steps.size(), p.reached,
               format_date(p.goal_day), p.value);
  } else {
    auto const& first = broken.front();
    fmt::print("plan breaks rule {}{}{}: {}\n", first.rule, first.step.empty() ? "" : ", step ", first.step,
               first.message);
    if (broken.size() > 1U) {
      fmt::print("{} more broken rules: see --format json\n", broken.size() - 1U);
    }
  }
  return broken.empty() ? kDone : kFault;
}

}  // namespace foothold
