#include "alloc/allocate.h"

#include <algorithm>
#include <utility>

#include "alloc/dive.h"
#include "alloc/lottery.h"
#include "alloc/parallel.h"
#include "alloc/reasons.h"

namespace foothold {

namespace {

std::uint64_t placed(sharing const& s) {
  return static_cast<std::uint64_t>(std::ranges::count_if(s.choice, &column::plan));
}

// Each person's plan is read from the places they were given; what it counts for is its own value.
void tell_people(pricer& desk, sharing const& s, bound_and_prices const& proof, allocation_run& out) {
  auto const& people = desk.people();
  auto reasons = allocation_reasons(desk, s);
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
    row.alone = proof.alone[m];
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
  auto const all = cohort{times, people, {options.as_of, options.seed, options.threads}};
  auto desk = pricer{all};
  auto out = allocation_run{};
  out.as_of = options.as_of;
  out.territory_hash = t.hash;
  out.rules_hash = t.rules_hash;
  out.policy_hash = t.policy_hash;
  out.policy_version = t.weights.version;
  out.policy_author = t.weights.author;
  out.engine = std::string{kAllocationEngine};
  out.seed = options.seed;
  out.people = all.members().size();

  auto const first = first_come_first_served(desk);
  out.first_come = first.value;
  out.first_come_placed = placed(first);

  auto pool = column_pool{all};
  for (auto const m : all.members().ids()) {
    pool.add(m, first.choice[m]);
  }
  auto program = master{all};
  auto const proof = generate_columns(desk, pool, program, first.value, {}, options.budget);
  auto best = dive(desk, pool, program, options.budget);
  if (first.value < best.value) {
    best = first;
  }
  improve(desk, best, options.budget);
  settle_ties(desk, pool, best);

  out.bound = proof.bound;
  out.unlimited = proof.unlimited;
  out.work = options.budget.used;
  for (auto const s : proof.prices.ids()) {
    if (proof.prices[s] > 0) {
      out.prices.push_back({t.sessions[s].id, proof.prices[s], 0, 0});
    }
  }
  std::ranges::sort(out.prices, {}, &place_price::session);
  tell_people(desk, best, proof, out);
  return out;
}

}  // namespace foothold
