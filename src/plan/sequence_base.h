#pragma once
// What the bound of sequence_bound.h needs of a problem, whatever the goal: which facts are long, and after which
// sessions they must wait.

#include <cstdint>
#include <vector>

#include "plan/bound.h"
#include "plan/problem.h"

namespace foothold {

// A long fact comes from sessions alone that take the week for days, and mostly cannot begin beside those of the other
// long facts. Facts that mostly can tell nothing about order and are left out, the worst first.
struct sequence_base {
  explicit sequence_base(bound_base const& base);

  struct step {
    std::uint16_t first{0U}, then{0U};  // distinct starts (bound_base): its own, and the first at its end or later
    plan_day start{0U}, end{0U};
    std::uint32_t session{0U};
    std::uint64_t gives{0U};   // long facts
    std::uint64_t blocks{0U};  // long facts that nothing which starts while it runs can give
    std::uint64_t unsure{0U};  // of gives: may come sooner by another session that starts later
  };

  // Steps that give and need the same.
  struct kind {
    std::uint32_t first{0U}, last{0U};  // of steps
    std::uint64_t gives{0U};
    bool single{false};  // gives one fact in all
  };

  bound_base const& base;
  std::vector<std::uint16_t> facts;  // the long facts, by bit
  std::vector<std::uint64_t> after;  // by bit: long facts that need it
  std::vector<step> steps;           // by kind
  std::vector<kind> kinds;
  std::vector<std::uint32_t> step_of;  // session -> step + 1, 0 for none

private:
  static constexpr std::size_t kMaxCandidates = 16U;

  void find_candidates();
  void find_steps();
  void find_order();
  void keep_full_weeks();
  void find_kinds();
};

}  // namespace foothold
