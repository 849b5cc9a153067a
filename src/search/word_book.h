#pragma once
// The different words of the names of one organisation, each once, with how many people have it. A word that nobody has
// any more is overwritten at once.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/name_word.h"
#include "search/number_table.h"

namespace foothold {

class word_book {
public:
  // The word's number; one more person has it.
  std::uint32_t take(name_word const& w);
  void give_back(std::uint32_t number);

  [[nodiscard]] name_word const& at(std::uint32_t const number) const { return words_[number]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }  // numbers are below
  [[nodiscard]] std::size_t in_use() const { return words_.size() - free_.size(); }
  [[nodiscard]] std::size_t bytes() const;

private:
  std::vector<name_word> words_;
  std::vector<std::uint32_t> uses_;
  std::vector<std::uint32_t> free_;
  number_table numbers_;
};

}  // namespace foothold
