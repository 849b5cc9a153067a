#pragma once
// Everything that is kept of one person, for that person (Art. 15 and 20 GDPR) or for who leads the case: every row of
// every table that the grant shows, and who looked at it.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/installation.h"
#include "service/record_table.h"
#include "service/records.h"
#include "store/audit.h"
#include "store/store.h"

namespace foothold {

struct exported_table {
  record_table const* table{nullptr};
  std::vector<row_values> rows;
};

// Who answers for something in the file (service/responsible.h), to turn to.
struct answering_organisation {
  std::string id, name, website;
  bool of_case{false};  // for the case, and so for most of it
};

struct exported_file {
  std::string person;
  instant at{};
  bool special{false};                              // special categories are in it; else these fields are left out
  std::vector<exported_table> tables;               // those that the grant shows, also the empty ones
  std::vector<std::string> left_out;                // tables that it does not show
  std::vector<audit_line> log;                      // empty where it is not shown
  std::vector<answering_organisation> answering{};  // for any of the rows that are shown
};

// The act is `export` and stands in the log before anything is returned. not_found: no such person, or not for this
// actor.
[[nodiscard]] result<exported_file> export_person(store& cases, caller const& who, std::string const& person,
                                                  time_source const& clock);

// The same to look at: the act is `read`.
[[nodiscard]] result<exported_file> show_person(store& cases, caller const& who, std::string const& person,
                                                time_source const& clock);

// The bytes of the files that are listed, each as ID.jpg, ID.png or ID.pdf in `folder`, which is made for its owner
// only. The export is their line in the log.
struct exported_bytes {
  std::int64_t files{0};
  std::int64_t missing{0};  // listed, and not there or damaged
};
[[nodiscard]] result<exported_bytes> export_bytes(installation& office, exported_file const& file,
                                                  std::filesystem::path const& folder);

}  // namespace foothold
