#pragma once
// Households, children and people of a generated territory. Not for other modules.

#include <cstdint>
#include <functional>
#include <string_view>

#include "interop/territory_export.h"
#include "model/territory.h"

namespace foothold {

struct people_settings {
  std::uint64_t people{0U};
  std::uint64_t districts{1U};
  std::uint64_t vacancies{0U};  // that were written
  std::uint64_t seed{0U};
};

// Asks for the rows of one file; the first row is the header.
using table_rows = std::function<void(row_sink const&)>;
using table_writer = std::function<void(std::string_view file, table_rows const&)>;

// Every household of the source is used as often as every other (once more or less), so that the shares of levels,
// statuses, goals and children are the source's own. Births, dates and homes vary a little.
void write_people(territory const& source, people_settings const& settings, table_writer const& write);

}  // namespace foothold
