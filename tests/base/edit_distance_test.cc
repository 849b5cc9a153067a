#include "base/edit_distance.h"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace foothold;

TEST(edit_distance, counts_insertions_deletions_replacements_and_swaps) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("offer", "offers"), 1U);
  EXPECT_EQ(edit_distance("palces", "places"), 1U);
  EXPECT_EQ(edit_distance("Start", "start"), 0U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
}

TEST(edit_distance, the_nearest_name_is_found_or_none) {
  auto const known = std::array<std::string_view, 3>{"places", "places_left", "location"};
  EXPECT_EQ(nearest_name("place", known), "places");
  EXPECT_EQ(nearest_name("places left", known), "places_left");
  EXPECT_EQ(nearest_name("colour", known), "");
  EXPECT_EQ(nearest_name(std::string(5000, 'x'), known), "");
}

RC_GTEST_PROP(edit_distance, is_symmetric_and_at_most_the_longer_length, (std::string const& a, std::string const& b)) {
  RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
  RC_ASSERT(edit_distance(a, b) <= std::max(a.size(), b.size()));
  RC_ASSERT(edit_distance(a, a) == 0U);
}
