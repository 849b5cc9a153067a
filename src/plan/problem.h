#pragma once
// One person's planning problem after compilation: local facts, actions with days, atoms of the week, goals.
//
// Days count from `origin`, the first day on which a step may start. A fact with tau = t holds on day t and after.
// Only what can matter for the goals is left in: see compile.h.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "model/ids.h"
#include "model/policy.h"

namespace foothold {

using plan_day = std::uint16_t;
constexpr plan_day kNever = 0xFFFFU;
constexpr unsigned kMaxDays = 4000U;      // plans, with all that runs on after them, end before this day
constexpr std::size_t kMaxFacts = 8192U;  // of one person; compile() refuses more

// Where an action comes from.
enum class action_source : std::uint8_t { session, childcare, procedure, gate };

// A session starts on one day. A procedure (or a gate) starts on any day of [earliest, latest] on which its needs hold;
// it takes no time of the week.
struct action {
  plan_day earliest{0U};
  plan_day latest{0U};     // sessions: equal to earliest
  plan_day effect{0U};     // days from start until its facts hold
  plan_day busy{0U};       // days from start during which its atoms and load are taken
  std::uint16_t load{0U};  // minutes a week
  action_source source{action_source::session};
  std::uint8_t child{0U};   // childcare: position in the person's list of children
  std::uint8_t place{0U};   // childcare with fewer places than siblings: which one, from 1
  std::uint32_t index{0U};  // session_idx, offer_idx or position in the list of gates
  milli_days price{0};
  std::uint32_t minutes{0U};  // whole time: taught, study, travel
  // Local facts and atoms, as ranges of problem::pool.
  std::uint32_t needs{0U}, gives{0U}, atoms{0U};
  std::uint16_t needs_count{0U}, gives_count{0U}, atoms_count{0U};
};

// One way to end: a job with its required facts. value of a plan that ends here =
// offset + day_price * T + prices, T = max(earliest, tau of all needs), allowed if T <= latest.
struct plan_goal {
  milli_days offset{0};
  plan_day earliest{0U};
  plan_day latest{kNever - 1U};
  std::uint32_t needs{0U};
  std::uint16_t needs_count{0U};
  std::uint32_t target{0U};  // position in the list of job targets (compile.h)
};

struct problem {
  date origin;
  milli_days day_price{kMilliDaysPerDay};  // what a day until the goal counts
  std::vector<plan_day> tau;               // by local fact: day from which it holds without any action; kNever if not
  std::uint32_t atom_count{0U};            // sessions that share an atom must not overlap in time
  std::uint32_t load_cap{0U};              // minutes a week
  std::vector<action> sessions;            // by start; on the same day childcare first
  std::vector<action> procedures;          // procedures and gates, effect >= 1
  std::vector<plan_goal> goals;
  std::vector<std::uint16_t> pool;  // needs, gives and atoms of actions and goals

  [[nodiscard]] std::span<std::uint16_t const> needs(action const& a) const { return slice(a.needs, a.needs_count); }
  [[nodiscard]] std::span<std::uint16_t const> gives(action const& a) const { return slice(a.gives, a.gives_count); }
  [[nodiscard]] std::span<std::uint16_t const> atoms(action const& a) const { return slice(a.atoms, a.atoms_count); }
  [[nodiscard]] std::span<std::uint16_t const> needs(plan_goal const& g) const { return slice(g.needs, g.needs_count); }

private:
  [[nodiscard]] std::span<std::uint16_t const> slice(std::size_t const from, std::size_t const n) const {
    return std::span{pool}.subspan(from, n);
  }
};

}  // namespace foothold
