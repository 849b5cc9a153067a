#pragma once
// The independent verifier of a country's run: that the areas' runs fit together and add up (docs/formats/country.md).
// Each area's run is checked by itself with check_run().

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/run_check.h"
#include "model/country.h"

namespace foothold {

class country_checking {
public:
  // Both must outlive it.
  country_checking(country const& place, country_run const& run);

  // The area with its territory and its run, once each.
  void add(country_run_area const& told, territory const& place, allocation_run const& run);

  // Rule 10: what is wrong with the whole, `about` is an area or a session.
  [[nodiscard]] std::vector<run_violation> broken();

private:
  struct shared {
    std::uint32_t places{0U};
    milli_days dearest{0};
    std::uint64_t parts{0U};
    bool had{false};  // by an area
  };
  void blame(std::string_view rule, std::string_view about, std::string message);
  void check_area(country_run_area const& told, territory const& place, allocation_run const& run);
  void check_parts(std::string_view area, territory const& place, allocation_run const& run);
  void check_whole();

  country const& place_;
  country_run const& run_;
  std::map<std::string_view, shared> shared_;
  std::map<std::string_view, unsigned> seen_;
  milli_days handed_back_{0};
  std::string policy_;
  std::vector<run_violation> found_;
};

}  // namespace foothold
