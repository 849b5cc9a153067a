#include "interop/plan_json.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "interop/json_input.h"
#include "interop/plan_value.h"

namespace foothold {

std::string write_plan(plan const& p) {
  return plan_value(p).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

plan_load read_plan(std::string_view const file, std::string_view const text) {
  auto out = plan_load{};
  auto const value = parse_json(file, text, {.bytes = std::size_t{4U} << 20U, .depth = 16U});
  if (!value) {
    out.found.push_back(value.error());
    return out;
  }
  auto p = read_plan_value(*value, "$", file, out.found);
  if (out.found.empty()) {
    out.value = std::move(p);
  }
  return out;
}

}  // namespace foothold
