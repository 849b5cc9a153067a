#pragma once
// How the areas of a country come to common prices and to their parts of the places that they share: dual
// decomposition. Each area answers for itself; the country only sees prices and how many places are wanted.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/allocation.h"
#include "model/country.h"
#include "model/policy.h"

namespace foothold {

// A session that several areas have; lists by position: the same area at the same place in each.
struct coupled_session {
  std::uint32_t places{0U};           // of all areas together
  std::vector<std::uint64_t> people;  // of each area
  std::vector<std::uint32_t> parts;   // places of each; their sum is `places`
  std::optional<milli_days> price;    // for all; nothing: nobody has said one yet
};

// An area's answer about one of them.
struct coupled_answer {
  milli_days price{0};
  double wanted{0.0};  // places, at the price
};

// `places` by claims, none below 0: each its part rounded down, then one more by what was cut off, then by position.
// Without claims all count alike. The sum is `places`.
std::vector<std::uint32_t> divided(std::uint32_t places, std::span<double const> claims);

// Parts by people, no price.
void begin(coupled_session& s);

// Parts follow what is wanted (what nobody wants goes by people). The first price is the mean of what the areas found;
// from then on it rises where more is wanted than there is and falls where less is, by `step` for as many places again.
void move_on(coupled_session& s, std::span<coupled_answer const> answers, milli_days step);

// Of one shared session: what the areas' bounds hand back too little for it, with prices in the order of `parts`.
// Sum of the areas' bounds - this is a bound of the country: its Lagrangian is at its least where all places go to the
// dearest area.
milli_days handed_back_too_little(std::uint32_t places, std::span<std::uint32_t const> parts,
                                  std::span<milli_days const> prices);

// What came of one of them in the areas that have it.
struct shared_outcome {
  std::string session;
  std::uint32_t places{0U};
  std::vector<std::uint32_t> parts{};
  std::vector<milli_days> prices{};
};

// An area's figures, without the file of its run.
country_run_area figures_of(std::string area, allocation_run const& run);

// The areas as one: sums, dearest prices and the bound of all. Hash and day are left to who knows them.
country_run together(std::vector<country_run_area> areas, std::span<shared_outcome const> shared);

}  // namespace foothold
