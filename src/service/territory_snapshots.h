#pragma once
// The territory that an installation plans with, and the exact files of it that each plan was made from, kept under the
// hash of their bytes in DIR/snapshots (docs/formats/territory-image.md), so that a plan can be made again years later.

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "model/territory.h"
#include "service/office.h"

namespace foothold {

struct planning_ground {
  std::string snapshot;  // hash of the image, and the name of its file
  std::shared_ptr<territory const> place;
  planning plans;  // from any thread
};

// Where a snapshot lies: DIR/snapshots/HASH.territory
[[nodiscard]] std::filesystem::path snapshot_file(std::filesystem::path const& data, std::string_view hash);

// Reads the pack in `folder` without its people, who are no part of an installation's territory, and keeps it, synced,
// if it is not kept yet. Nothing of a pack with a fault is kept: bad_input names the first one.
[[nodiscard]] result<planning_ground> keep_snapshot(std::filesystem::path const& data,
                                                    std::filesystem::path const& folder);

// not_found: there is none of this name; bad_input: its bytes are not those of its name, or no territory.
[[nodiscard]] result<planning_ground> open_snapshot(std::filesystem::path const& data, std::string_view hash);

}  // namespace foothold
