#include "alloc/branch.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "alloc/parallel.h"

namespace foothold {

namespace {

using rules = vec_map<member_idx, place_rule>;

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
  struct part {
    member_idx who;
    session_idx session;
  };

  // False if the budget ended before the node was solved.
  bool solve(rules const& node) {
    auto program = master{people_};
    auto seen = vec_map<member_idx, std::size_t>(people_.members().size(), 0U);
    for (auto added = true; added;) {
      program.update(pool_);
      enforce(program, node, seen);
      if (!budget_.left() || !program.solve()) {
        return false;
      }
      auto const bound = price(program.prices(), node, added);
      if (bound >= best_.value) {
        return true;
      }
    }
    if (auto const fraction = most_divided(program)) {
      open_.push_back(node);
      open_.back()[fraction->who].never.push_back(fraction->session);
      open_.push_back(node);
      open_.back()[fraction->who].must.push_back(fraction->session);
    } else {
      keep(program);
    }
    return true;
  }

  // Plans that the rules of the node do not allow; only those that are new to the program.
  void enforce(master& program, rules const& node, vec_map<member_idx, std::size_t>& seen) const {
    for (auto const m : people_.members().ids()) {
      auto const& known = pool_.of(m);
      if (seen[m] == 0U && !node[m].must.empty()) {
        program.dread_staying(m);
      }
      for (auto i = std::max<std::size_t>(seen[m], 1U); i < known.size(); ++i) {
        if (!node[m].allows(known[i])) {
          program.forbid(m, static_cast<std::uint32_t>(i));
        }
      }
      seen[m] = known.size();
    }
  }

  // L(p) under the rules; `added` says whether there are plans that the program does not know.
  milli_days price(place_prices const& prices, rules const& node, bool& added) {
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

  // The place of which somebody has nearest to a half.
  [[nodiscard]] std::optional<part> most_divided(master const& program) const {
    constexpr auto kWhole = 1e-6;
    auto out = std::optional<part>{};
    auto nearest = 0.5 - kWhole;
    for (auto const m : people_.members().ids()) {
      auto shares = std::map<session_idx, double>{};
      for (auto i = 0U; i != pool_.of(m).size(); ++i) {
        for (auto const& use : pool_.of(m)[i].places) {
          shares[use.session] += program.share(m, i);
        }
      }
      for (auto const& [s, share] : shares) {
        if (auto const away = std::abs(share - 0.5); away < nearest) {
          nearest = away;
          out = {m, s};
        }
      }
    }
    return out;
  }

  // Everybody takes whole places, so the cheapest of the plans that are mixed is as good as the mix.
  void keep(master const& program) {
    auto found = nobody(people_);
    for (auto const m : people_.members().ids()) {
      auto const& chosen = pool_.of(m)[program.surest(m)];
      if (!fits(chosen, found.left)) {
        return;
      }
      change(found, m, chosen);
    }
    if (found.value < best_.value) {
      best_ = std::move(found);
    }
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  sharing& best_;
  std::size_t nodes_;
  work_budget& budget_;
  std::vector<rules> open_;  // the last one is next
};

}  // namespace

bool branch(pricer& desk, column_pool& pool, sharing& s, std::size_t const nodes, work_budget& budget) {
  return branching{desk, pool, s, nodes, budget}.run();
}

}  // namespace foothold
