#pragma once
// A territory pack as a folder on disk.

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "interop/territory_import.h"

namespace foothold {

// The files that a territory is read from, and the names of all others (with empty bytes), so that read_territory()
// can say what it ignored. not_found without the folder; bad_input when a file is larger than a pack may be.
result<std::vector<named_bytes>> read_pack_folder(std::filesystem::path const& folder);

// Both in one: the folder's territory with all that was found.
result<territory_load> load_territory(std::filesystem::path const& folder);

}  // namespace foothold
