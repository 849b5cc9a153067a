#pragma once
// The demo's territory: inside the program, so that it works from any folder, and laid out in a folder where a curious
// reader may change it.

#include <filesystem>
#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "interop/territory_import.h"

namespace foothold {

// data/territories/lindental as it was when the program was built.
std::span<embedded_file const> embedded_demo();

// Reads the pack in `folder`. It is written there first when it is absent, when `fresh`, or when it is unchanged but
// comes from another version of the program. What somebody changed in it stays, until `fresh`.
result<territory_load> open_demo(std::filesystem::path const& folder, bool fresh);

}  // namespace foothold
