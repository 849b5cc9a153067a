#include "alloc/allocate.h"

#include <algorithm>
#include <utility>

#include "alloc/fair_run.h"
#include "alloc/parallel.h"
#include "alloc/price_ranges.h"
#include "alloc/reasons.h"
#include "alloc/reserve.h"
#include "alloc/run_parts.h"
#include "alloc/share_out.h"

namespace foothold {

namespace {

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

}  // namespace

allocation_run allocate(timetable const& times, std::span<person_idx const> const people, allocation_options options) {
  auto const& t = times.of();
  auto const reserved = reserve(times, people, options);
  auto const all =
      cohort_of(times, people, options.shared, reserved.places, {options.as_of, options.seed, options.threads});
  auto desk = pricer{all};
  auto out = begin_run(t, options.as_of, options.seed);
  out.people = all.members().size();

  auto pool = column_pool{all};
  auto const start = options.from != nullptr ? prices_of(t, *options.from) : reserved.prices;
  auto const* const near = start.empty() ? options.start : &start;
  auto made = share_out(desk, pool, options, near, options.budget);
  out.first_come = made.first.value;
  out.first_come_placed = placed(made.first);
  auto fair = protect(desk, {pool, made.best, made.proof}, options.budget);

  out.bound = made.proof.bound;
  out.unlimited = made.alone.bound;
  out.work = options.budget.used;
  tell_prices(desk, pool, made.proof, options, out);
  for (auto const& s : options.shared) {
    out.shared.push_back({t.sessions[s.session].id, all.places_left()[s.session]});
  }
  std::ranges::sort(out.shared, {}, &session_places::session);
  if (options.reserve != 0U) {
    out.reserved = {options.reserve, reserved.told(t)};
  }
  tell_people(desk, pool, fair ? fair->fair.shared : made.best, made.alone, made.proof, made.how, out);
  if (fair) {
    tell_fairness(desk, *fair, out);
  }
  return out;
}

}  // namespace foothold
