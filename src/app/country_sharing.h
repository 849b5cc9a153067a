#pragma once
// Places shared in all areas of a country, area by area, coupled by the prices of what they have in common.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "model/country.h"

namespace foothold {

struct country_file {
  country value;
  std::string hash;              // of the file's bytes
  std::filesystem::path folder;  // that it lies in
};

// DIR/country.json. Faults are reported on stderr as they are found; the error is the sentence that sums up.
result<country_file> valid_country(std::filesystem::path const& folder);

struct country_options {
  std::filesystem::path out;  // folder of jobs, runs and country-run.json
  std::uint64_t seed{1U};
  double seconds{0.0};                  // in all; ...
  std::optional<std::uint64_t> work{};  // ... or rounds of pricing in each job
  unsigned processes{1U}, threads{1U};  // threads of each process
  std::function<void(std::string_view step, std::size_t done, std::size_t of)> progress{};
};

inline constexpr std::string_view kCountryRunFile = "country-run.json";

struct country_result {
  country_run run;
  std::size_t found{0U};  // jobs that had been done before
};

// Two steps learn prices: at first each area with the part that its people have by number, then at one price for all.
// Then the places are shared by what was wanted. OUT/country-run.json is written at the end.
result<country_result> share_country(country_file const& place, country_options const& options);

}  // namespace foothold
