#pragma once
// The groups of people that the policy's fairness protects. This and fair_groups.cc are the only files of `alloc` that
// read what people are protected for, and only the one trait that the policy names: a group says whose weeks are added
// up together, never what a person would make of a place.

#include <cstddef>
#include <cstdint>
#include <string>

#include "alloc/cohort.h"

namespace foothold {

using group_idx = strong_id<struct group_tag>;

struct fair_groups {
  vec_map<group_idx, std::string> names;     // as docs/formats/run.md tells them; by name, `(rest)` last
  vec_map<group_idx, std::uint64_t> weight;  // of its people together, above 0
  vec_map<group_idx, std::uint64_t> people;
  vec_map<member_idx, group_idx> of;
};

constexpr std::size_t kLeastProtected = 10U;  // people; smaller groups are put together as `(rest)`

// docs/formats/territory.md, "Fairness". The same groups whatever the order of the people.
fair_groups protected_groups(cohort const& people, grouping by, std::size_t least = kLeastProtected);

}  // namespace foothold
