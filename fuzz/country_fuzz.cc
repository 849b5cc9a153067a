// Reads the files of a country and of its areas' jobs: whatever they hold, there is a value or a fault.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interop/area_job_json.h"
#include "interop/country_json.h"

namespace {

template <typename Load>
void check(Load const& load) {
  if (load.value.has_value() != load.found.empty()) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* const data, std::size_t const size) {
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  check(foothold::read_country("country.json", text));
  check(foothold::read_country_run("country-run.json", text));
  check(foothold::read_area_job("job.json", text));
  check(foothold::read_area_facts("facts.json", text));
  check(foothold::read_area_prices("prices.json", text));
  return 0;
}
