#include "alloc/allocate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "alloc/branch.h"
#include "alloc/dive.h"
#include "alloc/fair_run.h"
#include "alloc/lottery.h"
#include "alloc/parallel.h"
#include "alloc/price_ranges.h"
#include "alloc/reasons.h"
#include "alloc/run_parts.h"
#include "alloc/sweeps.h"

namespace foothold {

namespace {

// Up to so many people the best sharing is searched for by branching: with so many programs, fewer for more people.
constexpr auto kSmall = std::size_t{500U};
constexpr auto kPrograms = std::size_t{12'000U};

std::uint64_t placed(sharing const& s) {
  return static_cast<std::uint64_t>(std::ranges::count_if(s.choice, &column::plan));
}

// The prices that prove the bound, and where the program was solved the ranges of the dearest.
void tell_prices(pricer& desk, column_pool& pool, bound_and_prices const& proof, allocation_options const& options,
                 allocation_run& out) {
  auto const& t = desk.people().place();
  auto told = vec_map<session_idx, place_price>(t.sessions.size());
  for (auto const s : proof.prices.ids()) {
    told[s].price = proof.prices[s];
  }
  if (proof.settled && options.ranges != 0U) {
    auto program = master{desk.people()};
    for (auto const& range : price_ranges(desk, pool, program, options.ranges, options.budget.stop)) {
      told[range.session].low = range.low;
      told[range.session].high = range.high;
    }
  }
  for (auto const s : told.ids()) {
    if (told[s].price > 0 || told[s].high > 0) {
      told[s].session = t.sessions[s].id;
      out.prices.push_back(std::move(told[s]));
    }
  }
  std::ranges::sort(out.prices, {}, &place_price::session);
}

// Each person's plan is read from the places they were given; what it counts for is its own value.
void tell_people(pricer& desk, column_pool const& pool, sharing const& s, price_round const& alone,
                 bound_and_prices const& proof, effort const how, allocation_run& out) {
  auto const& people = desk.people();
  auto reasons = allocation_reasons(desk, pool, alone.cheapest, s, how);
  out.each.resize(people.members().size());
  parallel_for(out.each.size(), people.options().threads, [&](unsigned const thread, std::size_t const i) {
    auto const m = member_idx{i};
    auto const& who = people.members()[m];
    auto& row = out.each[i];
    row.person = who.asks.who.id;
    row.goal = who.goal().text;
    row.weight = who.weight;
    row.placed = s.choice[m].plan;
    row.value = people.place().weights.outside_option;
    row.alone = alone.least[m];
    row.priced = proof.least[m];
    row.reasons = std::move(reasons[m]);
    if (row.placed) {
      row.pathway = desk.read(thread, m, s.choice[m]);
      row.value = row.pathway.value;
    }
  });
  std::ranges::sort(out.each, {}, &allocated_person::person);
  for (auto const& row : out.each) {
    out.value += row.weight * row.value;
    out.placed += row.placed ? 1U : 0U;
  }
}

// Plans of an earlier run, as far as their places are still there.
void take_plans(pricer& desk, column_pool& pool, allocation_run const& from) {
  auto const& people = desk.people();
  auto const& t = people.place();
  auto const sessions = sessions_by_id(t);
  auto rows = std::map<std::string_view, allocated_person const*>{};
  for (auto const& row : from.each) {
    rows[row.person] = &row;
  }
  auto const plan_of = [&](unsigned const thread, member_idx const m) -> std::optional<column> {
    auto const row = rows.find(people.members()[m].asks.who.id);
    if (row == rows.end() || !row->second->placed) {
      return std::nullopt;
    }
    auto terms = place_terms{place_prices(t.sessions.size(), 0), place_counts(t.sessions.size(), 0U)};
    for (auto const& step : row->second->pathway.steps) {
      auto const at = sessions.find(step.session);
      if (!step.session.empty() && at != sessions.end()) {
        terms.left[at->second] = std::min(terms.left[at->second] + 1U, people.places_left()[at->second]);
      }
    }
    return desk.price(thread, m, terms, people.members()[m].stay).found;
  };
  add_found(people, pool, people.everybody(), plan_of);
}

struct shared {
  bound_and_prices proof;
  sharing best;
};

shared share_among_few(pricer& desk, column_pool& pool, milli_days const known, price_round const& alone,
                       place_prices const* const start, work_budget& budget) {
  auto program = master{desk.people()};
  auto proof = generate_columns(desk, pool, program, known, {.start = start, .alone = &alone}, budget);
  auto best = dive(desk, pool, program, budget);
  return {std::move(proof), std::move(best)};
}

shared share_among_many(pricer& desk, column_pool& pool, price_round const& alone, sweep_options const& options,
                        work_budget& budget) {
  auto program = ascent{desk.people()};
  auto proof = sweep_prices(desk, pool, program, alone, options, budget);
  auto best = dive(desk, pool, program, budget, effort::brief());
  return {std::move(proof), std::move(best)};
}

}  // namespace

allocation_run allocate(timetable const& times, std::span<person_idx const> const people, allocation_options options) {
  auto const& t = times.of();
  auto const all = cohort_of(times, people, options.shared, {options.as_of, options.seed, options.threads});
  auto desk = pricer{all};
  auto out = begin_run(t, options.as_of, options.seed);
  out.people = all.members().size();

  auto pool = column_pool{all};
  auto const alone = price_all(desk, pool, place_prices(all.places_left().size(), 0));
  ++options.budget.used;
  auto const first = first_come_first_served(desk, pool, alone.cheapest);
  out.first_come = first.value;
  out.first_come_placed = placed(first);

  for (auto const m : all.members().ids()) {
    pool.add(m, first.choice[m]);
  }
  auto const start = options.from != nullptr ? prices_of(t, *options.from) : place_prices{};
  auto const* const near = options.from != nullptr ? &start : options.start;
  if (options.from != nullptr) {
    take_plans(desk, pool, *options.from);
  }
  auto const many = all.members().size() > options.many || !options.shared.empty();
  auto const held = held_prices(options.shared);
  auto const how = many ? effort::brief() : effort{};
  auto [proof, best] = many ? share_among_many(desk, pool, alone, {.start = near, .held = held}, options.budget)
                            : share_among_few(desk, pool, first.value, alone, near, options.budget);
  if (first.value < best.value) {
    best = first;
  }
  improve(desk, best, options.budget, how, &alone.least);
  if (best.value > proof.bound && all.members().size() <= kSmall) {
    branch(desk, pool, best, kPrograms / all.members().size(), options.budget);
  }
  settle_ties(desk, pool, best);
  auto made = protect(desk, {pool, best, proof}, options.budget);

  out.bound = proof.bound;
  out.unlimited = alone.bound;
  out.work = options.budget.used;
  tell_prices(desk, pool, proof, options, out);
  for (auto const& s : options.shared) {
    out.shared.push_back({t.sessions[s.session].id, all.places_left()[s.session]});
  }
  std::ranges::sort(out.shared, {}, &session_places::session);
  tell_people(desk, pool, made ? made->fair.shared : best, alone, proof, how, out);
  if (made) {
    tell_fairness(desk, *made, out);
  }
  return out;
}

}  // namespace foothold
