#pragma once
// The people who ask for places, each with their weight, in the order of their lot: a hash of the published seed and
// their id. Whoever comes first where two have the same claim is decided by that and by nothing else, whatever the
// order of the files.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/territory.h"
#include "plan/compile.h"

namespace foothold {

using member_idx = strong_id<struct member_tag>;  // a person of the cohort
using place_prices = vec_map<session_idx, milli_days>;
using place_counts = vec_map<session_idx, std::uint32_t>;

// docs/formats/territory.md, "Weight".
std::uint32_t weight_of(person const& who, policy const& weights, date as_of);

// Of all sessions, as the territory has them.
place_counts places_of(territory const& t);

// The person's place in the lottery.
std::uint64_t lot_of(std::uint64_t seed, std::string_view person);

struct member {
  planning_case asks;
  std::uint32_t weight{1U};
  milli_days stay{0};    // weight x z0: without a plan
  bool expected{false};  // stands for somebody who is not there yet

  [[nodiscard]] goal_wish const& goal() const { return asks.who.goals.front(); }
};

struct cohort_options {
  date as_of;
  std::uint64_t seed{1U};
  unsigned threads{1U};
};

// Somebody who asks on a day of their own, perhaps with a plan that goes on.
struct applicant {
  person_idx who;
  date since;  // from which their plan counts
  std::optional<under_way> goes_on{};
  days moved{0};  // more than none: somebody like this person, so much later with all their dates
};

class cohort {
public:
  // `people`: those without a goal are left out. The timetable must outlive the cohort.
  cohort(timetable const& times, std::span<person_idx const> people, cohort_options const& options);
  // With other places to share than the territory's, none of them more. `open`: what is asked for at a price, where
  // that is more than the places to share.
  cohort(timetable const& times, std::vector<applicant> people, place_counts places, cohort_options const& options,
         place_counts open = {});

  [[nodiscard]] timetable const& times() const { return times_; }
  [[nodiscard]] territory const& place() const { return times_.of(); }
  [[nodiscard]] cohort_options const& options() const { return options_; }
  [[nodiscard]] vec_map<member_idx, member> const& members() const { return members_; }
  [[nodiscard]] std::vector<member_idx> everybody() const {
    auto out = std::vector<member_idx>{};
    std::ranges::copy(members_.ids(), std::back_inserter(out));
    return out;
  }
  [[nodiscard]] place_counts const& places_left() const { return places_left_; }
  // For questions at prices: a place that another area has today may be had tomorrow.
  [[nodiscard]] place_counts const& open() const { return open_.empty() ? places_left_ : open_; }

  // From now on the member counts so much, and no longer what the policy says: for what-if questions about weights.
  void weigh(member_idx m, std::uint32_t weight);

private:
  timetable const& times_;
  cohort_options options_;
  vec_map<member_idx, member> members_;
  place_counts places_left_;
  place_counts open_;  // empty: places_left_
};

}  // namespace foothold
