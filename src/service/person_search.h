#pragma once
// Finding people, and who may be in the store twice. What a caller sees is read from the store under the caller's own
// grant, which has the last word; the index only says where to look, and only within the reach of that grant.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "access/request.h"
#include "base/result.h"
#include "search/person_index.h"
#include "service/name_index.h"
#include "store/person_records.h"
#include "store/store.h"

namespace foothold {

struct found_person {
  person_id id{};
  std::string name{};
  std::optional<std::string> name_transliterated{};
  std::optional<int> birth_year{};
  bool year_estimated{false};
  std::string local_number{};
  case_state state{};
  person_hit hit{};  // how it was found
};

struct people_found {
  std::vector<found_person> people;
  std::string next;  // `after` of the next page; empty: that was all. How many there are is not told
};

struct people_question {
  std::string text{};
  std::size_t limit{20U};  // 1 .. 100; what is outside is cut
  std::string after{};
};

// `asked` is action::search over a caseload, an organisation or the tenant. not_found: not for this actor; bad_input:
// nothing was asked, or `after` is no place; out_of_time: the index is still being filled.
[[nodiscard]] result<people_found> search_persons(store& cases, name_index const& index, access_request const& asked,
                                                  people_question const& question);

// Somebody who is about to be registered, or who is there.
struct person_draft {
  std::optional<person_id> id{};  // who is there
  std::string name{};
  std::optional<std::string> name_transliterated{};
  std::optional<int> birth_year{};
  bool year_estimated{false};
};

inline constexpr std::size_t kMostDuplicates{10U};

// Who may be the same person, the likeliest first. Asked and refused as a search.
[[nodiscard]] result<std::vector<found_person>> likely_duplicates(store& cases, name_index const& index,
                                                                  access_request const& asked, person_draft const& who);

// Notes the likely duplicates of a person within the actor's organisation as open rows of possible_duplicates, once
// each; how many are new. `asked` is action::add of that person, by somebody who may also search.
[[nodiscard]] result<std::size_t> note_duplicates(store& cases, name_index const& index, access_request const& asked,
                                                  change_request const& request);

}  // namespace foothold
