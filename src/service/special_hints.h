#pragma once
// Where what is sent for a row seems to tell, in free text, what has a place of its own (special_words.h).

#include <string>
#include <string_view>
#include <vector>

#include "service/program_fields.h"
#include "service/record_table.h"

namespace foothold {

struct special_hint {
  std::string pointer;        // RFC 6901: /words
  std::string_view category;  // of special_words
};

// Of texts in people's own words; names and addresses, and what is kept apart already, are not looked at.
[[nodiscard]] std::vector<special_hint> special_hints_of(record_table const& table, given_fields const& given);

}  // namespace foothold
