#include "alloc/run_parts.h"

#include <algorithm>

#include "alloc/allocate.h"

namespace foothold {

std::map<std::string_view, session_idx> sessions_by_id(territory const& t) {
  auto out = std::map<std::string_view, session_idx>{};
  for (auto const s : t.sessions.ids()) {
    out[t.sessions[s].id] = s;
  }
  return out;
}

allocation_run begin_run(territory const& t, date const as_of, std::uint64_t const seed) {
  auto out = allocation_run{};
  out.as_of = as_of;
  out.territory_hash = t.hash;
  out.rules_hash = t.rules_hash;
  out.policy_hash = t.policy_hash;
  out.policy_version = t.weights.version;
  out.policy_author = t.weights.author;
  out.engine = std::string{kAllocationEngine};
  out.seed = seed;
  return out;
}

std::vector<place_price> listed_prices(territory const& t, place_prices const& prices) {
  auto out = std::vector<place_price>{};
  for (auto const s : prices.ids()) {
    if (prices[s] > 0) {
      out.push_back({.session = t.sessions[s].id, .price = prices[s]});
    }
  }
  std::ranges::sort(out, {}, &place_price::session);
  return out;
}

place_prices prices_of(territory const& t, allocation_run const& from) {
  auto out = place_prices(t.sessions.size(), 0);
  auto const sessions = sessions_by_id(t);
  for (auto const& p : from.prices) {
    if (auto const at = sessions.find(p.session); at != sessions.end()) {
      out[at->second] = std::max<milli_days>(p.price, 0);
    }
  }
  return out;
}

}  // namespace foothold
