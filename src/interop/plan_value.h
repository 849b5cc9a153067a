#pragma once
// A plan as a JSON object, for every file that holds plans: PLAN.json is one, RUN.json has one for each person.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/result.h"
#include "interop/json_input.h"
#include "model/plan.h"

namespace foothold {

inline constexpr auto kMostJsonValue = std::int64_t{1} << 53;  // what every JSON reader keeps exact

// Members in the order of docs/formats/plan.md.
nlohmann::ordered_json plan_value(plan const& p);
nlohmann::ordered_json reasons_value(std::vector<reason> const& reasons);

// Checks shapes and ranges. `path` is that of `value`: "$.each[3].plan". What is wrong joins `found`.
plan read_plan_value(nlohmann::json const& value, std::string path, std::string_view file, faults& found);
std::vector<reason> read_reasons_value(json_object& object, std::string_view key, std::string_view file, faults& found);

}  // namespace foothold
