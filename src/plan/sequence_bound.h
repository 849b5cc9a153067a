#pragma once
// A second lower bound, for people whose weeks are full: long courses seldom fit beside each other, so they come one
// after the other, and a chain of landmarks (bound.h) does not see it.
//
// W(S, t) is the least price share plus goal time of any sequence of sessions that starts on day t or later and makes
// the long facts that are missing in S true: a state-space relaxation (Christofides, Mingozzi, Toth 1981) that keeps
// the order of the long facts and forgets the rest. After a session the sequence goes on at its end if nothing that is
// still missing can begin beside it; else what begins beside it costs its cheapest share. Facts that only some ways
// need ("conditional") cost their cheapest share with the first session that needs them. Rows of W are made when a
// state first asks for them.

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "plan/bound.h"
#include "plan/problem.h"
#include "plan/sequence_base.h"

namespace foothold {

// Long sessions of a label that still run.
using running_sessions = std::span<std::uint32_t const>;

class sequence_bound {
public:
  sequence_bound(sequence_base const& base, goal_family const& goal);

  // `tau` by local fact; all further actions start on `clock` or later. Without the goal's offset and past prices.
  [[nodiscard]] milli_days operator()(label_day const* tau, unsigned clock, running_sessions running);

  // For every session the same for plans from the first day on that use it; 0 where nothing is known.
  [[nodiscard]] std::vector<milli_days> through(label_day const* tau);

private:
  static constexpr std::uint32_t kComplete = 0xFFFFFFFFU;
  static constexpr std::uint32_t kTooMany = 0xFFFFFFFEU;
  static constexpr std::size_t kMaxRows = 1024U;
  static constexpr std::size_t kMaxCells = 524'288U;  // 4 MB; what would be more is left to the chains
  static constexpr int kMaxBeside = 2;

  // By fact: what a share of a price counts for.
  struct counted {
    enum class as : std::uint8_t { nothing, bit, mark } how{as::nothing};
    std::uint16_t at{0U};
  };

  void count_facts(goal_family const& goal);
  void fill_prices();
  [[nodiscard]] std::vector<milli_days> cheapest_shares(std::size_t fact) const;
  [[nodiscard]] milli_days share(action const& a) const;
  [[nodiscard]] std::uint64_t held_in(label_day const* tau) const;
  [[nodiscard]] std::uint32_t row(std::uint64_t held);
  // A session that may come next, with long facts made true beside it: at least `cost`, then row `then` from start `at`
  // on, at least `rest`.
  struct step_use {
    std::size_t step;
    milli_days cost;
    std::uint32_t then;
    std::size_t at;
    milli_days rest;
    std::uint64_t beside;
  };
  // Calls use for each.
  template <typename Use>
  void for_each_step(std::uint64_t held, Use const& use);
  [[nodiscard]] milli_days rest(std::uint64_t held) const;
  // Long facts that may be made true beside a running session: use(set, what they cost at least, held with them).
  template <typename Use>
  void for_each_beside(std::uint64_t held, std::uint64_t beside, Use const& use) const;

  sequence_base const& shared_;
  bound_base const& base_;
  goal_days days_;
  std::uint64_t long_{0U};            // long facts that matter for the goal
  std::uint64_t needed_{0U};          // those that every plan makes true
  std::vector<std::uint16_t> bits_;   // facts by bit: the long ones, then the conditional ones
  std::vector<milli_days> cheapest_;  // by bit
  std::vector<std::uint16_t> marks_;  // landmarks that are not long
  std::vector<counted> counted_;
  std::vector<milli_days> mark_cheapest_;  // landmark x (starts + 1)
  std::vector<milli_days> shares_;         // by step: the part of its price that long facts bear
  std::vector<std::uint64_t> needs_;       // by kind: long and conditional facts
  std::vector<std::uint64_t> before_;      // by long fact: long and conditional facts that come before it
  std::unordered_map<std::uint64_t, std::uint32_t> known_;
  std::vector<std::uint64_t> held_;  // by row
  std::vector<milli_days> rows_;
};

}  // namespace foothold
