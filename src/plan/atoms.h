#pragma once
// Atoms of the week: half hours that no two of the given masks tell apart, and of these only the maximal ones (an atom
// whose masks all contain another atom's masks makes that one superfluous). Two masks overlap exactly if they share
// one.

#include <cstdint>
#include <span>
#include <vector>

#include "model/week.h"

namespace foothold {

struct atoms {
  std::uint32_t count{0U};
  std::vector<std::vector<std::uint16_t>> of_mask;  // by mask: its atoms, ascending
};

atoms find_atoms(std::span<week_grid const> masks);

}  // namespace foothold
