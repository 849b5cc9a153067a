#pragma once
// One search: looks at people one after the other and keeps the best. Each different word of a book is compared once.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "search/person_index.h"

namespace foothold {

class person_index::search_run {
public:
  search_run(name_question const& asked, std::size_t limit, std::optional<hit_place> const& after);
  // For duplicates of a person, by one of its names.
  search_run(searched_person const& self, std::string_view name, std::size_t limit);

  struct seen_person {
    entry_id const& id;
    std::span<std::uint32_t const> words;
    std::string_view number;  // filled up with zeros
    int year;
    bool estimated;
  };

  [[nodiscard]] bool asks() const { return self_ == nullptr ? asked_.asks() : needed_ != 0U; }

  // From now on, people have words of this book.
  void begin(word_book const& book);
  void look_at(seen_person const& p);

  // In order; empties it.
  [[nodiscard]] std::vector<person_hit> take();

private:
  struct judged {
    int cost{0};
    likeness how{likeness::exact};
    int matched{0};  // of the words that must not miss
    bool missing{false};
  };

  void compare(std::uint32_t word);
  [[nodiscard]] bool may_fit(std::span<std::uint32_t const> words);
  [[nodiscard]] judged judge(std::span<std::uint32_t const> words) const;
  [[nodiscard]] bool fits_numbers(seen_person const& p, person_hit& hit) const;
  [[nodiscard]] bool may_be_same(seen_person const& p, judged const& found, person_hit& hit) const;
  void keep(person_hit const& hit);

  name_question asked_;
  searched_person const* self_{nullptr};
  std::size_t limit_;
  std::optional<hit_place> after_;
  std::uint32_t must_{0U};  // bits of the words that are not particles
  unsigned needed_{0U};     // how many these are
  unsigned may_lack_{0U};   // and how many of them may be missing
  word_book const* book_{nullptr};
  std::vector<std::uint16_t> known_;  // by word: bit 15: compared, below: the asked words that it matches
  std::vector<word_match> matches_;   // by word and asked word, where known_ says so
  std::vector<person_hit> best_;      // a heap with the last one in front
};

}  // namespace foothold
