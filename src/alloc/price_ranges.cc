#include "alloc/price_ranges.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "alloc/price_round.h"

namespace foothold {

namespace {

class ranging {
public:
  ranging(pricer& desk, column_pool& pool, master& program, std::function<bool()> const& stop)
      : desk_{desk}, people_{desk.people()}, pool_{pool}, program_{program}, stop_{stop} {}

  std::vector<price_range> run(std::size_t const most) {
    if (!settle()) {
      return {};
    }
    auto out = std::vector<price_range>{};
    for (auto const s : dearest_first()) {
      if (out.size() == most || (stop_ && stop_())) {
        break;
      }
      constexpr auto kPart = 0.01;  // of a place
      auto const low = slope(s, kPart);
      auto const high = slope(s, -kPart);
      out.push_back({s, std::min(low, high), std::max(low, high)});
    }
    return out;
  }

private:
  // The program at its own prices: who would have a better plan there gets it, until nobody would.
  bool settle() {
    constexpr auto kRounds = 8;
    for (auto i = 0; i != kRounds; ++i) {
      program_.update(pool_);
      if (!program_.solve()) {
        return false;
      }
      base_ = program_.prices();
      auto round = price_all(desk_, pool_, base_);
      least_ = std::move(round.least);
      if (round.added == 0U || (stop_ && stop_())) {
        break;
      }
    }
    return true;
  }

  [[nodiscard]] std::vector<session_idx> dearest_first() const {
    auto out = std::vector<session_idx>{};
    for (auto const s : base_.ids()) {
      if (program_.scarce(s)) {
        out.push_back(s);
      }
    }
    std::ranges::stable_sort(out, std::greater<>{}, [&](session_idx const s) { return base_[s]; });
    return out;
  }

  // The price of s when it has a little more or fewer places.
  milli_days slope(session_idx const s, double const more) {
    constexpr auto kRounds = 6;
    auto const places = static_cast<double>(people_.places_left()[s]);
    program_.set_places(s, places + more);
    auto out = milli_days{0};
    for (auto i = 0; i != kRounds && program_.solve(); ++i) {
      out = program_.price(s);
      if (!price_again()) {
        break;
      }
      program_.update(pool_);
    }
    program_.set_places(s, places);
    return out;
  }

  // Only those for whom something became cheaper, or whose best plan became dearer, can have a better plan.
  bool price_again() {
    auto const terms = place_terms{program_.prices(), people_.places_left()};
    auto cheaper = vec_map<session_idx, std::uint8_t>(base_.size());
    for (auto const s : base_.ids()) {
      cheaper[s] = terms.price[s] < base_[s] ? 1U : 0U;
    }
    auto const ask = [&](unsigned const thread, member_idx const m) {
      auto const known = pool_.least(m, terms.price).first;
      auto const& reach = desk_.within_reach(thread, m);
      auto const concerned =
          known > least_[m] || std::ranges::any_of(reach, [&](session_idx const s) { return cheaper[s] != 0U; });
      return concerned ? desk_.price(thread, m, terms, known).found : std::nullopt;
    };
    return add_found(people_, pool_, people_.everybody(), ask) != 0U;
  }

  pricer& desk_;
  cohort const& people_;
  column_pool& pool_;
  master& program_;
  std::function<bool()> const& stop_;
  place_prices base_;
  vec_map<member_idx, milli_days> least_;
};

}  // namespace

std::vector<price_range> price_ranges(pricer& desk, column_pool& pool, master& program, std::size_t const most,
                                      std::function<bool()> const& stop) {
  return ranging{desk, pool, program, stop}.run(most);
}

}  // namespace foothold
