#include "alloc/lottery.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace foothold {

namespace {

class exchange {
public:
  exchange(pricer& desk, column_pool& pool, sharing& s, fair_groups const* const groups)
      : desk_{desk}, people_{desk.people()}, pool_{pool}, s_{s}, groups_{groups} {
    for (auto const m : people_.members().ids()) {
      pool_.add(m, s_.choice[m]);
      holders_[s_.choice[m].places].push_back(m);
    }
  }

  void run() {
    for (auto const m : people_.members().ids()) {
      auto better = pool_.of(m);
      std::erase_if(better, [&](column const& c) { return c.cost >= s_.choice[m].cost; });
      std::ranges::stable_sort(better, {}, &column::cost);
      for (auto const& wish : better) {
        if (auto const other = rival(m, wish)) {
          swap(m, *other);
          break;
        }
      }
    }
  }

private:
  // A later one with the same claim who has this plan; of several the last.
  [[nodiscard]] std::optional<member_idx> rival(member_idx const m, column const& wish) {
    auto const at = holders_.find(wish.places);
    if (at == holders_.end()) {
      return std::nullopt;
    }
    auto out = std::optional<member_idx>{};
    for (auto const other : at->second) {
      if (other > m && (!out || other > *out) && same_claim(other, m) && s_.choice[other].cost == wish.cost &&
          takes(other, m)) {
        out = other;
      }
    }
    return out;
  }

  [[nodiscard]] bool same_claim(member_idx const a, member_idx const b) const {
    return people_.members()[a].weight == people_.members()[b].weight &&
           (groups_ == nullptr || groups_->of[a] == groups_->of[b]);
  }

  // Could the other one have m's plan, for what it counts for m?
  [[nodiscard]] bool takes(member_idx const other, member_idx const m) {
    auto const& c = s_.choice[m];
    auto const& known = pool_.of(other);
    auto const same = std::ranges::find(known, c.places, &column::places);
    if (same != known.end()) {
      return same->cost == c.cost;
    }
    auto terms = place_terms{place_prices(s_.left.size(), 0), place_counts(s_.left.size(), 0U)};
    give_back(c, terms.left);
    auto found = desk_.price(0U, other, terms, people_.members()[other].stay).found;
    return found && found->cost == c.cost && found->places == c.places && pool_.add(other, std::move(*found));
  }

  void swap(member_idx const m, member_idx const other) {
    std::swap(s_.choice[m], s_.choice[other]);
    for (auto const& [who, was] : {std::pair{m, other}, std::pair{other, m}}) {
      std::ranges::replace(holders_[s_.choice[who].places], was, who);
    }
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  sharing& s_;
  fair_groups const* groups_;
  std::map<std::vector<place_use>, std::vector<member_idx>> holders_;  // by the places that they have
};

}  // namespace

void settle_ties(pricer& desk, column_pool& pool, sharing& s, fair_groups const* const groups) {
  exchange{desk, pool, s, groups}.run();
}

}  // namespace foothold
