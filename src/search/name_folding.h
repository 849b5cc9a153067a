#pragma once
// A name as the words that an index keeps, and as the words that a search asks for.

#include <cstddef>
#include <string_view>
#include <vector>

#include "search/name_word.h"

namespace foothold {

inline constexpr std::size_t kMostWords{16U};      // of a name; what comes after is left out
inline constexpr std::size_t kMostAskedWords{8U};  // the same

// One word of a question. It is found where one of its forms is: Alhassan is asked for as Hassan, too.
struct asked_word {
  std::vector<name_word> forms;  // never empty; the first is as it was written
  bool may_miss{false};          // a particle: al, bin, von
};

// Every word of a name, and the parts of those that are written as one or as two: Abdulrahman, Nureddin, Habibullah.
[[nodiscard]] std::vector<name_word> words_of_name(std::string_view utf8);

// The same for a question: words that have parts are asked for by their parts. Particles count only where there is
// nothing else.
[[nodiscard]] std::vector<asked_word> asked_words(std::string_view utf8);

// The best match of a word under any of its forms.
[[nodiscard]] std::optional<word_match> match_asked(asked_word const& asked, name_word const& stored, bool beginnings);

}  // namespace foothold
