#pragma once
// The lower bounds of one problem, over all its goals: chains of landmarks (bound.h), and where asked for the order of
// long courses (sequence_bound.h).

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/bound.h"
#include "plan/problem.h"
#include "plan/sequence_bound.h"

namespace foothold {

class problem_bounds {
public:
  problem_bounds(problem const& p, bool chains);
  problem_bounds(problem_bounds const&) = delete;
  problem_bounds& operator=(problem_bounds const&) = delete;

  // The order of long courses too, from now on.
  void add_sequences();
  [[nodiscard]] bool has_chains() const { return has_chains_; }
  [[nodiscard]] bool has_sequences() const { return sequence_.has_value(); }

  struct bounded {
    milli_days value;
    std::uint32_t family;
  };

  // z of the best plan from this state is at least this (kUnreachable: there is none), past prices left out. Stops
  // looking once some family of goals is not above `enough`; `first` is looked at before the others.
  [[nodiscard]] bounded operator()(label_day const* tau, unsigned clock, running_sessions running, std::uint32_t first,
                                   milli_days enough);

  [[nodiscard]] std::vector<goal_family> const& families() const { return families_; }

  // Every plan makes the fact true, whichever goal it reaches.
  [[nodiscard]] bool is_landmark(std::size_t fact) const;

  // A session that must be remembered while it runs, for `running`.
  [[nodiscard]] bool is_long(std::size_t const session) const { return sequence_ && sequence_->step_of[session] != 0U; }

  // For plans from the first day on: the families that some plan with a value below `upper` may reach, and the actions
  // that such a plan may use.
  struct useful {
    std::vector<bool> goals, sessions, procedures;
  };
  [[nodiscard]] useful below(milli_days upper);

private:
  bool has_chains_;
  bound_base base_;
  std::vector<goal_family> families_;
  std::vector<goal_bound> chains_;
  std::optional<sequence_base> sequence_;
  std::vector<sequence_bound> orders_;
};

}  // namespace foothold
