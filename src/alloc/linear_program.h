#pragma once
// The linear program over the plans that were found so far: everybody mixes their plans, no session gives more places
// than it has. Two ways to solve it: the simplex (master.h), exact and slow beyond some thousand people, and steps
// along the prices (ascent.h), near and fast.

#include "alloc/column_pool.h"

namespace foothold {

class linear_program {
public:
  linear_program() = default;
  virtual ~linear_program() = default;
  linear_program(linear_program const&) = delete;
  linear_program& operator=(linear_program const&) = delete;

  // Columns of the pool that it has not seen yet.
  virtual void update(column_pool const& pool) = 0;

  // False: no solution (never with staying allowed) or it was given up.
  virtual bool solve() = 0;

  [[nodiscard]] virtual place_prices prices() const = 0;  // rounded to milli-days
  [[nodiscard]] virtual double share(member_idx m, std::uint32_t column) const = 0;
  [[nodiscard]] virtual std::uint32_t surest(member_idx m) const = 0;  // the column with the largest share

  // From now on the person has this column and no other.
  virtual void fix(member_idx m, std::uint32_t column) = 0;
  // From now on the person cannot have it.
  virtual void forbid(member_idx m, std::uint32_t column) = 0;
};

}  // namespace foothold
