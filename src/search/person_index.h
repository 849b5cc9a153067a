#pragma once
// People by any part of their name, year of birth, local number or id, in memory. Names are kept as sounds only, and
// nothing of it is ever written.
//
// The scope comes first: only people in it are looked at, ranked and handed out. The people of an organisation and of
// each caseload are lists of their own with words of their own, so that who is outside costs a search no time either.
//
// Safe from many threads: searches run side by side, a change waits for them. A search visits each person in the scope
// once (about 10 ns) and compares each different word among them once for each word asked (about 100 ns); a change
// takes microseconds. About 120 bytes a person.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "search/number_table.h"
#include "search/question.h"
#include "search/word_book.h"

namespace foothold {

using entry_id = std::array<std::uint8_t, 16U>;

struct searched_person {
  entry_id id{};
  entry_id organisation{};
  std::optional<entry_id> caseworker{};
  int birth_year{0};  // 0: unknown
  bool year_estimated{false};
  std::string_view number{};
  std::string_view name{};
  std::string_view transliterated{};
};

struct search_scope {
  bool everybody{false};                 // of the installation
  entry_id organisation{};               // or of this organisation
  std::optional<entry_id> caseworker{};  // and only the caseload of this caseworker
};

// Where a hit stands: lower cost first, then the lower id.
struct hit_place {
  int cost{0};
  entry_id id{};
  auto operator<=>(hit_place const&) const = default;
};

struct person_hit {
  hit_place place{};
  likeness how{likeness::exact};  // of the word that is least like what was asked
  bool by_year{false};
  bool near_year{false};     // a year off, or estimated
  bool by_number{false};     // local number or id
  bool part_missing{false};  // one of the words asked is not in the name

  bool operator==(person_hit const&) const = default;
};

inline constexpr std::size_t kMostHits{101U};  // a page and one more, which tells that there is another

class person_index {
public:
  // Adds a person, or replaces what was known.
  void put(searched_person const& p);
  // False: not here.
  bool remove(entry_id const& id);

  // The best hits after a place, in order. `limit` is cut to kMostHits.
  [[nodiscard]] std::vector<person_hit> find(name_question const& asked, search_scope const& scope, std::size_t limit,
                                             std::optional<hit_place> const& after = std::nullopt) const;

  // Who may be the same person: a like name, and the same or nearly the same year of birth.
  [[nodiscard]] std::vector<person_hit> find_duplicates(searched_person const& p, search_scope const& scope,
                                                        std::size_t limit) const;

  struct size {
    std::size_t people{0U}, words{0U}, bytes{0U};
  };
  [[nodiscard]] size measure() const;

private:
  static constexpr std::uint32_t kNowhere{0xFFFFFFFFU};
  static constexpr std::size_t kNumberLength{16U};  // of a local number; more is not compared

  struct office {
    entry_id id{};
    word_book book;
    std::vector<std::uint32_t> people;
  };
  // What a search reads of each person.
  struct entry {
    std::uint32_t words_at{0U};
    std::uint16_t year{0U};
    std::uint8_t words{0U};
    bool estimated{false};
  };
  struct home {
    std::uint32_t office{kNowhere}, at_in_office{0U};
    std::uint32_t caseload{kNowhere}, at_in_caseload{0U};
  };
  using short_number = std::array<char, kNumberLength>;

  class search_run;

  [[nodiscard]] std::optional<std::uint32_t> slot_of(entry_id const& id) const;
  std::uint32_t office_of(entry_id const& id);
  std::uint32_t caseload_of(std::uint32_t at_office, entry_id const& caseworker);
  void take_out(std::uint32_t slot);
  void leave(std::vector<std::uint32_t>& people, std::uint32_t at, std::uint32_t home::* where);
  void close_gaps();
  void visit(search_run& run, search_scope const& scope) const;

  mutable std::shared_mutex mutex_;
  std::vector<entry> entries_;
  std::vector<entry_id> ids_;
  std::vector<short_number> numbers_;
  std::vector<home> homes_;
  std::vector<std::uint32_t> free_;   // slots
  std::vector<std::uint32_t> words_;  // of all people, numbers in their organisation's book
  std::size_t unused_words_{0U};
  number_table slots_;
  std::vector<office> offices_;
  std::map<entry_id, std::uint32_t> office_numbers_;
  std::vector<std::vector<std::uint32_t>> caseloads_;
  std::map<std::pair<std::uint32_t, entry_id>, std::uint32_t> caseload_numbers_;
};

}  // namespace foothold
