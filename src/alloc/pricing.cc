#include "alloc/pricing.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "plan/decode.h"
#include "plan/demand.h"
#include "plan/search.h"

namespace foothold {

namespace {

constexpr auto kGlimpse = 1'000U;  // labels

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

// Of the sessions that give the same and start in the same stretch of days the two that are done best: price and day.
void thin(problem& p, unsigned const stretch) {
  constexpr auto kBest = 2U;
  struct entry {
    std::vector<std::uint16_t> gives;
    unsigned part;
    milli_days worth;
    std::uint32_t at;
  };
  auto all = std::vector<entry>{};
  for (auto i = 0U; i != p.sessions.size(); ++i) {
    auto const& a = p.sessions[i];
    auto const gives = p.gives(a);
    all.push_back(
        {{gives.begin(), gives.end()}, a.earliest / stretch, a.price + p.day_price * (a.earliest + a.effect), i});
  }
  std::ranges::sort(all, [](entry const& a, entry const& b) {
    return std::tie(a.gives, a.part, a.worth, a.at) < std::tie(b.gives, b.part, b.worth, b.at);
  });
  auto keep = std::vector<bool>(all.size());
  auto run = 0U;
  for (auto i = std::size_t{0U}; i != all.size(); ++i) {
    auto const same = i != 0U && all[i].gives == all[i - 1U].gives && all[i].part == all[i - 1U].part;
    run = same ? run + 1U : 0U;
    keep[all[i].at] = run < kBest;
  }
  auto at = std::size_t{0U};
  std::erase_if(p.sessions, [&](action const&) { return !keep[at++]; });
}

void apply(problem& p, place_rule const& rule) {
  std::erase_if(p.sessions, [&](action const& a) {
    return std::ranges::find(rule.never, session_idx{a.index}) != rule.never.end();
  });
  for (auto const s : rule.must) {
    demand(p, s);
  }
}

}  // namespace

pricer::pricer(cohort const& people)
    : people_{people},
      compilers_(std::max(people.options().threads, 1U)),
      kept_(people.members().size()),
      reach_(people.members().size()) {
  for (auto& c : compilers_) {
    c = std::make_unique<compiler>(people.times());
  }
}

// Nothing: too large for the planner.
std::optional<problem> pricer::problem_of(unsigned const thread, member_idx const m, place_terms const& terms) {
  auto const& who = people_.members()[m];
  auto options = compile_options{.weight = who.weight};
  if (who.asks.children.empty()) {
    if (!kept_[m]) {
      auto made = compilers_[thread]->compile(who.asks, who.goal(), options);
      if (made.too_large) {
        return std::nullopt;
      }
      kept_[m] = std::move(made.p);
    }
    return on_terms(*kept_[m], terms);
  }
  options.places = &terms;
  auto made = compilers_[thread]->compile(who.asks, who.goal(), options);
  return made.too_large ? std::nullopt : std::optional{std::move(made.p)};
}

pricing_answer pricer::price(unsigned const thread, member_idx const m, place_terms const& terms,
                             milli_days const below, place_rule const& rule, effort const how) {
  auto p = problem_of(thread, m, terms);
  if (!p) {
    return {};
  }
  apply(*p, rule);
  auto const found = search(*p, {.label_limit = how.labels, .upper_bound = below, .pattern = how.pattern});
  auto out = pricing_answer{{}, std::min(below, found.bound)};
  if (found.found) {
    out.found = column_of(*p, found, terms.price, people_.times());
  }
  return out;
}

std::optional<column> pricer::glimpse(unsigned const thread, member_idx const m, place_terms const& terms,
                                      milli_days const below, unsigned const stretch) {
  auto p = problem_of(thread, m, terms);
  if (!p) {
    return std::nullopt;
  }
  if (stretch != 0U) {
    thin(*p, stretch);
  }
  auto const found = search(*p, {.label_limit = kGlimpse, .upper_bound = below, .pattern = search_pattern::once});
  return found.found ? std::optional{column_of(*p, found, terms.price, people_.times())} : std::nullopt;
}

std::vector<session_idx> const& pricer::within_reach(unsigned const thread, member_idx const m) {
  auto& out = reach_[m];
  if (!out.empty()) {
    return out;
  }
  auto const& who = people_.members()[m];
  auto const& t = people_.place();
  for (auto const& a : compilers_[thread]->compile(who.asks, who.goal()).p.sessions) {
    if (a.source == action_source::session) {
      out.emplace_back(a.index);
    }
  }
  for (auto const s : t.sessions.ids()) {
    // Care places that others replace at some prices may be wanted at others.
    if (!who.asks.children.empty() && t.offers[t.sessions[s].offer].kind == offer_kind::childcare) {
      out.push_back(s);
    }
  }
  std::ranges::sort(out);
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
