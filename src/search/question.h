#pragma once
// What somebody typed into the search field: words of a name, a year of birth, a local number or an id, in any order
// and in digits of any script.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/name_folding.h"

namespace foothold {

inline constexpr std::size_t kLongestQuestion{400U};  // bytes; what comes after is left out
inline constexpr std::size_t kMostAskedNumbers{8U};   // the same

// Something with digits: each meaning that fits counts.
struct asked_number {
  int year{0};           // of birth; 0: it is none
  std::string number{};  // the beginning of a local number: letters and digits; empty: it is too short
  std::string id{};      // the beginning of an id, at least 8 hex digits; empty: it is none
};

struct name_question {
  std::vector<asked_word> words;
  std::vector<asked_number> numbers;

  [[nodiscard]] bool asks() const { return !words.empty() || !numbers.empty(); }
};

[[nodiscard]] name_question read_question(std::string_view utf8);

// A local number as it is compared: its letters and digits, in capitals.
[[nodiscard]] std::string compared_number(std::string_view utf8);

}  // namespace foothold
