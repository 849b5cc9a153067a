#include "alloc/coupling.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace foothold {

std::vector<std::uint32_t> divided(std::uint32_t const places, std::span<double const> const claims) {
  auto const sum = std::accumulate(claims.begin(), claims.end(), 0.0);
  auto out = std::vector<std::uint32_t>(claims.size(), 0U);
  auto cut = std::vector<double>(claims.size(), 0.0);
  auto left = places;
  for (auto i = std::size_t{0U}; i != claims.size(); ++i) {
    auto const claim = sum > 0.0 ? claims[i] / sum : 1.0 / static_cast<double>(claims.size());
    auto const part = claim * places;
    out[i] = std::min(static_cast<std::uint32_t>(part), left);
    cut[i] = part - out[i];
    left -= out[i];
  }
  auto order = std::vector<std::size_t>(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0U});
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t const i) { return cut[i]; });
  for (auto i = std::size_t{0U}; left != 0U && !order.empty(); ++i, --left) {
    ++out[order[i % order.size()]];
  }
  return out;
}

void begin(coupled_session& s) {
  auto claims = std::vector<double>(s.people.begin(), s.people.end());
  s.parts = divided(s.places, claims);
  s.price.reset();
}

void move_on(coupled_session& s, std::span<coupled_answer const> const answers, milli_days const step) {
  constexpr auto kByPeople = 0.02;  // of the places, so that no area is left without for ever
  auto const places = static_cast<double>(s.places);
  auto const people = std::accumulate(s.people.begin(), s.people.end(), 0.0);
  auto wanted = 0.0;
  auto worth = 0.0;
  for (auto i = std::size_t{0U}; i != answers.size(); ++i) {
    wanted += answers[i].wanted;
    worth += static_cast<double>(answers[i].price) * s.parts[i];
  }
  if (!s.price) {
    s.price = s.places == 0U ? 0 : std::llround(worth / places);
  } else if (s.places != 0U) {
    constexpr auto kMost = 2.0;
    auto const excess = std::clamp((wanted - places) / places, -1.0, kMost);
    s.price = std::max<milli_days>(0, *s.price + std::llround(excess * static_cast<double>(step)));
  }
  auto claims = std::vector<double>{};
  auto const spare = std::max(places - wanted, 0.0) + kByPeople * places;
  for (auto i = std::size_t{0U}; i != answers.size(); ++i) {
    claims.push_back(answers[i].wanted + (people > 0.0 ? spare * static_cast<double>(s.people[i]) / people : 0.0));
  }
  s.parts = divided(s.places, claims);
}

milli_days handed_back_too_little(std::uint32_t const places, std::span<std::uint32_t const> const parts,
                                  std::span<milli_days const> const prices) {
  auto dearest = milli_days{0};
  auto handed_back = milli_days{0};
  for (auto i = std::size_t{0U}; i != parts.size(); ++i) {
    dearest = std::max(dearest, prices[i]);
    handed_back += prices[i] * parts[i];
  }
  return dearest * places - handed_back;
}

country_run_area figures_of(std::string area, allocation_run const& run) {
  return {.area = std::move(area),
          .territory_hash = run.territory_hash,
          .people = run.people,
          .placed = run.placed,
          .value = run.value,
          .bound = run.bound,
          .unlimited = run.unlimited,
          .first_come = run.first_come,
          .first_come_placed = run.first_come_placed};
}

country_run together(std::vector<country_run_area> areas, std::span<shared_outcome const> const shared) {
  auto out = country_run{};
  for (auto const& a : areas) {
    out.people += a.people;
    out.placed += a.placed;
    out.value += a.value;
    out.bound += a.bound;
    out.unlimited += a.unlimited;
    out.first_come += a.first_come;
    out.first_come_placed += a.first_come_placed;
  }
  out.areas = std::move(areas);
  for (auto const& s : shared) {
    out.bound -= handed_back_too_little(s.places, s.parts, s.prices);
    if (auto const dearest = *std::ranges::max_element(s.prices); dearest > 0) {
      out.prices.push_back({s.session, dearest});
    }
  }
  return out;
}

}  // namespace foothold
