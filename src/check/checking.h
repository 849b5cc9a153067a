#pragma once
// A plan while it is checked: what its words mean in the territory, the facts that follow from its steps, and the
// violations found so far. Inside the checker only.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/law.h"
#include "check/plan_check.h"
#include "check/reading.h"

namespace foothold::check {

// A step of the plan and what its ids mean in the territory.
struct seen_step {
  plan_step const* step{nullptr};
  std::string name{};  // for messages
  offer const* what{nullptr};
  session const* meeting{nullptr};
  child const* whose{nullptr};  // childcare
  weekly_use use{};             // sessions other than childcare
  [[nodiscard]] bool gate() const { return step->kind == step_kind::gate; }
  [[nodiscard]] bool care() const { return what != nullptr && what->kind == offer_kind::childcare; }
  [[nodiscard]] bool procedure() const { return what != nullptr && what->kind == offer_kind::procedure; }
  [[nodiscard]] bool attended() const { return meeting != nullptr && !care(); }
};

// A subject of work access, what the law says and the gate steps that the plan has for it.
struct gate_chain {
  std::string_view subject;
  law_answer law{};
  std::vector<plan_step const*> steps{};
  bool complete{false};
};

struct checking {
  territory const& place;
  person const& who;
  plan const& what;
  date ready;
  std::vector<seen_step> steps{};
  std::vector<gate_chain> chains{};
  std::optional<job> ends_in{};
  std::map<fact_idx, date> holds{};  // the first day of every fact, given the steps
  std::vector<violation> found{};

  void blame(std::string rule, std::string const& step, std::string message) {
    found.push_back({std::move(rule), step, std::move(message)});
  }
  [[nodiscard]] bool holds_on(fact_idx const f, date const d) const {
    auto const it = holds.find(f);
    return it != holds.end() && it->second <= d;
  }
  [[nodiscard]] bool holds_on(std::string_view const f, date const d) const {
    auto const id = place.facts.find(f);
    return id && holds_on(*id, d);
  }
  [[nodiscard]] std::string const& fact(fact_idx const f) const { return place.facts.name(f); }
};

// Reads the plan; blames gates that nothing asks for. The plan, the person and the territory must outlive it.
checking begin_checking(territory const& place, person const& who, plan const& what);

// Does a care place of the plan look after the child while the carer is away?
bool cared_for(checking const& c, child const& whose, week_grid const& away, date start, date end);

// The rules of docs/formats/plan.md by number; those that are not here stand in plan_check.cc.
void check_week(checking& c);    // 4
void check_goal(checking& c);    // 5
void check_prices(checking& c);  // 6

}  // namespace foothold::check
