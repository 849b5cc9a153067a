#include <algorithm>
#include <utility>

#include "alloc/rolling_parts.h"

namespace foothold {

std::vector<reason> told_change(plan const& before, plan const& now, std::vector<reason> why) {
  auto const has_session = [](plan const& p, std::string_view const session) {
    return std::ranges::find(p.steps, session, &plan_step::session) != p.steps.end();
  };
  auto out = std::move(why);
  if (now.status == plan_status::none) {
    out.push_back({"roll.no_plan", {}});
    return out;
  }
  auto const day = format_date(now.goal_day);
  if (before.status == plan_status::none) {
    out.push_back({"roll.first_plan", {{"date", day}}});
    return out;
  }
  for (auto const& old : before.steps) {
    if (old.session.empty() || has_session(now, old.session)) {
      continue;
    }
    auto const instead = std::ranges::find_if(now.steps, [&](plan_step const& s) {
      return s.offer == old.offer && s.child == old.child && !has_session(before, s.session);
    });
    if (instead == now.steps.end()) {
      out.push_back({"roll.without", {{"offer", old.offer}}});
    } else {
      out.push_back(
          {"roll.now",
           {{"session", instead->session}, {"offer", instead->offer}, {"start", format_date(instead->start)}}});
    }
  }
  if (now.goal_day == before.goal_day) {
    out.push_back({"roll.same_day", {{"date", day}}});
  } else {
    out.push_back({"roll.day", {{"date", day}, {"before", format_date(before.goal_day)}}});
  }
  return out;
}

}  // namespace foothold
