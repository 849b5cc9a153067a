#pragma once
// What the verbs that show a run in somebody's language begin with.

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "model/allocation.h"
#include "model/territory.h"
#include "service/texts.h"

namespace foothold {

struct shown_run {
  texts all;
  catalogue const* asked{nullptr};  // of the language that was asked for; null: none was
  allocation_run run;
  territory place;
};

// The texts, the run of `file` and the territory that it was made from (territory_of_run). Faults are reported on
// stderr as they are found; the error is the sentence that sums up.
result<shown_run> run_to_show(std::filesystem::path const& file, std::filesystem::path const& territory,
                              std::optional<std::string> const& language);

}  // namespace foothold
