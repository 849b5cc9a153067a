#pragma once
// One run of compiler::compile. Private to src/plan.

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/compile.h"

namespace foothold {

class compilation {
public:
  compilation(compiler& shared, planning_case const& c, goal_wish const& goal, compile_options const& options);

  compiled run();

private:
  using local = std::uint16_t;
  static constexpr local kHeld = 0xFFFFU;  // a fact that holds from the first day needs no place in the problem

  struct goal_draft {
    plan_goal g;
    std::vector<local> needs;
  };
  // A free care place that one of the children may take.
  struct care_place {
    session_idx session;
    int from{0}, end{0};  // days since origin: carries full days from, last day
    week_grid hours;
    bool used{false};
  };
  // A set of care places of a child and the fact that one of them is taken.
  struct care_set {
    std::uint8_t child{0U};
    std::vector<std::uint64_t> places;
    local fact{0U};
  };

  [[nodiscard]] int day(date d) const { return static_cast<int>((d - out_.p.origin).count()); }
  [[nodiscard]] int offset_of(std::int32_t const epoch_day) const { return epoch_day - origin_; }

  // Facts.
  void hold_facts();
  local local_of(fact_idx f);
  local new_local(local_fact f, plan_day tau);
  bool add_need(fact_idx f, std::vector<local>& needs);
  void open_law(fact_idx f, local target);
  void add_gates(work_access const& law, std::string const& subject, local target);

  // Goals.
  void add_targets();
  void add_target(job_target target, std::vector<fact_idx> const& needs, std::string_view work, shape_idx shape,
                  std::optional<std::pair<date, date>> window);
  void add_goal(goal_draft draft, std::uint8_t child, shape_idx shape);
  void add_permit_goals(goal_draft const& draft);
  void drop_dominated_goals();

  // Offers.
  void expand_facts();
  void add_offer(offer_idx o);
  void add_procedure(offer_idx o);
  void add_sessions(offer_idx o);
  void add_care_places();
  [[nodiscard]] bool open_to(eligibility const& who) const;
  [[nodiscard]] std::pair<int, int> window_of(eligibility const& who) const;
  bool fits_week(shape_idx s);
  reach const& reach_of(shape_idx const s) { return shared_.reach_of(reaches_, c_.who.home, c_.who.modes, s); }
  [[nodiscard]] bool bound_by_permit(offer const& o) const;
  [[nodiscard]] milli_days price_of(offer const& o, std::uint32_t minutes) const;
  [[nodiscard]] milli_days place_price(session_idx const s) const {
    return options_.places != nullptr ? options_.places->price[s] : 0;
  }
  [[nodiscard]] std::size_t places_left(session_idx const s) const {
    return options_.places != nullptr ? options_.places->left[s] : t_.sessions[s].places_left;
  }

  // A plan that goes on.
  [[nodiscard]] bool too_late(session_idx s) const;
  [[nodiscard]] int first_day_of(std::string_view procedure_or_gate) const;
  void keep_what_stays();

  // Care.
  std::vector<care_place>& places_of(std::uint8_t child);
  void drop_dominated_places(std::vector<care_place>& places) const;
  std::optional<local> care_fact(std::uint8_t child, week_grid const& need, int from, int end);
  local care_set_fact(std::uint8_t child, std::vector<std::uint64_t> const& places);
  bool add_care_needs(std::vector<local>& needs, reach const& r, int start, int end);

  // The problem.
  void set_needs(action& a, std::vector<local> const& needs);
  void resolve_gives();
  void sort_sessions();
  void share_care_places();
  void assign_care_atoms();
  void prune();
  void number();
  void assign_atoms();

  compiler& shared_;
  timetable const& times_;
  territory const& t_;
  planning_case const& c_;
  goal_wish const& goal_;
  compile_options const& options_;
  compiled out_;
  std::int32_t origin_{0};
  int last_day_{0};  // latest goal day
  week_grid available_;
  std::vector<std::optional<plan_day>> held_;  // by global fact
  std::vector<local> locals_;                  // by global fact + 1; 0: not yet
  std::vector<fact_idx> open_;                 // facts whose givers were not looked at yet
  std::vector<bool> seen_offer_;
  std::vector<std::uint8_t> shape_fits_;  // 0 unknown, 1 yes, 2 no
  compiler::home_reach& reaches_;
  std::vector<local> needs_, offer_needs_;                            // scratch
  std::vector<std::pair<std::uint32_t, std::uint16_t>> offer_gives_;  // by offer: range of the pool
  std::vector<goal_draft> goals_;
  std::vector<std::optional<std::vector<care_place>>> places_;  // by child
  std::vector<care_set> care_sets_;
  std::vector<week_grid> covered_;  // by child
};

}  // namespace foothold
