#include "alloc/pricing.h"

#include <algorithm>
#include <utility>

#include "plan/decode.h"
#include "plan/search.h"

namespace foothold {

namespace {

constexpr auto kLabelLimit = 5'000U;  // then the bound that is proven so far

// The plan's places and what it counts for without their prices.
column column_of(problem const& p, search_result const& found, place_prices const& prices, timetable const& times) {
  auto out = column{found.value, true, {}};
  auto sessions = std::vector<session_idx>{};
  for (auto const& step : found.actions) {
    if (!step.procedure) {
      sessions.emplace_back(p.sessions[step.index].index);
    }
  }
  std::ranges::sort(sessions, {}, [&](session_idx const s) { return times.rank(s); });
  for (auto const s : sessions) {
    out.cost -= prices[s];
    if (out.places.empty() || out.places.back().session != s) {
      out.places.push_back({s, 0U});
    }
    ++out.places.back().count;
  }
  return out;
}

// The kept problem on the terms of today.
problem on_terms(problem const& p, place_terms const& terms) {
  auto out = p;
  std::erase_if(out.sessions, [&](action const& a) { return terms.left[session_idx{a.index}] == 0U; });
  for (auto& a : out.sessions) {
    a.price += terms.price[session_idx{a.index}];
  }
  return out;
}

}  // namespace

pricer::pricer(cohort const& people)
    : people_{people}, compilers_(std::max(people.options().threads, 1U)), kept_(people.members().size()) {
  for (auto& c : compilers_) {
    c = std::make_unique<compiler>(people.times());
  }
}

pricing_answer pricer::price(unsigned const thread, member_idx const m, place_terms const& terms,
                             milli_days const below) {
  auto const& who = people_.members()[m];
  auto options = compile_options{.weight = who.weight};
  auto p = problem{};
  auto too_large = false;
  if (who.asks.children.empty()) {
    if (!kept_[m]) {
      auto made = compilers_[thread]->compile(who.asks, who.goal(), options);
      kept_[m] = std::move(made.p);
      too_large = made.too_large;
    }
    p = on_terms(*kept_[m], terms);
  } else {
    options.places = &terms;
    auto made = compilers_[thread]->compile(who.asks, who.goal(), options);
    too_large = made.too_large;
    p = std::move(made.p);
  }
  if (too_large) {
    kept_[m].reset();
    return {};
  }
  auto const found = search(p, {.label_limit = kLabelLimit, .upper_bound = below});
  auto out = pricing_answer{{}, std::min(below, found.bound)};
  if (found.found) {
    out.found = column_of(p, found, terms.price, people_.times());
  }
  return out;
}

plan pricer::read(unsigned const thread, member_idx const m, column const& c) {
  auto const& who = people_.members()[m];
  auto const n = people_.places_left().size();
  auto terms = place_terms{place_prices(n, 0), place_counts(n, 0U)};
  for (auto const& use : c.places) {
    terms.left[use.session] = use.count;
  }
  auto const made = compilers_[thread]->compile(who.asks, who.goal(), {.places = &terms});
  return decode(who.asks, who.goal(), made, search(made.p), people_.times());
}

}  // namespace foothold
