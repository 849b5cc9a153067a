#include "alloc/price_round.h"

#include <optional>
#include <utility>

#include "alloc/parallel.h"

namespace foothold {

price_round price_all(pricer& desk, column_pool& pool, place_prices const& prices) {
  auto const& people = desk.people();
  auto const terms = place_terms{prices, people.open()};
  auto const n = people.members().size();
  auto out = price_round{};
  out.least.resize(n);
  out.cheapest.resize(n);
  auto found = std::vector<std::optional<column>>(n);
  parallel_for(n, people.options().threads, [&](unsigned const thread, std::size_t const i) {
    auto const m = member_idx{i};
    auto const [known, at] = pool.least(m, prices);
    auto answer = desk.price(thread, m, terms, known);
    out.least[m] = answer.least;
    out.cheapest[m] = at;
    found[i] = std::move(answer.found);
  });
  for (auto const m : people.members().ids()) {
    if (auto& c = found[m.v]; c && pool.add(m, std::move(*c))) {
      out.cheapest[m] = pool.least(m, prices).second;
      ++out.added;
    }
    out.bound += out.least[m];
  }
  out.bound -= worth(people.places_left(), prices);
  return out;
}

}  // namespace foothold
