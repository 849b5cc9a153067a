#pragma once
// A lower bound on what is still to come for one goal: prices of the actions to take plus the price of the days to the
// goal.
//
// V_k(t): to make landmark k true by an action that starts on day t or later, and then its successor, and so on to the
// goal. Prices are split evenly over the landmarks an action gives, so sums over different landmarks stay admissible.
// M_k(t): the cheapest share for landmark k alone. For a state: the best of V_k + the sum of M over open landmarks that
// are not on k's chain. A fact that already holds from day tau may still be improved by a later action, so it counts
// with min(tau, earliest effect of an action that starts from now on).

#include <algorithm>
#include <cstdint>
#include <vector>

#include "plan/landmarks.h"
#include "plan/problem.h"

namespace foothold {

constexpr milli_days kUnreachable = INT64_MAX / 1024;  // a sum over all landmarks and a chain still fits

// Days of labels; signed so that plain SSE2 can compare them. kOpen: not true in this state.
using label_day = std::int16_t;
constexpr label_day kOpen = INT16_MAX;

// By fact: the days from which they hold without any action.
std::vector<label_day> first_days(problem const& p);

// What all goals of a problem share.
struct bound_base {
  explicit bound_base(problem const& problem_);

  [[nodiscard]] std::size_t start_index(unsigned const day) const {
    return day < index_of_day.size() ? index_of_day[day] : starts.size();
  }
  // Earliest day on which an action that starts from `day` on makes the fact true.
  [[nodiscard]] unsigned earliest_effect(std::size_t fact, unsigned day) const;

  problem const& p;
  achievers by;
  fact_sets marks;
  std::vector<plan_day> earliest;           // by fact, relaxed
  std::vector<plan_day> starts;             // distinct starts of sessions, ascending
  std::vector<std::uint16_t> index_of_day;  // first distinct start that is not before the day
  std::vector<plan_day> effects;            // fact x (starts + 1): suffix minimum of session effects
};

// Goals of one job that differ only in what care asks for have one bound: the needs that all of them have, the days of
// any of them.
struct goal_family {
  milli_days offset{0};
  plan_day earliest{0U};
  plan_day latest{0U};
  std::vector<std::uint16_t> needs;
  std::vector<std::uint32_t> goals;
};
std::vector<goal_family> goal_families(problem const& p);

// The days on which a plan for the goal can end, and what they count for.
struct goal_days {
  goal_days(bound_base const& base, goal_family const& goal);

  // The price of the first of them that is not before `day`.
  [[nodiscard]] milli_days from(unsigned const day) const {
    auto const at = std::max(day, earliest);
    return at > latest ? kUnreachable : milli_days{at} * day_price;
  }

  unsigned earliest, latest;
  milli_days day_price;
};

class goal_bound {
public:
  goal_bound(bound_base const& base, goal_family const& goal, bool chains);

  // `tau` by local fact. All further actions start on `clock` or later. Without the goal's offset and past prices.
  [[nodiscard]] milli_days operator()(label_day const* tau, unsigned clock) const;

  // The same for plans from the first day on that use this action; `root` is the bound of all plans.
  [[nodiscard]] milli_days through(action const& a, milli_days root) const;

  // Every plan for the goal makes the fact true.
  [[nodiscard]] bool is_landmark(std::size_t const fact) const { return position_[fact] != 0U; }

private:
  struct landmark {
    std::uint16_t fact{0U};
    std::uint16_t successor{kGoal};  // position, or kGoal
    std::uint64_t before{0U};        // landmarks that must hold before an action for this one starts
    std::uint64_t follows{0U};       // landmarks whose successor it is
  };
  struct procedure_way {
    std::uint32_t procedure{0U};
    plan_day earliest{0U};
    milli_days share{0};
  };
  static constexpr std::uint16_t kGoal = 0xFFFFU;
  static constexpr std::size_t kMaxLandmarks = 64U;

  void find_landmarks(goal_family const& goal, bool chains);
  void fill_tables();
  [[nodiscard]] milli_days share(action const& a) const;
  [[nodiscard]] milli_days after(landmark const& k, unsigned day) const;
  [[nodiscard]] milli_days chain_value(std::size_t k, unsigned day) const;
  [[nodiscard]] unsigned held_from(std::size_t fact, label_day tau, unsigned clock) const;

  bound_base const& base_;
  goal_days days_;
  std::vector<std::uint16_t> goal_facts_;
  std::vector<landmark> marks_;
  std::vector<std::uint8_t> position_;  // fact -> landmark position + 1
  // Landmark x (starts + 1): V, M, and the sum of M over the landmark and its successors.
  std::vector<milli_days> values_, cheapest_, chain_cheapest_;
  std::vector<std::vector<procedure_way>> by_procedure_;
};

}  // namespace foothold
