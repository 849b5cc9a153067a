#pragma once
// One round of pricing: everybody's best plan at given prices, and the bound that follows from it.
//
// L(p) = sum of the least priced costs - sum of p x places left. No sharing of the places has a smaller value, whatever
// the prices p >= 0 (Lagrangian duality: whoever takes k <= c places pays k p, the c p are handed back).

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "alloc/column_pool.h"
#include "alloc/parallel.h"
#include "alloc/pricing.h"

namespace foothold {

struct price_round {
  milli_days bound{0};                          // L(p)
  vec_map<member_idx, milli_days> least;        // by person: proven
  vec_map<member_idx, std::uint32_t> cheapest;  // by person: the column of the pool that has it
  std::size_t added{0U};                        // columns that were new
};

// Adds what it finds to the pool.
price_round price_all(pricer& desk, column_pool& pool, place_prices const& prices);

// Adds what ask(thread, m) finds for each of `who`, asked on several threads and added in their order; how many are
// new.
template <typename Ask>
std::size_t add_found(cohort const& people, column_pool& pool, std::span<member_idx const> const who, Ask const& ask) {
  auto found = std::vector<std::optional<column>>(who.size());
  parallel_for(who.size(), people.options().threads,
               [&](unsigned const thread, std::size_t const i) { found[i] = ask(thread, who[i]); });
  auto added = std::size_t{0U};
  for (auto i = std::size_t{0U}; i != who.size(); ++i) {
    added += found[i] && pool.add(who[i], std::move(*found[i])) ? 1U : 0U;
  }
  return added;
}

}  // namespace foothold
