#pragma once
// The part of RUN.json that tells what fairness asks, proves and costs (docs/formats/run.md), as a JSON object and
// back.

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/result.h"
#include "model/allocation.h"

namespace foothold {

nlohmann::ordered_json fairness_value(run_fairness const& fairness);
nlohmann::ordered_json unprotected_value(unprotected_way const& way);

// Check shapes and ranges. `path` is that of `value`; what is wrong joins `found`.
run_fairness read_fairness_value(nlohmann::json const& value, std::string path, std::string_view file, faults& found);
unprotected_way read_unprotected_value(nlohmann::json const& value, std::string path, std::string_view file,
                                       faults& found);

}  // namespace foothold
