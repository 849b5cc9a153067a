#include "text/when.h"

#include <gtest/gtest.h>

#include "service/texts.h"

namespace foothold {
namespace {

texts const& all() {
  static auto const loaded = load_texts();
  return *loaded;
}

catalogue const& in(std::string_view const language) {
  return *all().find(language);
}

TEST(when, dates_are_words) {
  auto const d = *parse_date("2026-03-04");
  EXPECT_EQ(long_date(in("en"), d), "Wednesday, 4 March 2026");
  EXPECT_EQ(long_date(in("de"), d), "Mittwoch, 4. März 2026");
  EXPECT_EQ(long_date(in("ar"), d), "الأربعاء، 4 مارس 2026");
  EXPECT_EQ(short_date(in("en"), d), "4 Mar 2026");
  EXPECT_EQ(date_range(in("de"), d, d + days{30}), "4. März 2026 bis 3. April 2026");
  EXPECT_EQ(date_range(in("en"), d, d), "4 March 2026");
}

TEST(when, spans_in_days_then_weeks) {
  EXPECT_EQ(span_in_words(in("en"), days{1}), "1 day");
  EXPECT_EQ(span_in_words(in("en"), days{13}), "13 days");
  EXPECT_EQ(span_in_words(in("en"), days{14}), "2 weeks");
  EXPECT_EQ(span_in_words(in("de"), days{-63}), "9 Wochen");
  EXPECT_EQ(span_in_words(in("ar"), days{63}), "9 أسابيع");
}

TEST(when, equal_days_of_a_week_stand_together) {
  auto const week = *parse_week("Mon-Thu 08:30-12:00; Tue 18:00-20:30; Sat 09:00-10:00");
  EXPECT_EQ(week_in_words(in("en"), week), "Mon, Wed, Thu 08:30–12:00; Tue 08:30–12:00, 18:00–20:30; Sat 09:00–10:00");
  EXPECT_EQ(week_in_words(in("de"), *parse_week("Mon-Fri 08:00-12:00")), "Mo bis Fr 08:00–12:00 Uhr");
  EXPECT_EQ(week_in_words(in("ar"), *parse_week("Mon-Fri 08:00-12:00")), "من اثنين إلى جمعة: من 08:00 إلى 12:00");
  EXPECT_EQ(week_in_words(in("en"), {}), "");
}

TEST(when, exact_weeks_have_the_digits_that_are_asked_for) {
  EXPECT_EQ(exact_weeks(in("en"), 832'650), "119.0 weeks");
  EXPECT_EQ(exact_weeks(in("de"), 833'000), "119,0 Wochen");
  EXPECT_EQ(exact_weeks(in("ar"), 7'700), "1.1 أسبوع");
  EXPECT_EQ(exact_weeks(in("en"), 210, 2U), "0.03 weeks");
  EXPECT_EQ(exact_weeks(in("en"), -7'350), "-1.1 weeks");
  EXPECT_EQ(exact_weeks(in("en"), 0), "0.0 weeks");
}

TEST(when, large_numbers_stand_in_groups) {
  EXPECT_EQ(decimal(in("en"), 9999, 0U), "9999");
  EXPECT_EQ(decimal(in("en"), 10000, 0U), "10,000");
  EXPECT_EQ(decimal(in("de"), 12345678, 1U), "1.234.567,8");
  EXPECT_EQ(decimal(in("en"), 5, 3U), "0.005");
  EXPECT_EQ(euros(in("en"), 1'000'000U), "€10,000");
}

TEST(when, money_and_minutes) {
  EXPECT_EQ(euros(in("en"), 1250U), "€12.50");
  EXPECT_EQ(euros(in("de"), 1205U), "12,05 €");
  EXPECT_EQ(euros(in("de"), 30000U), "300 €");
  EXPECT_EQ(minutes_in_words(in("en"), 45U), "45 minutes");
  EXPECT_EQ(minutes_in_words(in("en"), 60U), "1 hour");
  EXPECT_EQ(minutes_in_words(in("de"), 210U), "3 Std. 30 Min.");
}

}  // namespace
}  // namespace foothold
