#include "alloc/sharing.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "alloc/parallel.h"

namespace foothold {

sharing nobody(cohort const& people) {
  auto out = sharing{};
  out.left = people.places_left();
  for (auto const& m : people.members()) {
    out.value += m.stay;
    out.choice.push_back(stay_of(m));
  }
  return out;
}

void change(sharing& s, member_idx const m, column c) {
  give_back(s.choice[m], s.left);
  take(c, s.left);
  s.value += c.cost - s.choice[m].cost;
  s.choice[m] = std::move(c);
}

void take_in_turn(pricer& desk, sharing& s, std::span<member_idx const> const who) {
  auto terms = place_terms{place_prices(s.left.size(), 0), s.left};
  for (auto const m : who) {
    auto answer = desk.price(0U, m, terms, desk.people().members()[m].stay);
    if (answer.found && fits(*answer.found, s.left)) {
      take(*answer.found, terms.left);
      change(s, m, std::move(*answer.found));
    }
  }
}

sharing first_come_first_served(pricer& desk, column_pool const& pool,
                                vec_map<member_idx, std::uint32_t> const& wishes) {
  constexpr auto kAtOnce = std::size_t{64U};
  auto const& people = desk.people();
  auto const who = people.everybody();
  auto out = nobody(people);
  auto terms = place_terms{place_prices(out.left.size(), 0), out.left};
  auto const best_left = [&](unsigned const thread, member_idx const m) {
    return desk.price(thread, m, terms, people.members()[m].stay).found;
  };
  // Some are asked at the same time; whoever finds a place of the answer taken by then is asked again.
  for (auto from = std::size_t{0U}; from < who.size(); from += kAtOnce) {
    auto const some = std::span{who}.subspan(from, std::min(kAtOnce, who.size() - from));
    auto found = std::vector<std::optional<column>>(some.size());
    parallel_for(some.size(), people.options().threads, [&](unsigned const thread, std::size_t const i) {
      auto const& wish = pool.of(some[i])[wishes[some[i]]];
      found[i] = fits(wish, out.left) ? std::optional{wish} : best_left(thread, some[i]);
    });
    for (auto i = std::size_t{0U}; i != some.size(); ++i) {
      if (found[i] && !fits(*found[i], out.left)) {
        found[i] = best_left(0U, some[i]);
      }
      if (found[i]) {
        take(*found[i], terms.left);
        change(out, some[i], std::move(*found[i]));
      }
    }
  }
  return out;
}

}  // namespace foothold
