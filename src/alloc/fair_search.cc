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

// From `s`, in which `open` have nothing yet and the others keep what they are fixed to.
sharing dive_from(sharing s, std::vector<member_idx> open, fair_desk& desk, pricer& plain, column_pool& pool,
                  master& program, work_budget& budget) {
  auto const& members = desk.people().members();
  open = dive_on(pool, program, s, std::move(open), budget, [&](std::span<member_idx const> const still_open) {
    desk.price_some(pool, desk.terms_of(program), s.left, still_open);
  });
  std::ranges::stable_sort(open, std::greater<>{}, [&](member_idx const m) { return members[m].weight; });
  take_in_turn(plain, s, open);
  return s;
}

// All but `open` keep what they have in `from`.
sharing kept(sharing const& from, std::span<member_idx const> const open, cohort const& people, column_pool const& pool,
             master& program) {
  auto out = nobody(people);
  for (auto const m : people.members().ids()) {
    if (!std::ranges::binary_search(open, m)) {
      auto const& known = pool.of(m);
      auto const at = std::ranges::find(known, from.choice[m].places, &column::places);
      program.fix(m, static_cast<std::uint32_t>(at - known.begin()));
      change(out, m, *at);
    }
  }
  return out;
}

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
  auto const& people = desk.people();
  return dive_from(nobody(people), people.everybody(), desk, plain, pool, program, budget);
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
    auto begun = kept(s, open, people, pool, program);
    auto found = dive_from(std::move(begun), std::move(open), desk, plain, pool, program, budget);
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
