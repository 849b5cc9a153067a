#include "access/word_list.h"

#include <gtest/gtest.h>

namespace foothold {
namespace {

TEST(WordList, EverySetComesBackFromItsWords) {
  constexpr auto kCount = count_of<category>();
  for (auto bits = std::uint32_t{1U}; bits < (1U << kCount); bits += 37U) {
    auto set = categories{};
    for (auto i = std::size_t{0U}; i != kCount; ++i) {
      if ((bits >> i & 1U) != 0U) {
        set |= static_cast<category>(i);
      }
    }
    auto const list = parse_words<category>(words_in(set, std::string_view{&kBetweenWords, 1U}));
    EXPECT_TRUE(list.whole);
    EXPECT_EQ(list.known, set);
  }
}

TEST(WordList, WordsThatAreNoneAreLeftOutAndTold) {
  auto const list = parse_words<category>("skills|everything|wishes");
  EXPECT_FALSE(list.whole);
  EXPECT_EQ(list.known, (categories{category::skills, category::wishes}));
}

TEST(WordList, NothingBetweenTwoSignsIsNoWord) {
  for (auto const text : {"", "|", "skills|", "|skills", "skills||wishes"}) {
    EXPECT_FALSE(parse_words<category>(text).whole) << text;
  }
}

}  // namespace
}  // namespace foothold
