#pragma once
// Where things lie on this machine.

#include <filesystem>

#include "base/result.h"

namespace foothold {

// Where an installation keeps what it imports and stores: $XDG_DATA_HOME/foothold, else ~/.local/share/foothold,
// else (no home) ./foothold-data. Not created here.
[[nodiscard]] std::filesystem::path default_data_folder();

// The data files that belong to the product (rules, texts, vocabulary, demo territory): $FOOTHOLD_SHARE, else found
// from the program's own place: PREFIX/share/foothold of PREFIX/bin/foothold, or the checkout's data/ of
// build/release/foothold.
[[nodiscard]] result<std::filesystem::path> product_data_folder();

// Makes a folder and those above it where they are not there; the folder is for its owner only.
[[nodiscard]] result<void> make_private_folder(std::filesystem::path const& folder);

}  // namespace foothold
