#pragma once
// What may be told about people in numbers: no group of fewer than ten, and none that could be worked out from the
// others and the sum.

#include <cstdint>
#include <string>
#include <vector>

#include "model/policy.h"
#include "ui/report.h"

namespace foothold {

constexpr std::uint64_t kLeastGroup = 10U;

// To the nearest multiple of five. A group that may be told stays one.
std::uint64_t rounded(std::uint64_t people);

// `part` of `whole` people, both exact; small parts and small rests become words.
told_people tell(std::uint64_t part, std::uint64_t whole);

struct group_count {
  std::string name;
  std::uint64_t people{0U}, placed{0U};
  milli_days sum{0};  // of their values

  bool operator==(group_count const&) const = default;
};

// Groups that partition one set of people, in their order, empty ones left out. Those below ten are put together as
// `rest`, at the end; so is the next smallest one until `rest` is of at least two groups and at least ten people. What
// is left when even that tells nothing (one row) is empty.
std::vector<group_count> publishable(std::vector<group_count> groups, std::string rest);

}  // namespace foothold
