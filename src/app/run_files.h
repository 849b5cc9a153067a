#pragma once
// Runs and changes as files, with their hashes, and the run that follows: what the verbs of `allocate` share.

#include <filesystem>
#include <string>

#include "app/commands.h"
#include "base/result.h"
#include "model/allocation.h"
#include "model/changes.h"

namespace foothold {

struct run_and_hash {
  allocation_run run;
  std::string hash;  // of the file's bytes
};

struct changes_and_hash {
  sharing_changes changes;
  std::string hash;
};

// Faults are reported on stderr as they are found; the error is the sentence that sums up.
result<run_and_hash> run_with_hash(std::filesystem::path const& file);

result<changes_and_hash> changes_with_hash(std::filesystem::path const& file);

// `percent` is what may be lost.
bool loses_too_much(allocation_run const& run, double percent);

// The run that follows from the changes of options.changes.
result<allocation_run> go_on_with(allocate_options const& options, run_and_hash const& from);

}  // namespace foothold
