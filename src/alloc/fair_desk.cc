#include "alloc/fair_desk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace foothold {

namespace {

constexpr auto kScale = 10'000U;
constexpr auto kMostMultiplier = 1'000'000U;     // whatever the program says
constexpr auto kMostSum = milli_days{1} << 60U;  // over everybody
constexpr auto kNone = INT64_MAX / 4;

std::uint32_t most_multiplier(cohort const& people) {
  auto all = milli_days{1};
  for (auto const& m : people.members()) {
    all += m.stay;
  }
  return static_cast<std::uint32_t>(std::clamp<milli_days>(kMostSum / all, 1, kMostMultiplier));
}

}  // namespace

fair_desk::fair_desk(cohort const& people, fair_groups const& groups)
    : people_{people},
      groups_{groups},
      most_{most_multiplier(people)},
      scale_{std::min(kScale, most_)},
      weighed_{people},
      desk_{weighed_},
      now_{1U, vec_map<group_idx, std::uint32_t>(groups.names.size(), 1U)} {}

fair_proof fair_desk::even(bound_and_prices const& total) const {
  auto out = fair_proof{};
  out.terms = {{scale_, vec_map<group_idx, std::uint32_t>(groups_.names.size(), scale_)}, total.prices};
  out.lagrangian = total.bound * scale_;
  out.least = total.least;
  for (auto& price : out.terms.prices) {
    price *= scale_;
  }
  for (auto& least : out.least) {
    least *= scale_;
  }
  return out;
}

fair_terms fair_desk::terms_of(master const& program) const {
  auto out = fair_terms{{scale_, {}}, program.scaled_prices(scale_)};
  for (auto const u : program.multipliers()) {
    auto const scaled = std::clamp(u * scale_, 1.0, static_cast<double>(most_));
    out.by.of.push_back(static_cast<std::uint32_t>(std::llround(scaled)));
  }
  return out;
}

void fair_desk::weigh(multipliers const& by) {
  for (auto const m : people_.members().ids()) {
    if (auto const g = groups_.of[m]; by.of[g] != now_.of[g]) {
      weighed_.weigh(m, people_.members()[m].weight * by.of[g]);
      desk_.forget(m);
    }
  }
  now_ = by;
}

pricing_answer fair_desk::price(unsigned const thread, member_idx const m, column_pool const& pool,
                                place_terms const& terms, place_rule const* const rule) {
  auto const by = milli_days{now_.of[groups_.of[m]]};
  auto known = milli_days{kNone};
  for (auto const& c : pool.of(m)) {
    if (rule == nullptr || rule->allows(c)) {
      known = std::min(known, priced(c, terms.price) + (by - 1) * c.cost);
    }
  }
  auto out = desk_.price(thread, m, terms, known, rule == nullptr ? place_rule{} : *rule);
  if (out.found) {
    out.found->cost /= by;
  }
  return out;
}

fair_round fair_desk::price_all(column_pool& pool, fair_terms const& terms, place_rules const* const rules) {
  weigh(terms.by);
  auto const on = place_terms{terms.prices, people_.places_left()};
  auto out = fair_round{-worth(people_.places_left(), terms.prices), {}, 0U};
  out.least.resize(people_.members().size());
  auto const everybody = people_.everybody();
  out.added = add_found(people_, pool, everybody, [&](unsigned const thread, member_idx const m) {
    auto answer = price(thread, m, pool, on, rules == nullptr ? nullptr : &(*rules)[m]);
    out.least[m] = answer.least;
    return std::move(answer.found);
  });
  for (auto const least : out.least) {
    out.lagrangian = out.lagrangian && least < kNone ? std::optional{*out.lagrangian + least} : std::nullopt;
  }
  return out;
}

std::size_t fair_desk::price_some(column_pool& pool, fair_terms const& terms, place_counts const& left,
                                  std::span<member_idx const> const who) {
  weigh(terms.by);
  auto const on = place_terms{terms.prices, left};
  return add_found(people_, pool, who, [&](unsigned const thread, member_idx const m) {
    return price(thread, m, pool, on, nullptr).found;
  });
}

}  // namespace foothold
