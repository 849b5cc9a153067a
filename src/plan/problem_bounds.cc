#include "plan/problem_bounds.h"

#include <algorithm>

namespace foothold {

problem_bounds::problem_bounds(problem const& p, bool const chains)
    : has_chains_{chains}, base_{p}, families_{goal_families(p)} {
  chains_.reserve(families_.size());
  for (auto const& family : families_) {
    chains_.emplace_back(base_, family, chains);
  }
}

void problem_bounds::add_sequences() {
  if (sequence_) {
    return;
  }
  sequence_.emplace(base_);
  orders_.reserve(families_.size());
  for (auto const& family : families_) {
    orders_.emplace_back(*sequence_, family);
  }
}

auto problem_bounds::operator()(label_day const* const tau, unsigned const clock, running_sessions const running,
                                std::uint32_t const first, milli_days const enough) -> bounded {
  auto best = bounded{kUnreachable, first};
  auto const look = [&](std::uint32_t const g) {
    auto const offset = families_[g].offset;
    auto rest = chains_[g](tau, clock);
    if (rest >= kUnreachable || offset + rest >= best.value) {
      return;
    }
    if (!orders_.empty()) {
      rest = std::max(rest, orders_[g](tau, clock, running));
    }
    if (rest < kUnreachable && offset + rest < best.value) {
      best = {offset + rest, g};
    }
  };
  look(first);
  for (auto g = 0U; g != families_.size() && best.value > enough; ++g) {
    if (g != first) {
      look(g);
    }
  }
  return best;
}

bool problem_bounds::is_landmark(std::size_t const fact) const {
  return std::all_of(chains_.begin(), chains_.end(), [&](goal_bound const& g) { return g.is_landmark(fact); });
}

auto problem_bounds::below(milli_days const upper) -> useful {
  auto const& p = base_.p;
  auto out = useful{std::vector<bool>(p.goals.size()), std::vector<bool>(p.sessions.size()),
                    std::vector<bool>(p.procedures.size())};
  auto const tau = first_days(p);
  for (auto g = std::size_t{0U}; g != families_.size(); ++g) {
    auto const reaches = [&](milli_days const rest) {
      return rest < kUnreachable && families_[g].offset + rest < upper;
    };
    auto const root = chains_[g](tau.data(), 0U);
    if (!reaches(root) || (!orders_.empty() && !reaches(orders_[g](tau.data(), 0U, {})))) {
      continue;
    }
    for (auto const goal : families_[g].goals) {
      out.goals[goal] = true;
    }
    auto const order = orders_.empty() ? std::vector<milli_days>{} : orders_[g].through(tau.data());
    for (auto i = std::size_t{0U}; i != p.sessions.size(); ++i) {
      out.sessions[i] =
          out.sessions[i] || (reaches(chains_[g].through(p.sessions[i], root)) && (order.empty() || reaches(order[i])));
    }
    for (auto i = std::size_t{0U}; i != p.procedures.size(); ++i) {
      out.procedures[i] = out.procedures[i] || reaches(chains_[g].through(p.procedures[i], root));
    }
  }
  return out;
}

}  // namespace foothold
