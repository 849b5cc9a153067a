#include "service/planning.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "plan/planner.h"

namespace foothold {

namespace {

constexpr std::uint32_t kGlance = 20'000U;  // labels: a few milliseconds

// Planners that nobody uses at the moment. A planner keeps scratch memory, so it is worth keeping.
class planner_pool {
public:
  explicit planner_pool(territory const& place) : place_{place} {}

  template <typename Fn>
  auto with(Fn const& fn) {
    auto mine = take();
    auto out = fn(*mine);
    auto const lock = std::scoped_lock{mutex_};
    idle_.push_back(std::move(mine));
    return out;
  }

private:
  std::unique_ptr<planner> take() {
    {
      auto const lock = std::scoped_lock{mutex_};
      if (!idle_.empty()) {
        auto out = std::move(idle_.back());
        idle_.pop_back();
        return out;
      }
    }
    return std::make_unique<planner>(place_);
  }

  territory const& place_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<planner>> idle_;
};

search_options with_limit(std::uint32_t const labels) {
  auto out = search_options{};
  out.label_limit = labels;
  return out;
}

planning_case as_case(plan_question const& q) {
  auto c = planning_case{};
  c.who = q.who;
  c.children = q.children;
  c.as_of = q.as_of;
  return c;
}

}  // namespace

planning make_planning(territory const& place) {
  auto const pool = std::make_shared<planner_pool>(place);
  auto out = planning{};
  out.make = [pool](plan_question const& q, effort const e) {
    auto const limit = e == effort::glance ? kGlance : search_options{}.label_limit;
    return pool->with([&](planner& p) {
      return p.make(as_case(q), q.goal, {std::nullopt, e == effort::explained, with_limit(limit)});
    });
  };
  out.find_goal = [&place](std::string_view const goal) { return find_goal(place, goal); };
  return out;
}

std::optional<goal_wish> goal_in(territory const& t, std::string_view const text) {
  return find_goal(t, text);
}

std::string_view plan_engine() {
  return kPlanEngine;
}

}  // namespace foothold
