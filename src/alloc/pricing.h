#pragma once
// The least of weight x z + prices of places for one person: the exact planner on terms where places have prices.
//
// People without children keep their compiled problem from one question to the next (20 to 40 KB with some hundred
// sessions); for the others it is made anew, because which care place replaces which depends on the prices.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "alloc/column.h"
#include "plan/search.h"

namespace foothold {

// How hard a question is tried: harder finds better plans and tighter bounds.
struct effort {
  std::uint32_t labels{5'000U};  // then the bound that is proven so far
  search_pattern pattern{search_pattern::dive_first};

  static constexpr effort brief() { return {300U, search_pattern::once}; }
};

struct pricing_answer {
  std::optional<column> found;  // the best plan with a priced value below `below`
  milli_days least{0};          // proven: nothing is below this; at most `below`
};

// What a person's plan must and must not take: for branching.
struct place_rule {
  std::vector<session_idx> must, never;

  [[nodiscard]] bool allows(column const& c) const {
    auto const takes = [&](session_idx const s) {
      return std::ranges::find(c.places, s, &place_use::session) != c.places.end();
    };
    return std::ranges::all_of(must, takes) && std::ranges::none_of(never, takes);
  }
};

class pricer {
public:
  explicit pricer(cohort const& people);

  [[nodiscard]] cohort const& people() const { return people_; }

  // On these terms: only sessions with a place left count. One thread number at a time; the same question has the same
  // answer. `below` is at most the member's stay.
  pricing_answer price(unsigned thread, member_idx m, place_terms const& terms, milli_days below,
                       place_rule const& rule = {}, effort how = {});

  // A plan with a priced value below `below`, if a brief look finds one. Of sessions with the same results only the two
  // best are looked at in each `stretch` of days (0: all of them); proves nothing.
  std::optional<column> glimpse(unsigned thread, member_idx m, place_terms const& terms, milli_days below,
                                unsigned stretch);

  // The member's weight has changed.
  void forget(member_idx m) { kept_[m].reset(); }

  // The sessions that some plan of the person could use at some prices.
  std::vector<session_idx> const& within_reach(unsigned thread, member_idx m);

  // The best plan that takes no other places than these, to be read.
  plan read(unsigned thread, member_idx m, column const& c);

private:
  [[nodiscard]] std::optional<problem> problem_of(unsigned thread, member_idx m, place_terms const& terms);

  cohort const& people_;
  std::vector<std::unique_ptr<compiler>> compilers_;  // by thread
  vec_map<member_idx, std::optional<problem>> kept_;
  vec_map<member_idx, std::vector<session_idx>> reach_;
};

}  // namespace foothold
