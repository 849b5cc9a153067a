#pragma once
// What `plan` and `plan check` start from: a territory's folder and one person in it, or a person from a file.

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "model/territory.h"

namespace foothold {

struct case_source {
  std::shared_ptr<territory const> place;
  person_idx who;
};

// `person` is an id of people.csv, or the path of a JSON file (docs/formats/person.md). Faults of the files are
// reported on stderr as they are found; the error is the sentence that sums up.
result<case_source> read_case(std::filesystem::path const& territory_folder, std::string const& person_or_file);

}  // namespace foothold
