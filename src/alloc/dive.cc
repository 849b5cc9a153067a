#include "alloc/dive.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "alloc/parallel.h"

namespace foothold {

namespace {

struct wish {
  double share;
  member_idx who;
  std::uint32_t column;
};

// What does not fit will not fit later either.
bool give(wish const& w, column_pool const& pool, linear_program& program, sharing& s) {
  auto const& c = pool.of(w.who)[w.column];
  if (!fits(c, s.left)) {
    program.forbid(w.who, w.column);
    return false;
  }
  change(s, w.who, c);
  program.fix(w.who, w.column);
  return true;
}

// Those whose plan is settled, and the surest tenth of the others, as far as places are left; who stays open.
std::vector<member_idx> settle(column_pool const& pool, linear_program& program, sharing& s,
                               std::span<member_idx const> const open) {
  constexpr auto kWhole = 1.0 - 1e-6;
  constexpr auto kTenth = 0.12;
  auto wishes = std::vector<wish>{};
  for (auto const m : open) {
    auto const column = program.surest(m);
    wishes.push_back({program.share(m, column), m, column});
  }
  std::ranges::stable_sort(wishes, std::greater<>{}, &wish::share);
  auto const divided = std::ranges::count_if(wishes, [](wish const& w) { return w.share < kWhole; });
  auto more = static_cast<std::size_t>(std::ceil(kTenth * static_cast<double>(divided)));
  auto out = std::vector<member_idx>{};
  for (auto const& w : wishes) {
    auto const whole = w.share >= kWhole;
    if ((!whole && more == 0U) || !give(w, pool, program, s)) {
      out.push_back(w.who);
    } else {
      more -= whole ? 0U : 1U;
    }
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

std::vector<member_idx> dive_on(column_pool const& pool, linear_program& program, sharing& s,
                                std::vector<member_idx> open, work_budget& budget,
                                std::function<void(std::span<member_idx const> open)> const& price) {
  while (!open.empty() && budget.left() && program.solve()) {
    open = settle(pool, program, s, open);
    if (!open.empty()) {
      price(open);
      ++budget.used;
      program.update(pool);
    }
  }
  return open;
}

sharing dive(pricer& desk, column_pool& pool, linear_program& program, work_budget& budget, effort const how) {
  auto const& people = desk.people();
  auto out = nobody(people);
  auto open =
      dive_on(pool, program, out, people.everybody(), budget, [&](std::span<member_idx const> const still_open) {
        auto const terms = place_terms{program.prices(), out.left};
        add_found(people, pool, still_open, [&](unsigned const thread, member_idx const m) {
          return desk.price(thread, m, terms, pool.least(m, terms.price).first, {}, how).found;
        });
      });
  std::ranges::stable_sort(open, std::greater<>{}, [&](member_idx const m) { return people.members()[m].weight; });
  for (auto const m : open) {
    auto const* best = &pool.of(m).front();
    for (auto const& c : pool.of(m)) {
      best = c.cost < best->cost && fits(c, out.left) ? &c : best;
    }
    change(out, m, *best);
  }
  return out;
}

void improve(pricer& desk, sharing& s, work_budget& budget, effort const how,
             vec_map<member_idx, milli_days> const* const alone) {
  constexpr auto kAtOnce = std::size_t{512U};
  auto const& people = desk.people();
  auto const free = place_prices(s.left.size(), 0);
  for (auto changed = true; changed && budget.left();) {
    changed = false;
    ++budget.used;
    auto who = people.everybody();
    std::erase_if(who, [&](member_idx const m) { return alone != nullptr && s.choice[m].cost <= (*alone)[m]; });
    for (auto from = std::size_t{0U}; from < who.size() && !budget.over(); from += kAtOnce) {
      // What each could have if they were the only one to change; then in turn, as long as it still fits.
      auto const some = std::span{who}.subspan(from, std::min(kAtOnce, who.size() - from));
      auto found = std::vector<std::optional<column>>(some.size());
      parallel_for(some.size(), people.options().threads, [&](unsigned const thread, std::size_t const i) {
        auto terms = place_terms{free, s.left};
        give_back(s.choice[some[i]], terms.left);
        found[i] = desk.price(thread, some[i], terms, s.choice[some[i]].cost, {}, how).found;
      });
      for (auto i = std::size_t{0U}; i != some.size(); ++i) {
        if (!found[i]) {
          continue;
        }
        give_back(s.choice[some[i]], s.left);
        auto const possible = fits(*found[i], s.left);
        take(s.choice[some[i]], s.left);
        if (possible) {
          change(s, some[i], std::move(*found[i]));
          changed = true;
        }
      }
    }
  }
}

}  // namespace foothold
