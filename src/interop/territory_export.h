#pragma once
// A territory written back as the files of a pack: UTF-8, commas, LF, columns in the order of
// docs/formats/territory.md, label columns en first, then the territory's other languages. Reading the result gives the
// same territory.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "interop/pack_files.h"
#include "model/territory.h"

namespace foothold {

using row_sink = std::function<void(std::vector<std::string> const& cells)>;

// The header and every row of one table ("offers.csv"), one after the other; memory for one row.
void export_rows(territory const& t, std::string_view file, row_sink const& sink);

// All files of the pack; a table without rows that is not required is left out.
std::vector<named_bytes> write_territory(territory const& t);

// Single files.
std::string territory_json_of(territory const& t);
std::string policy_json_of(policy const& weights);

// 1250 -> "12.5", 1200 -> "12", 1205 -> "12.05".
std::string format_hundredths(std::uint32_t value);

}  // namespace foothold
