#include "alloc/branch.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "alloc/division.h"
#include "alloc/parallel.h"

namespace foothold {

namespace {

class branching {
public:
  branching(pricer& desk, column_pool& pool, sharing& best, std::size_t const nodes, work_budget& budget)
      : desk_{desk}, people_{desk.people()}, pool_{pool}, best_{best}, nodes_{nodes}, budget_{budget} {}

  bool run() {
    open_.emplace_back(people_.members().size());
    while (!open_.empty() && nodes_ != 0U && budget_.left()) {
      auto node = std::move(open_.back());
      open_.pop_back();
      --nodes_;
      if (!solve(node)) {
        return false;
      }
    }
    return open_.empty();
  }

private:
  // False if the budget ended before the node was solved.
  bool solve(place_rules const& node) {
    auto program = master{people_};
    auto seen = vec_map<member_idx, std::size_t>(people_.members().size(), 0U);
    for (auto added = true; added;) {
      program.update(pool_);
      enforce(program, pool_, node, seen);
      if (!budget_.left() || !program.solve()) {
        return false;
      }
      auto const bound = price(program.prices(), node, added);
      if (bound >= best_.value) {
        return true;
      }
    }
    if (auto const fraction = most_divided(program, people_, pool_)) {
      divide(open_, node, *fraction);
    } else if (auto found = surest_sharing(program, people_, pool_); found && found->value < best_.value) {
      best_ = *std::move(found);
    }
    return true;
  }

  // L(p) under the rules; `added` says whether there are plans that the program does not know.
  milli_days price(place_prices const& prices, place_rules const& node, bool& added) {
    constexpr auto kNone = INT64_MAX / 4;
    auto const terms = place_terms{prices, people_.places_left()};
    auto const n = people_.members().size();
    auto answers = std::vector<pricing_answer>(n);
    parallel_for(n, people_.options().threads, [&](unsigned const thread, std::size_t const i) {
      auto const m = member_idx{i};
      auto known = milli_days{kNone};
      for (auto const& c : pool_.of(m)) {
        if (node[m].allows(c)) {
          known = std::min(known, priced(c, prices));
        }
      }
      answers[i] = desk_.price(thread, m, terms, known, node[m]);
    });
    ++budget_.used;
    added = false;
    auto bound = milli_days{0};
    for (auto i = std::size_t{0U}; i != n; ++i) {
      if (answers[i].least >= kNone) {
        return kNone;  // somebody cannot do what they must
      }
      bound += answers[i].least;
      added = (answers[i].found && pool_.add(member_idx{i}, std::move(*answers[i].found))) || added;
    }
    return bound - worth(people_.places_left(), prices);
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  sharing& best_;
  std::size_t nodes_;
  work_budget& budget_;
  std::vector<place_rules> open_;  // the last one is next
};

}  // namespace

bool branch(pricer& desk, column_pool& pool, sharing& s, std::size_t const nodes, work_budget& budget) {
  return branching{desk, pool, s, nodes, budget}.run();
}

}  // namespace foothold
