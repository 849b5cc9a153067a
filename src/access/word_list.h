#pragma once
// A set as it stands in a column: "skills|wishes". words_in() of words.h writes it, with the same sign.

#include <algorithm>
#include <string_view>

#include "access/words.h"

namespace foothold {

inline constexpr char kBetweenWords{'|'};

template <typename Enum>
struct word_list {
  enum_set<Enum> known{};
  bool whole{true};  // false: there was a word that is none, or nothing between two signs
};

// An empty text is a word that is none.
template <typename Enum>
[[nodiscard]] word_list<Enum> parse_words(std::string_view const text) {
  auto list = word_list<Enum>{};
  for (auto from = std::size_t{0U}; from <= text.size();) {
    auto const name = text.substr(from, std::min(text.find(kBetweenWords, from), text.size()) - from);
    auto const one = parse_word<Enum>(name);
    if (one) {
      list.known |= *one;
    } else {
      list.whole = false;
    }
    from += name.size() + 1U;
  }
  return list;
}

}  // namespace foothold
