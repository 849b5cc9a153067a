#pragma once
// The same territory with its rows in another order. Nothing may depend on it.

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "model/territory.h"
#include "random_source.h"

namespace foothold {

template <typename Id, typename T>
void shuffle(vec_map<Id, T>& rows, random_source& r, std::vector<std::size_t>& place_of) {
  auto order = std::vector<std::size_t>(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  for (auto i = order.size(); i > 1U; --i) {
    std::swap(order[i - 1U], order[r.below(i)]);
  }
  auto out = vec_map<Id, T>{};
  place_of.assign(rows.size(), 0U);
  for (auto const i : order) {
    place_of[i] = out.push_back(rows[Id{i}]).v;
  }
  rows = std::move(out);
}

// Nobody else names sessions, offers and people.
template <typename Cohort>
Cohort with_rows_shuffled(Cohort const& town, std::uint64_t const seed) {
  auto out = town;
  auto r = random_source{seed};
  auto place_of = std::vector<std::size_t>{};
  shuffle(out.place.people, r, place_of);
  for (auto& p : out.people) {
    p = person_idx{place_of[p.v]};
  }
  shuffle(out.place.sessions, r, place_of);
  shuffle(out.place.offers, r, place_of);
  for (auto& s : out.place.sessions) {
    s.offer = offer_idx{place_of[s.offer.v]};
  }
  return out;
}

}  // namespace foothold
