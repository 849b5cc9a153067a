#pragma once
// All plans that were found so far, by person; of those that take the same places only the one that counts for least.
// The first one of each person is to stay without a plan.

#include <cstdint>
#include <utility>
#include <vector>

#include "alloc/column.h"

namespace foothold {

class column_pool {
public:
  explicit column_pool(cohort const& people);

  // False if it has one with the same places that is no worse.
  bool add(member_idx m, column c);

  [[nodiscard]] std::vector<column> const& of(member_idx const m) const { return columns_[m]; }

  // The column with the least priced cost.
  [[nodiscard]] std::pair<milli_days, std::uint32_t> least(member_idx m, place_prices const& prices) const;

private:
  vec_map<member_idx, std::vector<column>> columns_;
};

}  // namespace foothold
