#include "alloc/sharing.h"

#include <utility>

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

sharing first_come_first_served(pricer& desk) {
  auto const& people = desk.people();
  auto out = nobody(people);
  take_in_turn(desk, out, people.everybody());
  return out;
}

}  // namespace foothold
