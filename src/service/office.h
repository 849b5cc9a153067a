#pragma once
// One territory, its people and a planner behind it: what the pages ask. Read-only after construction; every function
// may be called from many threads.

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/plan.h"
#include "model/territory.h"
#include "service/question.h"
#include "service/words.h"

namespace foothold {

// A glance is limited to a fraction of a second and may end without an answer; `explained` also says what is tight and
// what is missing.
enum class effort : std::uint8_t { glance, whole, explained };

// The planner as the office needs it, handed in by app; must be safe to call from many threads.
struct planning {
  std::function<plan(plan_question const&, effort)> make;
  std::function<std::optional<goal_wish>(std::string_view goal)> find_goal;  // nothing for an unknown goal
};

// "Who looks after the children?"
enum class care_answer : std::uint8_t { now, none, mornings, day };

std::optional<care_answer> parse_care_answer(std::string_view text);
std::string_view name_of(care_answer answer);

// Answers that stand in for the recorded ones; what is empty stays as it is.
struct answers {
  std::optional<std::string> goal;
  std::optional<week_pattern> hours;
  std::optional<std::uint16_t> travel_minutes;
  care_answer care{care_answer::now};
};

// How a plan ends, for lists.
struct outcome {
  bool way{false};
  bool provisional{false};
  date goal_day;
  std::size_t steps{0U};
};

class office {
public:
  office(std::shared_ptr<territory const> place, planning p);

  [[nodiscard]] territory const& place() const { return *place_; }
  [[nodiscard]] territory_index const& index() const { return index_; }

  // The recorded answers of a person and the first recorded goal.
  [[nodiscard]] plan_question recorded(person_idx who) const;

  // Fails only for a goal that the territory does not know.
  [[nodiscard]] result<plan_question> asked(person_idx who, answers const& a) const;

  [[nodiscard]] plan make(plan_question const& q, effort const e) const { return planning_.make(q, e); }

  // How the recorded answers end, by person, as far as it is worked out; nothing also where a glance did not tell.
  [[nodiscard]] std::vector<std::optional<outcome>> outcomes() const;

  // Works them out one after the other; meant for a thread of its own, which ends soon after a request to stop.
  void work_out(std::stop_token const& stop);

private:
  std::shared_ptr<territory const> place_;
  territory_index index_;
  planning planning_;
  mutable std::mutex mutex_;
  std::vector<std::optional<outcome>> outcomes_;
};

// Do two questions ask the same?
bool same_question(plan_question const& a, plan_question const& b);

}  // namespace foothold
