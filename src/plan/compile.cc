#include "plan/compile.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "plan/atoms.h"
#include "plan/compilation.h"
#include "plan/landmarks.h"

namespace foothold {

date reaches_age(date const birth, unsigned const months) {
  auto const born = std::chrono::year_month_day{birth};
  auto const month = std::chrono::year_month{born.year(), born.month()} + std::chrono::months{static_cast<int>(months)};
  auto const day = month / born.day();
  return day.ok() ? date{day} : date{(month + std::chrono::months{1}) / std::chrono::day{1}};
}

milli_days step_price(policy const& weights, std::uint32_t const own_cents, std::uint32_t const public_cents,
                      std::uint32_t const minutes) {
  auto const sum = 3 * (weights.per_100_eur_own * own_cents + weights.per_100_eur_public * public_cents) +
                   50 * weights.per_10_hours * minutes + 15000;
  return sum / 30000;
}

date under_way::first_day(std::string_view const offer_or_gate) const {
  auto const begun = std::ranges::find_if(
      steps, [&](plan_step const& s) { return s.session.empty() && s.offer == offer_or_gate && s.start < today; });
  return begun == steps.end() ? today : begun->start;
}

bool under_way::holds(std::string_view const session) const {
  return std::ranges::find(steps, session, &plan_step::session) != steps.end();
}

planning_case make_case(territory const& t, person const& who, date const as_of) {
  auto out = planning_case{};
  out.who = who;
  out.as_of = as_of;
  for (auto const c : who.cares_for) {
    out.children.push_back(t.children[c]);
  }
  return out;
}

compiler::compiler(timetable const& times) : times_{times} {}

compiler::home_reach& compiler::reaches(zone_idx const home, std::uint8_t const modes) {
  auto& cached = homes_[std::uint64_t{home.v} << 8U | modes];
  if (cached.by_shape.empty()) {
    cached.by_shape.resize(times_.shape_count());
    cached.known.resize(times_.shape_count());
  }
  return cached;
}

reach const& compiler::reach_of(home_reach& from, zone_idx const home, std::uint8_t const modes, shape_idx const s) {
  if (!from.known[s.v]) {
    from.by_shape[s.v] = times_.reach_from(home, modes, s);
    from.known[s.v] = true;
  }
  return from.by_shape[s.v];
}

compiled compiler::compile(planning_case const& c, goal_wish const& goal, compile_options const& options) {
  return compilation{*this, c, goal, options}.run();
}

}  // namespace foothold
