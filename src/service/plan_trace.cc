#include "service/plan_trace.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/fault.h"
#include "interop/json_input.h"
#include "interop/plan_value.h"
#include "service/functions.h"
#include "service/used_data.h"
#include "sys/hash.h"

namespace foothold {
namespace {

using nlohmann::ordered_json;

constexpr auto kFormat = "foothold-decision-trace/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{4U} << 20U, .depth = 16U};

// The members of the plan that say what came out and why.
constexpr auto kFound = {"status", "reached", "goal_day", "provisional", "steps", "tight", "missing"};

ordered_json found_value(plan const& p) {
  auto const whole = plan_value(p);
  auto out = ordered_json{};
  for (auto const* const member : kFound) {
    out[member] = whole.at(member);
  }
  return out;
}

ordered_json used_value(std::vector<used_datum> const& used) {
  auto out = ordered_json::array();
  for (auto const& u : used) {
    out.push_back({{"member", u.member}, {"which", u.which}, {"table", u.table}});
  }
  return out;
}

}  // namespace

std::string write_plan_trace(trace_head const& head, plan const& p, plan_question const& q, territory const& t) {
  auto const out = ordered_json{{"format", kFormat},
                                {"function", id_of(automated_function::plan)},
                                {"portrait", head.portrait},
                                {"portrait_hash", head.portrait_hash},
                                {"plan", head.plan},
                                {"snapshot", head.snapshot},
                                {"territory_hash", p.territory_hash},
                                {"rules_hash", p.rules_hash},
                                {"policy_hash", p.policy_hash},
                                {"engine", p.engine},
                                {"goal", head.goal},
                                {"as_of", format_date(head.as_of)},
                                {"found", found_value(p)},
                                {"used", used_value(data_used(p, q, t))}};
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

result<trace_head> read_trace_head(std::string_view const trace) {
  auto const value = parse_json("trace", trace, kLimits);
  if (!value || !value->is_object() || value->value("format", "") != kFormat) {
    return fail(errc::bad_input, "the trace is not one that the planner wrote");
  }
  auto found = faults{};
  auto object = json_object{*value, "$", "trace", found};
  auto head = trace_head{.portrait = object.text("portrait"),
                         .portrait_hash = object.text("portrait_hash"),
                         .plan = object.text("plan"),
                         .snapshot = object.text("snapshot"),
                         .goal = object.text("goal"),
                         .as_of = object.day("as_of").value_or(date{})};
  if (!found.empty()) {
    return fail(errc::bad_input, format_fault(found.front()));
  }
  return head;
}

std::string inputs_hash_of(trace_head const& head) {
  auto h = hasher{};
  h.add_part(head.portrait_hash);
  h.add_part(head.goal);
  h.add_part(format_date(head.as_of));
  return std::move(h).hex();
}

}  // namespace foothold
