#pragma once
// The jobs of a country's areas as files (docs/formats/country.md): what is to be done, and the two small answers; the
// large one is a RUN.json. What is written is read back the same, and the same job has the same bytes.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/country.h"

namespace foothold {

inline constexpr std::string_view kAreaJobFormat = "foothold-area-job/1";
inline constexpr std::string_view kAreaFactsFormat = "foothold-area-facts/1";
inline constexpr std::string_view kAreaPricesFormat = "foothold-area-prices/1";

template <typename T>
struct area_file {
  std::optional<T> value;  // nothing when there is a fault
  faults found;
};

area_file<area_job> read_area_job(std::string_view file, std::string_view text);
std::string write_area_job(area_job const& job);

area_file<area_facts> read_area_facts(std::string_view file, std::string_view text);
std::string write_area_facts(area_facts const& facts);

area_file<area_prices> read_area_prices(std::string_view file, std::string_view text);
std::string write_area_prices(area_prices const& prices);

// "facts", "prices", "run"
std::string_view word_of(area_job_kind kind);

}  // namespace foothold
