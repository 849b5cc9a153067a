#include "alloc/share_out.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "alloc/branch.h"
#include "alloc/dive.h"
#include "alloc/lottery.h"
#include "alloc/run_parts.h"
#include "alloc/sweeps.h"

namespace foothold {

namespace {

// Up to so many people the best sharing is searched for by branching: with so many programs, fewer for more people.
constexpr auto kSmall = std::size_t{500U};
constexpr auto kPrograms = std::size_t{12'000U};

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

struct priced_sharing {
  bound_and_prices proof;
  sharing best;
};

priced_sharing share_among_few(pricer& desk, column_pool& pool, milli_days const known, price_round const& alone,
                               place_prices const* const start, work_budget& budget) {
  auto program = master{desk.people()};
  auto proof = generate_columns(desk, pool, program, known, {.start = start, .alone = &alone}, budget);
  auto best = dive(desk, pool, program, budget);
  return {std::move(proof), std::move(best)};
}

priced_sharing share_among_many(pricer& desk, column_pool& pool, price_round const& alone, sweep_options const& options,
                                work_budget& budget) {
  auto program = ascent{desk.people()};
  auto proof = sweep_prices(desk, pool, program, alone, options, budget);
  auto best = dive(desk, pool, program, budget, effort::brief());
  return {std::move(proof), std::move(best)};
}

}  // namespace

shared_out share_out(pricer& desk, column_pool& pool, allocation_options const& options, place_prices const* const near,
                     work_budget& budget) {
  auto const& all = desk.people();
  auto out = shared_out{};
  out.alone = price_all(desk, pool, place_prices(all.places_left().size(), 0));
  ++budget.used;
  out.first = first_come_first_served(desk, pool, out.alone.cheapest);
  for (auto const m : all.members().ids()) {
    pool.add(m, out.first.choice[m]);
  }
  if (options.from != nullptr) {
    take_plans(desk, pool, *options.from);
  }
  auto const many = all.members().size() > options.many || !options.shared.empty();
  auto const held = held_prices(options.shared);
  out.how = many ? effort::brief() : effort{};
  auto made =
      many ? share_among_many(desk, pool, out.alone,
                              {.start = near, .length = near == options.start ? options.start_length : 0, .held = held},
                              budget)
           : share_among_few(desk, pool, out.first.value, out.alone, near, budget);
  out.proof = std::move(made.proof);
  out.best = out.first.value < made.best.value ? out.first : std::move(made.best);
  improve(desk, out.best, budget, out.how, &out.alone.least);
  if (out.best.value > out.proof.bound && all.members().size() <= kSmall) {
    branch(desk, pool, out.best, kPrograms / all.members().size(), budget);
  }
  settle_ties(desk, pool, out.best);
  return out;
}

}  // namespace foothold
