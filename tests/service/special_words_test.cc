#include "service/special_words.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace foothold {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string_view> seen(std::string_view const text) {
  return special_words::ours().seen_in(text);
}

// REQ H6
TEST(special_words, the_story_of_why_somebody_fled_is_noticed) {
  constexpr auto kStories = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"My brother and I were kidnapped by the militia in 2019, and after they let us go we left.", "asylum_reasons"},
       {"She had to flee with the children at night.", "asylum_reasons"},
       {"Er wurde im Gefängnis gefoltert und kam erst nach zwei Jahren frei.", "asylum_reasons"},
       {"Die Familie hat das Haus verlassen, weil Bomben fielen.", "asylum_reasons"},
       {"هربنا من القصف ولم يبق لنا بيت هناك", "asylum_reasons"},
       {"اعتقلوه وتعرّض للتعذيب لمدة سنة", "asylum_reasons"},
       {"Після обстрілів ми виїхали до Польщі.", "asylum_reasons"},
       {"On l'a menacé de mort, alors il est parti.", "asylum_reasons"},
       {"Babam işkence gördü.", "asylum_reasons"},
       {"در زندان شکنجه شد و بعد از کشور رفت", "asylum_reasons"},
       {"She takes insulin and needs breaks.", "health"},
       {"Frau K. ist schwanger und kann nicht schwer heben.", "health"},
       {"Bandscheibenvorfall, höchstens vier Stunden stehen", "health"},
       {"تعاني من الاكتئاب منذ وصولها", "health"},
       {"Він має діабет.", "health"},
       {"Was the trade union member of his shift.", "union"},
       {"War Gewerkschaftsmitglied und im Betriebsrat", "union"},
       {"كان عضواً في نقابة العمال", "union"},
       {"Ist zum Christentum übergetreten.", "religion"},
       {"He was baptised last year.", "religion"},
       {"Lives with his partner, both are homosexual", "sexual_life"},
       {"Hat eine Vorstrafe wegen Schwarzfahrens.", "criminal"}});
  for (auto const& [text, category] : kStories) {
    EXPECT_THAT(seen(text), Contains(category)) << text;
  }
}

// A warning that comes always is read by nobody.
TEST(special_words, ordinary_notes_of_casework_are_not_disturbed) {
  constexpr auto kNotes =
      std::to_array<std::string_view>({"Worked as a nurse in a hospital for six years, night shifts.",
                                       "Brings the diploma next week; wants to start in September.",
                                       "Speaks Kurdish, Arabic and some German.",
                                       "Looking for a flat near the school of the children.",
                                       "Christian from the school called: the course has a place.",
                                       "Sie sucht Arbeit als Krankenpflegerin, am liebsten im Krankenhaus.",
                                       "Ich gebe die Unterlagen am Montag ab.",
                                       "Kann Maschinen einrichten und liest technische Zeichnungen.",
                                       "Deutsch B1, Prüfung im Mai, Führerschein Klasse B vorhanden",
                                       "Hat acht Jahre in einer Apotheke gearbeitet und Medikamente verkauft.",
                                       "عملت ممرضة في مستشفى لمدة ست سنوات",
                                       "حاملة شهادة جامعية في الهندسة وتبحث عن عمل",
                                       "أعتمد على نفسي وأحب العمل مع الناس",
                                       "كان ينقل البضائع وحمل الأثاث",
                                       "شارك في معارض تجارية كثيرة",
                                       "Працювала медсестрою в лікарні.",
                                       "Шукає роботу водія, має права категорії B.",
                                       "A travaillé comme infirmière dans un hôpital.",
                                       "Hastanede hemşire olarak çalıştı.",
                                       "او شش سال در بیمارستان کار کرد",
                                       "",
                                       "1234 5678"});
  for (auto const text : kNotes) {
    EXPECT_THAT(seen(text), IsEmpty()) << text;
  }
}

TEST(special_words, spelling_case_vowel_signs_and_endings_do_not_hide_a_word) {
  for (auto const* const text : {"DEPRESSION", "Dépressive", "depressions", "the depression.", "x\ndepressed"}) {
    EXPECT_THAT(seen(text), ElementsAre("health")) << text;
  }
  EXPECT_THAT(seen("التَّعْذِيب"), ElementsAre("asylum_reasons"));
  EXPECT_THAT(seen("وبالتعذيب"), IsEmpty()) << "one word before another, not three";
  EXPECT_THAT(seen("والتعذيب"), ElementsAre("asylum_reasons"));
}

TEST(special_words, several_words_count_one_after_the_other_only) {
  EXPECT_THAT(seen("they threatened to kill him"), ElementsAre("asylum_reasons"));
  EXPECT_THAT(seen("they threatened him to sell"), IsEmpty());
  EXPECT_THAT(seen("threatened to"), IsEmpty());
  EXPECT_THAT(seen("The union of two circles"), IsEmpty());
}

TEST(special_words, each_category_is_told_once_in_the_order_of_the_list) {
  EXPECT_THAT(seen("torture, depression, torture, diabetes"), ElementsAre("health", "asylum_reasons"));
}

TEST(special_words, a_list_that_is_none_is_refused_with_its_name) {
  using testing::HasSubstr;
  for (auto const* const json :
       {"", "{}", R"({"format": "foothold-special-words/1"})",
        R"({"format": "foothold-special-words/1", "categories": [{"id": "a", "words": {"en": ["!"]}}]})",
        R"({"format": "foothold-special-words/1", "categories": [{"id": "a", "words": {"en": [1]}}]})"}) {
    auto const read = special_words::read(json, "list.json");
    ASSERT_FALSE(read) << json;
    EXPECT_THAT(read.error().message, HasSubstr("list.json"));
  }
}

TEST(special_words, any_bytes_are_looked_through) {
  EXPECT_THAT(seen(std::string(200'000U, 'a') + " torture"), IsEmpty()) << "beyond the first 64 KiB";
  EXPECT_THAT(seen("\xff\xfe torture \xc3"), ElementsAre("asylum_reasons"));
}

}  // namespace
}  // namespace foothold
