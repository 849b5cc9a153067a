#pragma once
// Pricing where the weeks of some groups count more: everybody's best plan at multipliers and prices, by the exact
// planner with the weights that follow. Plans are kept as everywhere, at weight x z.

#include <optional>
#include <vector>

#include "alloc/column_generation.h"
#include "alloc/division.h"
#include "alloc/fair_aim.h"
#include "alloc/price_round.h"

namespace foothold {

// The plans of a sharing join the pool, if they are not there.
inline void know(column_pool& pool, sharing const& s) {
  for (auto const m : s.choice.ids()) {
    pool.add(m, s.choice[m]);
  }
}

struct fair_round {
  std::optional<milli_days> lagrangian;   // L; nothing: somebody cannot do what the rules ask
  vec_map<member_idx, milli_days> least;  // by person: proven
  std::size_t added{0U};                  // columns that were new
};

class fair_desk {
public:
  // The cohort must outlive it.
  fair_desk(cohort const& people, fair_groups const& groups);

  [[nodiscard]] cohort const& people() const { return people_; }
  [[nodiscard]] fair_groups const& groups() const { return groups_; }

  // The proof of the least total, where every group counts the same.
  [[nodiscard]] fair_proof even(bound_and_prices const& total) const;

  // What the program's rows say, in whole numbers. Multipliers are at least 1, so that every plan counts for something,
  // and small enough for sums over everybody to stay in 64 bits.
  [[nodiscard]] fair_terms terms_of(master const& program) const;

  // One round for everybody; adds what it finds to the pool. `rules`: of each person, or null.
  fair_round price_all(column_pool& pool, fair_terms const& terms, place_rules const* rules = nullptr);

  // Better plans of these people on the places that are left; how many are new.
  std::size_t price_some(column_pool& pool, fair_terms const& terms, place_counts const& left,
                         std::span<member_idx const> who);

private:
  void weigh(multipliers const& by);
  pricing_answer price(unsigned thread, member_idx m, column_pool const& pool, place_terms const& terms,
                       place_rule const* rule);

  cohort const& people_;
  fair_groups const& groups_;
  std::uint32_t most_;   // of a multiplier
  std::uint32_t scale_;  // of multipliers: what 1 in the program is
  cohort weighed_;
  pricer desk_;
  multipliers now_;
};

}  // namespace foothold
