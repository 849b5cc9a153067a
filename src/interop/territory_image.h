#pragma once
// The checked image of a territory: its files, byte for byte, in one file with a hash
// (docs/formats/territory-image.md). What is read from an image was valid when it was written, and damage is seen.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "interop/territory_import.h"

namespace foothold {

// Only files that a territory is read from go in, sorted by name.
std::string to_territory_image(std::vector<named_bytes> const& files);

// bad_input when it is no image, of another version, cut off or damaged. Never reads outside of `image`.
result<std::vector<named_bytes>> from_territory_image(std::string_view image);

// The image inside a data folder.
std::filesystem::path territory_image_path(std::filesystem::path const& data);

// Replaces the image as a whole; creates the data folder.
result<void> save_territory_image(std::filesystem::path const& data, std::vector<named_bytes> const& files);

// not_found when nothing was imported yet.
result<territory_load> load_territory_image(std::filesystem::path const& data);

}  // namespace foothold
