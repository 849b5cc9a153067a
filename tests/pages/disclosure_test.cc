#include "pages/disclosure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace foothold {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<group_count> groups(std::vector<std::uint64_t> const& people) {
  auto out = std::vector<group_count>{};
  for (auto i = std::size_t{0U}; i != people.size(); ++i) {
    out.push_back({"g" + std::to_string(i), people[i], people[i] / 2U, static_cast<milli_days>(people[i]) * 1000});
  }
  return out;
}

std::vector<std::pair<std::string, std::uint64_t>> told(std::vector<std::uint64_t> const& people) {
  auto out = std::vector<std::pair<std::string, std::uint64_t>>{};
  for (auto const& g : publishable(groups(people), "rest")) {
    out.emplace_back(g.name, g.people);
  }
  return out;
}

using row = std::pair<std::string, std::uint64_t>;

TEST(disclosure, groups_of_ten_stand_as_they_are) {
  EXPECT_THAT(told({40U, 10U}), ElementsAre(row{"g0", 40U}, row{"g1", 10U}));
}

TEST(disclosure, small_groups_are_put_together) {
  EXPECT_THAT(told({40U, 6U, 30U, 9U}), ElementsAre(row{"g0", 40U}, row{"g2", 30U}, row{"rest", 15U}));
}

TEST(disclosure, a_single_small_group_takes_the_next_smallest_with_it) {
  EXPECT_THAT(told({40U, 3U, 30U}), ElementsAre(row{"g0", 40U}, row{"rest", 33U}));
}

TEST(disclosure, small_groups_that_are_small_together_take_another) {
  EXPECT_THAT(told({40U, 3U, 2U, 30U}), ElementsAre(row{"g0", 40U}, row{"rest", 35U}));
}

TEST(disclosure, what_tells_nothing_is_not_shown) {
  EXPECT_THAT(told({40U, 3U}), IsEmpty());
  EXPECT_THAT(told({40U, 0U}), IsEmpty());
  EXPECT_THAT(told({}), IsEmpty());
}

RC_GTEST_PROP(disclosure, no_small_group_and_no_single_hidden_one_ever, ()) {
  auto const people = *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0U, 40U));
  auto const from = groups(people);
  auto const out = publishable(from, "rest");
  auto hidden = std::uint64_t{0U};
  auto sum = group_count{};
  for (auto const& g : from) {
    sum.people += g.people;
    sum.sum += g.sum;
    hidden += g.people != 0U && std::ranges::find(out, g.name, &group_count::name) == out.end() ? 1U : 0U;
  }
  for (auto const& g : out) {
    RC_ASSERT(g.people >= kLeastGroup);
    sum.people -= g.people;
    sum.sum -= g.sum;
  }
  RC_ASSERT(out.empty() || (sum.people == 0U && sum.sum == 0));
  RC_ASSERT(out.empty() || hidden != 1U);
}

TEST(disclosure, small_parts_and_small_rests_become_words) {
  using how = told_people::how;
  EXPECT_EQ(tell(0U, 40U).told, how::few);
  EXPECT_EQ(tell(9U, 40U).told, how::few);
  EXPECT_EQ(tell(10U, 40U).n, 10U);
  EXPECT_EQ(tell(30U, 40U).n, 30U);
  EXPECT_EQ(tell(31U, 40U).told, how::nearly_all);
  EXPECT_EQ(tell(40U, 40U).told, how::nearly_all);
  EXPECT_EQ(rounded(10U), 10U);
  EXPECT_EQ(rounded(12U), 10U);
  EXPECT_EQ(rounded(13U), 15U);
}

}  // namespace
}  // namespace foothold
