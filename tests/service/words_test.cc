#include "service/words.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/reasons.h"
#include "service/texts.h"
#include "world.h"

namespace foothold {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class words : public testing::Test {
protected:
  [[nodiscard]] speaker in(std::string_view const language) const { return {t_, index_, *texts_.find(language)}; }

  territory t_{world(R"(
[texts/facts]
fact          text_en         text_de        text_ar
language:de:  German {level}  Deutsch {level}  ألماني {level}
document:id   Identity card   Ausweis        هوية
[children]
id   household  birth
kid  home       2023-01-15
[offers]
id  kind    title_en   title_de    gives
a1  course  German A1  Deutsch A1  language:de:a1|document:id
[sessions]
id    offer  start       end
a1-1  a1     2026-04-06  2026-05-29
[vacancies]
id   occupation  title_en  title_de  from        until
v-1  esco:job    Cook      Koch      2026-04-01  2026-06-30
)")};
  territory_index index_{t_};
  texts texts_{*load_texts()};
};

TEST_F(words, facts_by_their_name_or_the_longest_prefix) {
  EXPECT_EQ(in("en").fact("language:de:b1"), "German B1");
  EXPECT_EQ(in("de").fact("document:id"), "Ausweis");
  EXPECT_EQ(in("en").fact("licence:car"), "licence:car");
}

TEST_F(words, steps_of_offers_and_of_the_law) {
  EXPECT_EQ(in("de").step("a1"), "Deutsch A1");
  EXPECT_EQ(in("en").step("DE-AP-2/document"), "Work permit: paper");
  EXPECT_EQ(in("en").step("DE-AP-2/unheard_of"), "Waiting time of the law");
}

TEST_F(words, jobs_and_goals) {
  EXPECT_EQ(in("de").job("vacancy:v-1"), "Koch bei org");
  EXPECT_EQ(in("en").job("vacancy:none"), "vacancy:none");
  auto wish = goal_wish{};
  wish.isco = {"53", "5321", "91"};
  EXPECT_EQ(in("en").goal(wish), "Any job in: Care of people; Cleaning");
}

TEST_F(words, reasons_in_sentences) {
  auto const as_of = day("2026-03-02");
  EXPECT_EQ(
      in("en").reason({"tight.care", {{"child", "kid"}, {"days", "Tue"}, {"from", "07:00"}, {"to", "13:00"}}}, as_of),
      "With care for your child (3 years) on Tuesday from 07:00 to 13:00");
  EXPECT_EQ(in("de").reason({"tight.hours", {{"days", "Mon-Fri"}, {"from", "07:00"}, {"to", "13:00"}}}, as_of),
            "Mit freier Zeit (Montag bis Freitag, 07:00 bis 13:00 Uhr)");
  EXPECT_EQ(in("en").reason({"step.date_waits_for", {{"fact", "document:id"}, {"date", "2026-05-30"}}}, as_of),
            "Can start only with: Identity card (from 30 May 2026)");
  EXPECT_EQ(in("en").reason({"tight.full", {}}, as_of), "With one more place in what is full now");
}

TEST_F(words, an_unknown_reason_is_shown_plainly) {
  EXPECT_EQ(in("en").reason({"law.new", {{"rule", "DE-1"}, {"n", "3"}}}, day("2026-03-02")), "law.new, DE-1, 3");
}

// Every key that the planner may say has a text, and the text asks for no argument that the planner does not give.
TEST_F(words, the_planner_and_the_catalogue_agree) {
  for (auto const& shape : kReasonShapes) {
    EXPECT_TRUE(texts_.english().has(shape.key)) << shape.key;
    auto r = reason{std::string{shape.key}, {}};
    auto rest = shape.args;
    while (!rest.empty()) {
      auto const end = std::min(rest.find(','), rest.size());
      r.args.emplace_back(std::string{rest.substr(0U, end)}, "1");
      rest = rest.substr(std::min(end + 1U, rest.size()));
    }
    for (auto const* const language : {"en", "de", "ar"}) {
      EXPECT_EQ(in(language).reason(r, day("2026-03-02")).find('{'), std::string::npos) << shape.key << " " << language;
    }
  }
}

}  // namespace
}  // namespace foothold
