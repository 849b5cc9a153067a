#pragma once
// Ready sentences that an office sends (data/phrases/phrases.json): a list of ids, whose words stand in the catalogue
// of every language under "phrase.ID" and have no free parts, so that nobody has to translate what somebody wrote.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/fault.h"

namespace foothold {

struct phrase_list {
  std::string source;  // whose sentences
  date made_on, review_by;
  std::vector<std::string> ids;  // in the order in which they are offered
};

struct phrases_load {
  phrase_list value;  // without ids where there is a fault
  faults found;
};
// An id that is empty or there twice is a fault.
[[nodiscard]] phrases_load read_phrases(std::string_view file, std::string_view text);

// Those inside the program. Read once, from any thread.
[[nodiscard]] phrase_list const& ready_phrases();
[[nodiscard]] bool is_phrase(std::string_view id);
[[nodiscard]] std::string phrase_key(std::string_view id);  // in the catalogue

}  // namespace foothold
