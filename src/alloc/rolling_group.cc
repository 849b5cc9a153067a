#include <algorithm>
#include <utility>

#include "alloc/branch.h"
#include "alloc/dive.h"
#include "alloc/parallel.h"
#include "alloc/rolling_parts.h"

namespace foothold {

namespace {

constexpr auto kSmall = std::size_t{60U};     // up to so many people are branched on,
constexpr auto kPrograms = std::size_t{40U};  // with so many programs

sharing with_choice(cohort const& people, std::vector<column> const& have) {
  auto out = nobody(people);
  for (auto i = std::size_t{0U}; i != have.size(); ++i) {
    change(out, member_idx{i}, have[i]);
  }
  return out;
}

// In turn, whoever gains most from places that have a price first.
sharing by_surplus(pricer& desk, place_prices const& prices) {
  auto const& people = desk.people();
  auto const n = people.members().size();
  auto const all = place_terms{prices, people.places_left()};
  auto unscarce = all;
  for (auto const s : prices.ids()) {
    unscarce.left[s] = prices[s] == 0 ? unscarce.left[s] : 0U;
  }
  auto surplus = vec_map<member_idx, milli_days>(n);
  parallel_for(n, people.options().threads, [&](unsigned const thread, std::size_t const i) {
    auto const m = member_idx{i};
    auto const stay = people.members()[m].stay;
    surplus[m] = desk.price(thread, m, unscarce, stay).least - desk.price(thread, m, all, stay).least;
  });
  auto order = people.everybody();
  std::ranges::stable_sort(order, std::greater<>{}, [&](member_idx const m) { return surplus[m]; });
  auto out = nobody(people);
  auto terms = all;
  for (auto const m : order) {
    auto answer = desk.price(0U, m, terms, people.members()[m].stay);
    if (answer.found && fits(*answer.found, out.left)) {
      take(*answer.found, terms.left);
      change(out, m, std::move(*answer.found));
    }
  }
  return out;
}

}  // namespace

group_plan plan_group(timetable const& times, std::vector<applicant> const& group, place_counts const& places,
                      std::vector<column> const& have, place_prices const& start, cohort_options const& options,
                      work_budget& budget) {
  auto const people = cohort{times, group, places, options};
  auto desk = pricer{people};
  auto best = with_choice(people, have);
  auto const offer = [&](sharing s) {
    if (s.value < best.value) {
      best = std::move(s);
    }
  };
  offer(by_surplus(desk, start));
  auto pool = column_pool{people};
  auto const alone = price_all(desk, pool, place_prices(places.size(), 0));
  for (auto const m : people.members().ids()) {
    pool.add(m, best.choice[m]);
  }
  auto program = master{people};
  auto const proof = generate_columns(desk, pool, program, best.value, {.start = &start, .alone = &alone}, budget);
  offer(dive(desk, pool, program, budget));
  improve(desk, best, budget, {}, &alone.least);
  if (best.value > proof.bound && people.members().size() <= kSmall) {
    branch(desk, pool, best, kPrograms, budget);
  }
  return {{best.choice.begin(), best.choice.end()}, proof.prices};
}

std::vector<plan> read_group(timetable const& times, std::vector<applicant> const& group,
                             std::vector<column> const& choice, cohort_options const& options) {
  auto const people = cohort{times, group, places_of(times.of()), options};
  auto desk = pricer{people};
  auto out = std::vector<plan>(choice.size());
  parallel_for(choice.size(), options.threads, [&](unsigned const thread, std::size_t const i) {
    if (choice[i].plan) {
      out[i] = desk.read(thread, member_idx{i}, choice[i]);
    }
  });
  return out;
}

namespace {

bool same_step(plan_step const& a, plan_step const& b) {
  return a.offer == b.offer && a.session == b.session && a.child == b.child && a.start == b.start;
}

}  // namespace

bool same_steps(plan const& a, plan const& b) {
  return a.status == b.status && std::ranges::equal(a.steps, b.steps, same_step);
}

bool rewrites_the_past(plan const& now, plan const& before, date const today) {
  return std::ranges::any_of(now.steps, [&](plan_step const& step) {
    return step.start < today &&
           std::ranges::none_of(before.steps, [&](plan_step const& old) { return same_step(step, old); });
  });
}

}  // namespace foothold
