#include "text/message.h"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/plural.h"

namespace foothold {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string say(std::string_view const text, std::string_view const language, std::vector<message_arg> const& args) {
  auto const m = parse_message(text);
  return m ? format_message(*m, language, args) : "fault: " + m.error().message;
}

TEST(message, arguments_and_quotes) {
  EXPECT_EQ(say("Apply by {date}.", "en", {{"date", "2 March"}}), "Apply by 2 March.");
  EXPECT_EQ(say("It''s '{'{n}'}', isn't it", "en", {{"n", std::int64_t{4}}}), "It's {4}, isn't it");
  EXPECT_EQ(say("{a}{b}", "en", {{"a", "x"}}), "x{b}");
}

TEST(message, plural_by_language) {
  auto const text = "{n, plural, one {# week} other {# weeks}}";
  EXPECT_EQ(say(text, "en", {{"n", std::int64_t{1}}}), "1 week");
  EXPECT_EQ(say(text, "en", {{"n", std::int64_t{9}}}), "9 weeks");
  auto const arabic = "{n, plural, zero {z} one {o} two {t} few {f#} many {m#} other {x#}}";
  EXPECT_EQ(say(arabic, "ar", {{"n", std::int64_t{0}}}), "z");
  EXPECT_EQ(say(arabic, "ar", {{"n", std::int64_t{2}}}), "t");
  EXPECT_EQ(say(arabic, "ar", {{"n", std::int64_t{110}}}), "f110");
  EXPECT_EQ(say(arabic, "ar", {{"n", std::int64_t{11}}}), "m11");
  EXPECT_EQ(say(arabic, "ar", {{"n", std::int64_t{102}}}), "x102");
}

TEST(message, select_and_nesting) {
  auto const text = "{who, select, you {{n, plural, one {# child} other {# children}}} other {nobody}}";
  EXPECT_EQ(say(text, "en", {{"who", "you"}, {"n", std::int64_t{2}}}), "2 children");
  EXPECT_EQ(say(text, "en", {{"who", "me"}, {"n", std::int64_t{2}}}), "nobody");
}

TEST(message, names_in_the_other_direction_are_isolated) {
  EXPECT_EQ(say("{name} kommt", "de", {{"name", "Amina"}}), "Amina kommt");
  EXPECT_EQ(say("{name} kommt", "de", {{"name", "أمينة"}}), "\u2068أمينة\u2069 kommt");
  EXPECT_EQ(say("تأتي {name}", "ar", {{"name", "Amina"}}), "تأتي \u2068Amina\u2069");
  EXPECT_EQ(say("تأتي {name}", "ar", {phrase("name", "Amina")}), "تأتي Amina");
}

TEST(message, faults_name_the_byte) {
  for (auto const* const bad : {"{", "{}", "{n", "{n, plurals, one {x}}", "{n, plural one {x}}", "{n, plural, one x}",
                                "}", "a '{ b", "{a, select, x {{b, select, y {{c, select, z {q}}}}}}"}) {
    auto const m = parse_message(bad);
    ASSERT_FALSE(m) << bad;
    EXPECT_THAT(m.error().message, HasSubstr("at byte"));
  }
}

TEST(message, placeholders_are_sorted_and_typed) {
  auto const m = parse_message("{z} {n, plural, one {# {a}} other {#}} {x, select, q {} other {}}");
  ASSERT_TRUE(m);
  EXPECT_THAT(placeholders_of(*m), ElementsAre("a", "n plural", "x select other,q", "z"));
}

TEST(message, missing_plural_categories_are_found) {
  auto const m = parse_message("{n, plural, one {a} other {b}}");
  ASSERT_TRUE(m);
  EXPECT_THAT(plural_faults(*m, "en"), IsEmpty());
  EXPECT_THAT(plural_faults(*m, "ar"), ElementsAre("n: no zero", "n: no two", "n: no few", "n: no many"));
  auto const extra = parse_message("{n, plural, few {a} other {b}}");
  EXPECT_THAT(plural_faults(*extra, "en"), ElementsAre("n: no one", "n: few is not a category of en"));
}

RC_GTEST_PROP(message, any_bytes_give_a_message_or_a_fault, (std::string const& text)) {
  auto const m = parse_message(text);
  if (m) {
    auto const args = std::array{message_arg{"n", std::int64_t{3}}};
    (void)format_message(*m, "ar", args);
    (void)placeholders_of(*m);
  } else {
    RC_ASSERT(!m.error().message.empty());
  }
}

RC_GTEST_PROP(message, text_without_marks_stays_as_it_is, ()) {
  auto const text = *rc::gen::container<std::string>(rc::gen::element('a', 'Z', ' ', '.', '\xC3', '\xA4', '-'));
  RC_ASSERT(say(text, "en", {}) == text);
}

RC_GTEST_PROP(plural, every_number_has_a_category_of_its_language, (std::int64_t const n)) {
  for (auto const* const language : {"en", "de", "ar", "xx"}) {
    auto const category = plural_of(language, n);
    auto const known = plural_categories(language);
    RC_ASSERT(std::find(known.begin(), known.end(), category) != known.end());
    RC_ASSERT(parse_plural_category(name_of(category)) == category);
  }
}

}  // namespace
}  // namespace foothold
