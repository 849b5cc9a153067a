#pragma once
// The parts of rolling.h. Private to src/alloc.

#include <vector>

#include "alloc/rolling.h"
#include "alloc/sharing.h"

namespace foothold {

// People who are planned again together, each with a plan that goes on, on the places that nobody else holds.
struct group_plan {
  std::vector<column> choice;  // in the order of the group
  place_prices prices;         // of these places, among them; 0 where none is scarce
};

// The best sharing of `places` that is found among `group`, who stand in the order of their lot; never worse than what
// they `have` (empty: nothing). First in the order of who gains most from scarce places at the `start` prices, then by
// the program for the group alone.
group_plan plan_group(timetable const& times, std::vector<applicant> const& group, place_counts const& places,
                      std::vector<column> const& have, place_prices const& start, cohort_options const& options,
                      work_budget& budget);

// The plans of a group to be read.
std::vector<plan> read_group(timetable const& times, std::vector<applicant> const& group,
                             std::vector<column> const& choice, cohort_options const& options);

// The same steps on the same days.
bool same_steps(plan const& a, plan const& b);

// Does somebody's new plan begin a step before today that the old one did not begin then?
bool rewrites_the_past(plan const& now, plan const& before, date today);

// A bound that grows: prices, and by person what is proven to be their least at these prices.
class near_bound {
public:
  // `least` must hold at `prices`.
  near_bound(pricer& desk, place_prices prices, vec_map<member_idx, milli_days> least);

  // Tries prices that are nowhere lower; only `concerned` are priced again. `has`: a plan of each that is possible.
  // True if the bound is better now.
  bool rise(place_prices const& prices, std::vector<member_idx> const& concerned,
            vec_map<member_idx, column> const& has);

  [[nodiscard]] milli_days bound() const { return bound_; }
  [[nodiscard]] place_prices const& prices() const { return prices_; }
  [[nodiscard]] vec_map<member_idx, milli_days> const& least() const { return least_; }

private:
  pricer& desk_;
  place_prices prices_;
  vec_map<member_idx, milli_days> least_;
  milli_days bound_{0};
};

// What somebody is told whose plan is another one now; `why` comes first. Keys:
//
//   roll.new                                    was not in the run before
//   roll.cancelled       session, offer, start  a session of the plan is cancelled
//   roll.fewer           session, offer, start  it has fewer places than people who held them
//   roll.impossible                             something else in the timetable or about the person has changed
//   roll.better                                 a place has become free that suits better
//   roll.moved                                  others would lose more without this person's place
//   roll.now             session, offer, start  the session that stands for one of the old plan
//   roll.without         offer                  nothing does
//   roll.day             date, before           another first day in the job
//   roll.same_day        date                   the same one
//   roll.first_plan      date                   there was no plan
//   roll.no_plan                                there is none any more
std::vector<reason> told_change(plan const& before, plan const& now, std::vector<reason> why);

}  // namespace foothold
