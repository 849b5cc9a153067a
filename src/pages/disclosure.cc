#include "pages/disclosure.h"

#include <algorithm>

namespace foothold {

namespace {

constexpr std::uint64_t kStep = 5U;

}  // namespace

std::uint64_t rounded(std::uint64_t const people) {
  return (people + kStep / 2U) / kStep * kStep;
}

told_people tell(std::uint64_t const part, std::uint64_t const whole) {
  if (part < kLeastGroup) {
    return {told_people::how::few, 0U};
  }
  if (whole - part < kLeastGroup) {
    return {told_people::how::nearly_all, 0U};
  }
  return {told_people::how::number, part};
}

std::vector<group_count> publishable(std::vector<group_count> groups, std::string rest) {
  std::erase_if(groups, [](group_count const& g) { return g.people == 0U; });
  auto together = group_count{std::move(rest)};
  auto joined = 0U;
  while (!groups.empty()) {
    auto const least = std::ranges::min_element(groups, {}, &group_count::people);
    auto const open = joined == 1U || (joined != 0U && together.people < kLeastGroup);
    if (least->people >= kLeastGroup && !open) {
      break;
    }
    together.people += least->people;
    together.placed += least->placed;
    together.sum += least->sum;
    ++joined;
    groups.erase(least);
  }
  if (joined != 0U && !groups.empty()) {
    groups.push_back(std::move(together));
  }
  return groups.size() < 2U ? std::vector<group_count>{} : groups;
}

}  // namespace foothold
