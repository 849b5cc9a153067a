#include "alloc/division.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace foothold {

void enforce(master& program, column_pool const& pool, place_rules const& rules,
             vec_map<member_idx, std::size_t>& seen) {
  for (auto const m : rules.ids()) {
    auto const& known = pool.of(m);
    if (seen[m] == 0U && !rules[m].must.empty()) {
      program.dread_staying(m);
    }
    for (auto i = std::max<std::size_t>(seen[m], 1U); i < known.size(); ++i) {
      if (!rules[m].allows(known[i])) {
        program.forbid(m, static_cast<std::uint32_t>(i));
      }
    }
    seen[m] = known.size();
  }
}

std::optional<divided_place> most_divided(master const& program, cohort const& people, column_pool const& pool) {
  constexpr auto kWhole = 1e-6;
  auto out = std::optional<divided_place>{};
  auto nearest = 0.5 - kWhole;
  for (auto const m : people.members().ids()) {
    auto shares = std::map<session_idx, double>{};
    for (auto i = 0U; i != pool.of(m).size(); ++i) {
      for (auto const& use : pool.of(m)[i].places) {
        shares[use.session] += program.share(m, i);
      }
    }
    for (auto const& [s, share] : shares) {
      if (auto const away = std::abs(share - 0.5); away < nearest) {
        nearest = away;
        out = {m, s};
      }
    }
  }
  return out;
}

void divide(std::vector<place_rules>& open, place_rules const& rules, divided_place const& at) {
  open.push_back(rules);
  open.back()[at.who].never.push_back(at.session);
  open.push_back(rules);
  open.back()[at.who].must.push_back(at.session);
}

std::optional<sharing> surest_sharing(master const& program, cohort const& people, column_pool const& pool) {
  auto out = nobody(people);
  for (auto const m : people.members().ids()) {
    auto const& chosen = pool.of(m)[program.surest(m)];
    if (!fits(chosen, out.left)) {
      return std::nullopt;
    }
    change(out, m, chosen);
  }
  return out;
}

}  // namespace foothold
