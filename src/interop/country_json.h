#pragma once
// A country of areas as files (docs/formats/country.md): COUNTRY.json, and the country's run that names the runs of its
// areas. What is written is read back the same.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/country.h"

namespace foothold {

inline constexpr std::string_view kCountryFile = "country.json";
inline constexpr std::string_view kCountryFormat = "foothold-country/1";
inline constexpr std::string_view kCountryRunFormat = "foothold-country-run/1";

struct country_load {
  std::optional<country> value;  // nothing when there is a fault; lists sorted
  faults found;                  // `field` is the JSON path: $.areas[2].territory
};

// At most 64 MB. An area or a session twice, and a folder outside the country's, are faults.
country_load read_country(std::string_view file, std::string_view text);
std::string write_country(country const& c);

struct country_run_load {
  std::optional<country_run> value;
  std::int64_t gap{0};  // millionths, as the file says
  faults found;
};

// (value - bound) / value, in millionths.
std::int64_t country_gap(country_run const& run);

country_run_load read_country_run(std::string_view file, std::string_view text);
// Works out the gaps.
std::string write_country_run(country_run const& run);

}  // namespace foothold
