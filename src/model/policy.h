#pragma once
// What counts how much. The only place of weights; every result carries the policy's version.

#include <array>
#include <cstdint>
#include <string>

namespace foothold {

using milli_days = std::int64_t;  // one day = 1,000; a week = 7,000
constexpr milli_days kMilliDaysPerDay = 1000;

// How good a job is, judged by the territory (contract, pay against the local floor, hours, level fit).
enum class job_quality : std::uint8_t { good, fair, basic };

// Which groups of people a sharing of places may not leave far behind (docs/allocation.md, "Fairness"). Weeks are those
// that a way counts for, weighed, on average over the group.
enum class fairness_rule : std::uint8_t {
  none,     // the least total
  max_min,  // the group that is worst off waits as little as can be, then the least total
  leximin,  // then likewise the next group, and so on
  floor,    // no group above `floor` on average, then the least total
};
enum class grouping : std::uint8_t { sex, age_band, care_duty, origin_group, municipality };

struct fairness_policy {
  fairness_rule rule{fairness_rule::none};
  grouping by{grouping::sex};
  milli_days floor{0};  // with the rule of that name

  bool operator==(fairness_policy const&) const = default;
};

struct policy {
  std::string version;
  std::string author;                           // a named person
  milli_days per_100_eur_own{0};                // the person's own money
  milli_days per_100_eur_public{0};             // public money
  milli_days per_10_hours{0};                   // taught, study and travel hours
  std::array<milli_days, 3> quality_offset{};   // by job_quality
  milli_days per_search_day{kMilliDaysPerDay};  // expected search time of an occupation
  milli_days outside_option{0};                 // z0: no plan at all
  // A person's weight when places are shared: need (1 .. need_weight_max) + what waiting adds.
  std::uint32_t need_weight_max{1U};
  std::uint32_t waiting_weight_per_half_year{0U};  // for each full 182 days
  std::uint32_t waiting_weight_max{0U};            // never more than this
  fairness_policy fairness{};

  bool operator==(policy const&) const = default;
};

}  // namespace foothold
