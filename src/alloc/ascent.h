#pragma once
// The linear program over the plans found, solved by steps: at the prices so far everybody takes their cheapest plan;
// the price of a session rises by what is too much of its places and falls where places stay free (dual ascent with
// momentum, Polyak 1964). The shares are how often each plan was the cheapest one during the last steps (the ergodic
// primal sequence of Larsson, Patriksson, Strömberg 1999). A step costs some nanoseconds per place of a plan, so
// thousands of steps are cheaper than one pricing round.
//
// The prices are good for bounds, the shares only near a solution: places may be taken a little too often.

#include <vector>

#include "alloc/linear_program.h"

namespace foothold {

class ascent : public linear_program {
public:
  explicit ascent(cohort const& people);

  void update(column_pool const& pool) override;
  // Some hundred steps from the prices so far; always true.
  bool solve() override;
  // One step. `length`: what a price rises by where a session is wanted by as many again as it has places.
  void step(double length);
  void start_from(place_prices const& prices);
  // The price does not move any more, whatever is wanted, until release().
  void hold(session_idx s, milli_days price);
  void release();

  [[nodiscard]] place_prices prices() const override;
  [[nodiscard]] double share(member_idx m, std::uint32_t column) const override;
  [[nodiscard]] std::uint32_t surest(member_idx m) const override;
  void fix(member_idx m, std::uint32_t column) override;
  void forbid(member_idx m, std::uint32_t column) override;

  // What staying counts for on average: the measure for lengths.
  [[nodiscard]] double measure() const { return measure_; }
  // The greatest bound of a step since the last update, milli-days; only for the plans known.
  [[nodiscard]] double bound() const { return bound_; }

private:
  struct use {
    std::uint32_t session;
    double count;
  };
  struct way {
    double cost;
    std::vector<use> uses;
    double times{0.0};  // that it was the cheapest one since counting began
    bool open{true};
  };

  void move(double length);

  double measure_{0.0};
  double bound_{0.0};
  double counted_{0.0};
  vec_map<member_idx, std::vector<way>> ways_;
  std::vector<char> fixed_;  // by member
  std::vector<char> held_;   // by session
  double fixed_cost_{0.0};
  std::vector<std::uint32_t> cheapest_;  // by member, of the last step
  std::vector<double> places_, prices_, direction_, taken_;
};

}  // namespace foothold
