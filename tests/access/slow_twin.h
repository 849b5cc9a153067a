#pragma once
// Access decided a second time, from the description of the roles and not from the table: one function for each role,
// sentences as ifs, fields as words. Slow, and shares with the program only the request.

#include <optional>
#include <set>
#include <string>

#include "access/request.h"

namespace foothold {

using word_set = std::set<std::string>;

struct slow_answer {
  word_set fields{};
  word_set owes{};
  word_set on{};

  bool operator==(slow_answer const&) const = default;
};

// Nothing: denied.
[[nodiscard]] std::optional<slow_answer> decide_slowly(access_request const& asked, relation_facts const& facts,
                                                       moment now);

}  // namespace foothold
