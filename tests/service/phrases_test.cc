#include "service/phrases.h"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/texts.h"

namespace foothold {
namespace {

TEST(phrases, each_is_a_sentence_of_its_own_in_every_language) {
  auto const words = load_texts();
  ASSERT_TRUE(words);
  EXPECT_LT(ready_phrases().made_on, ready_phrases().review_by);
  EXPECT_FALSE(ready_phrases().source.empty());
  auto english = std::set<std::string>{};
  for (auto const& id : ready_phrases().ids) {
    for (auto const& c : words->languages) {
      ASSERT_TRUE(c->has(phrase_key(id))) << c->language() << " " << id;
      EXPECT_EQ(c->say(phrase_key(id)).find('{'), std::string::npos) << "no free parts: " << id;
    }
    english.insert(words->find("en")->say(phrase_key(id)));
  }
  EXPECT_EQ(english.size(), ready_phrases().ids.size());
  EXPECT_FALSE(is_phrase(""));
}

TEST(phrases, a_list_that_has_one_twice_or_knows_more_is_refused) {
  auto const list = [](std::string const& ids, std::string const& more = "") {
    return read_phrases("f", R"({"format": "foothold-phrases/1", "source": "s", "date": "2026-11-23", "review": "r",
                              "review_by": "2027-05-23", "phrases": )" +
                                 ids + more + "}");
  };
  EXPECT_EQ(list(R"(["a", "b"])").value.ids, (std::vector<std::string>{"a", "b"}));
  EXPECT_THAT(list(R"(["a", "a"])").found, testing::SizeIs(1));
  EXPECT_THAT(list(R"(["a", ""])").found, testing::SizeIs(1));
  EXPECT_THAT(list(R"(["a"])", R"(, "colour": 1)").found, testing::SizeIs(1));
  EXPECT_TRUE(list(R"(["a", "a"])").value.ids.empty());
}

}  // namespace
}  // namespace foothold
