#include "alloc/dive.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "alloc/parallel.h"

namespace foothold {

namespace {

class diving {
public:
  diving(pricer& desk, column_pool& pool, linear_program& program, work_budget& budget, effort const how)
      : desk_{desk},
        people_{desk.people()},
        pool_{pool},
        program_{program},
        budget_{budget},
        how_{how},
        out_{nobody(people_)},
        open_{people_.everybody()} {}

  sharing run() {
    while (!open_.empty() && budget_.left() && program_.solve()) {
      settle();
      if (!open_.empty()) {
        price_open();
        program_.update(pool_);
      }
    }
    finish();
    return std::move(out_);
  }

private:
  struct wish {
    double share;
    member_idx who;
    std::uint32_t column;
  };

  // What does not fit will not fit later either.
  bool give(wish const& w) {
    auto const& c = pool_.of(w.who)[w.column];
    if (!fits(c, out_.left)) {
      program_.forbid(w.who, w.column);
      return false;
    }
    change(out_, w.who, c);
    program_.fix(w.who, w.column);
    return true;
  }

  void settle() {
    constexpr auto kWhole = 1.0 - 1e-6;
    constexpr auto kTenth = 0.12;
    auto wishes = std::vector<wish>{};
    for (auto const m : open_) {
      auto const column = program_.surest(m);
      wishes.push_back({program_.share(m, column), m, column});
    }
    std::ranges::stable_sort(wishes, std::greater<>{}, &wish::share);
    auto const whole = static_cast<std::size_t>(
        std::ranges::find_if(wishes, [](wish const& w) { return w.share < kWhole; }) - wishes.begin());
    auto const also = static_cast<std::size_t>(std::ceil(kTenth * static_cast<double>(wishes.size() - whole)));
    auto given = std::size_t{0U};
    open_.clear();
    for (auto i = std::size_t{0U}; i != wishes.size(); ++i) {
      auto const wanted = i < whole || given < also;
      if (!wanted || !give(wishes[i])) {
        open_.push_back(wishes[i].who);
      } else {
        given += i < whole ? 0U : 1U;
      }
    }
    std::ranges::sort(open_);
  }

  void price_open() {
    auto const terms = place_terms{program_.prices(), out_.left};
    add_found(people_, pool_, open_, [&](unsigned const thread, member_idx const m) {
      return desk_.price(thread, m, terms, pool_.least(m, terms.price).first, {}, how_).found;
    });
    ++budget_.used;
  }

  void finish() {
    std::ranges::stable_sort(open_, std::greater<>{}, [&](member_idx const m) { return people_.members()[m].weight; });
    for (auto const m : open_) {
      auto const* best = &pool_.of(m).front();
      for (auto const& c : pool_.of(m)) {
        best = c.cost < best->cost && fits(c, out_.left) ? &c : best;
      }
      change(out_, m, *best);
    }
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  linear_program& program_;
  work_budget& budget_;
  effort how_;
  sharing out_;
  std::vector<member_idx> open_;
};

}  // namespace

sharing dive(pricer& desk, column_pool& pool, linear_program& program, work_budget& budget, effort const how) {
  return diving{desk, pool, program, budget, how}.run();
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
