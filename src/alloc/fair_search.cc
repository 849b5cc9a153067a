#include "alloc/fair_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "alloc/dive.h"

namespace foothold {

namespace {

class proving {
public:
  proving(fair_desk& desk, column_pool& pool, master& program, fair_aim const& aim, fair_proof start,
          work_budget& budget)
      : desk_{desk}, pool_{pool}, program_{program}, aim_{aim}, best_{std::move(start)}, budget_{budget} {
    best_.bound = bound_of(aim_, best_.terms.by, best_.lagrangian);
  }

  // Rounds with what the program says, held near the best so far (Wentges smoothing).
  fair_proof run() {
    constexpr auto kFirst = 0.5;
    constexpr auto kLess = 0.1;
    auto near = kFirst;
    while (budget_.left()) {
      program_.update(pool_);
      if (!program_.solve() || settled()) {
        break;
      }
      auto const before = best_.bound;
      auto const added = look(mixed(desk_.terms_of(program_), near));
      if (added == 0U && near == 0.0) {
        break;
      }
      if (added == 0U) {
        near = 0.0;
      } else if (best_.bound == before) {
        near = std::max(near - kLess, 0.0);
      }
    }
    return std::move(best_);
  }

private:
  [[nodiscard]] bool settled() const {
    constexpr auto kTolerance = 1e-5;
    constexpr auto kMilli = 1000.0;
    auto const bound = static_cast<double>(best_.bound);
    return kMilli * program_.aimed() - bound <= kTolerance * std::abs(bound);
  }

  [[nodiscard]] fair_terms mixed(fair_terms terms, double const near) const {
    auto const mix = [&](auto& to, auto const best) {
      to = static_cast<std::remove_reference_t<decltype(to)>>(
          std::llround(near * static_cast<double>(best) + (1.0 - near) * static_cast<double>(to)));
    };
    for (auto const g : terms.by.of.ids()) {
      mix(terms.by.of[g], best_.terms.by.of[g]);
    }
    for (auto const s : terms.prices.ids()) {
      mix(terms.prices[s], best_.terms.prices[s]);
    }
    return terms;
  }

  std::size_t look(fair_terms terms) {
    auto round = desk_.price_all(pool_, terms);
    ++budget_.used;
    if (auto const bound = bound_of(aim_, terms.by, *round.lagrangian); bound > best_.bound) {
      best_ = {std::move(terms), *round.lagrangian, std::move(round.least), bound};
    }
    return round.added;
  }

  fair_desk& desk_;
  column_pool& pool_;
  master& program_;
  fair_aim const& aim_;
  fair_proof best_;
  work_budget& budget_;
};

class diving {
public:
  diving(fair_desk& desk, pricer& plain, column_pool& pool, master& program, work_budget& budget)
      : desk_{desk},
        people_{desk.people()},
        plain_{plain},
        pool_{pool},
        program_{program},
        budget_{budget},
        out_{nobody(people_)},
        open_{people_.everybody()} {}

  // The others keep what they have there.
  void begin(sharing const& from, std::vector<member_idx> open) {
    for (auto const m : people_.members().ids()) {
      if (!std::ranges::binary_search(open, m)) {
        auto const& known = pool_.of(m);
        auto const at = std::ranges::find(known, from.choice[m].places, &column::places);
        program_.fix(m, static_cast<std::uint32_t>(at - known.begin()));
        change(out_, m, *at);
      }
    }
    open_ = std::move(open);
  }

  sharing run() {
    while (!open_.empty() && budget_.left() && program_.solve()) {
      settle();
      if (!open_.empty()) {
        desk_.price_some(pool_, desk_.terms_of(program_), out_.left, open_);
        ++budget_.used;
        program_.update(pool_);
      }
    }
    std::ranges::stable_sort(open_, std::greater<>{}, [&](member_idx const m) { return people_.members()[m].weight; });
    take_in_turn(plain_, out_, open_);
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

  // Those whose plan is settled, and the surest tenth of the others, as far as places are left.
  void settle() {
    constexpr auto kWhole = 1.0 - 1e-6;
    constexpr auto kTenth = 0.12;
    auto wishes = std::vector<wish>{};
    for (auto const m : open_) {
      auto const column = program_.surest(m);
      wishes.push_back({program_.share(m, column), m, column});
    }
    std::ranges::stable_sort(wishes, std::greater<>{}, &wish::share);
    auto const divided = std::ranges::count_if(wishes, [](wish const& w) { return w.share < kWhole; });
    auto more = static_cast<std::size_t>(std::ceil(kTenth * static_cast<double>(divided)));
    open_.clear();
    for (auto const& w : wishes) {
      auto const whole = w.share >= kWhole;
      if ((!whole && more == 0U) || !give(w)) {
        open_.push_back(w.who);
      } else {
        more -= whole ? 0U : 1U;
      }
    }
    std::ranges::sort(open_);
  }

  fair_desk& desk_;
  cohort const& people_;
  pricer& plain_;
  column_pool& pool_;
  master& program_;
  work_budget& budget_;
  sharing out_;
  std::vector<member_idx> open_;
};

class fair_branching {
public:
  fair_branching(fair_desk& desk, column_pool& pool, fair_aim const& aim, sharing& best, std::size_t const nodes,
                 work_budget& budget)
      : desk_{desk}, people_{desk.people()}, pool_{pool}, aim_{aim}, best_{best}, nodes_{nodes}, budget_{budget} {}

  void run() {
    auto open = std::vector<place_rules>{};
    open.emplace_back(people_.members().size());
    while (!open.empty() && nodes_ != 0U && budget_.left()) {
      auto const node = std::move(open.back());
      open.pop_back();
      --nodes_;
      solve(node, open);
    }
  }

private:
  void solve(place_rules const& node, std::vector<place_rules>& open) {
    auto program = master{people_, &aim_};
    auto seen = vec_map<member_idx, std::size_t>(people_.members().size(), 0U);
    for (auto added = true; added;) {
      program.update(pool_);
      enforce(program, pool_, node, seen);
      if (!budget_.left() || !program.solve()) {
        return;
      }
      auto const terms = desk_.terms_of(program);
      auto const round = desk_.price_all(pool_, terms, &node);
      ++budget_.used;
      added = round.added != 0U;
      if (!round.lagrangian || bound_of(aim_, terms.by, *round.lagrangian) >= value_of(best_)) {
        return;
      }
    }
    if (auto const fraction = most_divided(program, people_, pool_)) {
      divide(open, node, *fraction);
    } else if (auto found = surest_sharing(program, people_, pool_); found && value_of(*found) < value_of(best_)) {
      best_ = *std::move(found);
    }
  }

  [[nodiscard]] milli_days value_of(sharing const& s) const { return aimed_at(aim_, s).value_or(INT64_MAX); }

  fair_desk& desk_;
  cohort const& people_;
  column_pool& pool_;
  fair_aim const& aim_;
  sharing& best_;
  std::size_t nodes_;
  work_budget& budget_;
};

}  // namespace

fair_proof prove(fair_desk& desk, column_pool& pool, master& program, fair_aim const& aim, fair_proof start,
                 work_budget& budget) {
  return proving{desk, pool, program, aim, std::move(start), budget}.run();
}

sharing fair_dive(fair_desk& desk, pricer& plain, column_pool& pool, master& program, work_budget& budget) {
  return diving{desk, plain, pool, program, budget}.run();
}

void polish(fair_desk& desk, pricer& plain, column_pool& pool, fair_aim const& aim, sharing& s, work_budget& budget) {
  constexpr auto kInVain = 20U;
  constexpr auto kParts = std::array{2U, 3U, 5U, 1U};  // one person of so many is open
  auto const& people = desk.people();
  auto draw = std::uint64_t{0U};
  for (auto in_vain = 0U; in_vain != kInVain && budget.left(); ++in_vain) {
    auto const part = kParts.at(++draw % kParts.size());
    auto open = people.everybody();
    std::erase_if(open, [&](member_idx const m) {
      return lot_of(people.options().seed + draw, people.members()[m].asks.who.id) % part != 0U;
    });
    auto program = master{people, &aim};
    program.update(pool);
    auto dive = diving{desk, plain, pool, program, budget};
    dive.begin(s, std::move(open));
    auto found = dive.run();
    improve(plain, found, budget);
    if (better(aim, found, s)) {
      know(pool, found);
      s = std::move(found);
      in_vain = 0U;
    }
  }
}

void fair_branch(fair_desk& desk, column_pool& pool, fair_aim const& aim, sharing& s, std::size_t const nodes,
                 work_budget& budget) {
  fair_branching{desk, pool, aim, s, nodes, budget}.run();
}

}  // namespace foothold
