#include "rules/access.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "law.h"
#include "model/fact.h"

using namespace foothold;
using namespace foothold::law_test;

namespace {

auto const kToday = day("2026-03-02");

std::string answer(rule_set const& law, std::string_view const person, std::string_view const country = "DE",
                   std::string_view const subject = kWorkAccessEmployment) {
  return say(evaluate(law, country, subject, who(person), kToday, 14U));
}

rule_set const& german() {
  static auto const law = rows(R"(
    DE-AP-1 | DE | employment | 3 months | arrived | status=applicant; in_reception_centre=no | doc=14 | employer=21
    DE-AP-2 | DE | employment | 6 months | registered | status=applicant; in_reception_centre=yes | doc=14 | employer=21
    DE-AP-3 | DE | employment | denied | | status=applicant; safe_origin=yes; registered_after=2015-08-31
    DE-AP-4 | DE | self_employment | denied | | status=applicant
    EU-AP-1 | EU | employment | 6 months | registered | status=applicant
    EU-BIP-1 | EU | employment | allowed | | status=refugee,subsidiary_protection
    EU-BIP-2 | EU | self_employment | allowed | | status=refugee,subsidiary_protection
  )");
  return law;
}

}  // namespace

// REQ D6
TEST(access, a_date_that_is_reached_is_not_permission_to_start) {
  EXPECT_EQ(answer(german(), "applicant arrived=2025-06-01 registered=2025-06-10 centre=no safe=no"),
            "conditional from 2026-03-02: DE-AP-1/document 14, DE-AP-1/employer 21");
}

// REQ D6
TEST(access, the_wait_counts_from_its_anchor) {
  EXPECT_EQ(answer(german(), "applicant arrived=2026-01-15 registered=2026-01-20 centre=no safe=no"),
            "conditional from 2026-04-15: DE-AP-1/document 14, DE-AP-1/employer 21");
  EXPECT_EQ(answer(german(), "applicant arrived=2026-01-15 registered=2026-01-20 centre=yes safe=no"),
            "conditional from 2026-07-20: DE-AP-2/document 14, DE-AP-2/employer 21");
}

// REQ D6
TEST(access, a_status_that_is_lost_takes_the_yes_away) {
  auto law = rows(R"(
    EU-AP-1 | EU | employment | 6 months | registered | status=applicant
    EU-AP-2 | EU | employment | denied | | status=applicant; accelerated=yes
  )");
  EXPECT_EQ(answer(law, "applicant registered=2025-01-10 accelerated=no", "AT"), "allowed from 2026-03-02");
  EXPECT_EQ(answer(law, "applicant registered=2025-01-10 accelerated=yes", "AT"), "denied");
  EXPECT_EQ(answer(german(), "refugee", "AT"), "allowed from 2026-03-02");
  EXPECT_EQ(answer(german(), "tolerated", "AT"), "ask from 2026-03-02: no-rule/confirm 14");
}

TEST(access, denied_wins_over_a_wait_that_is_over) {
  EXPECT_EQ(answer(german(), "applicant arrived=2024-01-15 registered=2024-01-20 centre=no safe=yes"), "denied");
  EXPECT_EQ(answer(german(), "applicant arrived=2015-01-15 registered=2015-08-31 centre=no safe=yes"),
            "conditional from 2026-03-02: DE-AP-1/document 14, DE-AP-1/employer 21");
  auto const a = evaluate(german(), "DE", kWorkAccessSelfEmployment, who("applicant"), kToday, 14U);
  EXPECT_EQ(say(a), "denied");
  EXPECT_FALSE(a.from);
  EXPECT_FALSE(a.provisional);
  EXPECT_EQ(say_reasons(a), "law.denied DE-AP-4\n");
}

TEST(access, the_country_stands_before_the_union) {
  EXPECT_EQ(answer(german(), "refugee"), "allowed from 2026-03-02");
  EXPECT_EQ(answer(german(), "refugee", "DE", kWorkAccessSelfEmployment), "allowed from 2026-03-02");
  // A German row for the status silences the Union's, even if its condition fails.
  auto const law = rows(R"(
    DE-1 | DE | employment | allowed | | status=applicant; travel_document=yes
    EU-1 | EU | employment | allowed | | status=applicant
  )");
  EXPECT_EQ(answer(law, "applicant travel=no"), "ask from 2026-03-02: no-rule/confirm 14");
  EXPECT_EQ(answer(law, "applicant travel=no", "FI"), "allowed from 2026-03-02");
}

TEST(access, another_countrys_rows_and_other_subjects_say_nothing) {
  EXPECT_EQ(answer(rows("SE-1 | SE | employment | allowed | | "), "applicant"),
            "ask from 2026-03-02: no-rule/confirm 14");
  EXPECT_EQ(answer(rows("DE-1 | DE | internship | allowed | | "), "applicant"),
            "ask from 2026-03-02: no-rule/confirm 14");
  EXPECT_EQ(answer(rows("DE-1 | DE | internship | allowed | | "), "applicant", "DE", kWorkAccessInternship),
            "allowed from 2026-03-02");
}

TEST(access, citizens_are_outside_the_law_on_aliens) {
  auto const a = evaluate({}, "DE", kWorkAccessEmployment, who("citizen"), kToday, 14U);
  EXPECT_EQ(say(a), "allowed from 2026-03-02");
  EXPECT_EQ(say_reasons(a), "law.citizen\n");
  EXPECT_EQ(answer({}, "eu_citizen"), "ask from 2026-03-02: no-rule/confirm 14");
}

TEST(access, an_unanswered_question_leads_to_ask_and_says_which) {
  auto const a = evaluate(german(), "DE", kWorkAccessEmployment,
                          who("applicant arrived=2026-01-15 registered=2026-01-20 safe=no"), kToday, 14U);
  // Most cautious of the two: six months after the application.
  EXPECT_EQ(say(a), "ask from 2026-07-20: DE-AP-2/confirm 14, DE-AP-2/document 14, DE-AP-2/employer 21");
  EXPECT_EQ(say_reasons(a),
            "law.allowed DE-AP-2 2026-07-20\nlaw.open DE-AP-1 in_reception_centre\nlaw.open DE-AP-2 "
            "in_reception_centre\n");
  EXPECT_THAT(a.rule_ids, testing::ElementsAre("DE-AP-2", "DE-AP-1"));
  EXPECT_EQ(answer(german(), "applicant arrived=2026-01-15 registered=2026-01-20 centre=no"),
            "ask from 2026-04-15: DE-AP-1/confirm 14, DE-AP-1/document 14, DE-AP-1/employer 21");
}

TEST(access, a_question_that_changes_nothing_is_not_asked) {
  auto const law = rows(R"(
    X-1 | DE | employment | 1 months | arrived | status=applicant
    X-2 | DE | employment | 2 months | arrived | status=applicant; travel_document=yes
  )");
  EXPECT_EQ(answer(law, "applicant arrived=2026-02-20"), "allowed from 2026-03-20");
  EXPECT_EQ(answer(german(), "applicant registered=2026-01-20 safe=yes centre=no"), "denied");
}

TEST(access, an_unknown_anchor_leads_to_ask) {
  EXPECT_EQ(answer(german(), "applicant registered=2026-01-20 centre=no safe=no"),
            "ask from 2026-03-02: DE-AP-1/confirm 14, DE-AP-1/document 14, DE-AP-1/employer 21");
}

TEST(access, a_row_past_its_review_must_be_confirmed) {
  auto const law = rows("DE-1 | DE | employment | 3 months | arrived | | doc=10 | review=2026-03-01");
  auto const a = evaluate(law, "DE", kWorkAccessEmployment, who("applicant arrived=2026-01-15"), kToday, 14U);
  EXPECT_EQ(say(a), "ask from 2026-04-15: DE-1/confirm 14, DE-1/document 10");
  EXPECT_TRUE(a.provisional);
  EXPECT_FALSE(a.date_hidden);
  EXPECT_TRUE(std::all_of(a.steps.begin(), a.steps.end(), [](auto const& s) { return s.provisional; }));
  EXPECT_EQ(say_reasons(a), "law.allowed DE-1 2026-04-15\nlaw.past_review DE-1 2026-03-01\n");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | allowed | | | review=2026-03-02"), "applicant"),
            "allowed from 2026-03-02");
}

TEST(access, unread_law_must_be_confirmed_and_its_date_is_hidden) {
  for (auto const* mark : {"P", "K"}) {
    auto const law = rows(std::string{"DE-1 | DE | employment | allowed | | | "} + mark);
    auto const a = evaluate(law, "DE", kWorkAccessEmployment, who("tolerated"), kToday, 21U);
    EXPECT_EQ(say(a), "ask from 2026-03-02: DE-1/confirm 21") << mark;
    EXPECT_TRUE(a.date_hidden);
    EXPECT_EQ(say_reasons(a), "law.allowed DE-1 2026-03-02\nlaw.unconfirmed DE-1\n");
  }
}

TEST(access, a_denial_that_needs_review_is_no_silent_no) {
  auto const law = rows(R"(
    DE-1 | DE | employment | 3 months | arrived | status=applicant | doc=10
    DE-2 | DE | employment | denied | | status=applicant; accelerated=yes | P
  )");
  EXPECT_EQ(answer(law, "applicant arrived=2026-01-15 accelerated=yes"),
            "ask from 2026-04-15: DE-1/confirm 14, DE-1/document 10");
  EXPECT_EQ(answer(rows("DE-2 | DE | employment | denied | | | K"), "applicant"),
            "ask from 2026-03-02: DE-2/confirm 14");
  EXPECT_EQ(answer(rows("DE-2 | DE | employment | denied | | | review=2020-01-01"), "applicant"),
            "ask from 2026-03-02: DE-2/confirm 14");
}

TEST(access, law_that_starts_or_ends_is_read_on_its_days) {
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | allowed | | | from=2026-06-12"), "applicant"),
            "allowed from 2026-06-12");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | allowed | | | to=2026-03-01"), "applicant"),
            "ask from 2026-03-02: no-rule/confirm 14");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | allowed | | | to=2027-03-04"), "temporary_protection"),
            "ask from 2026-03-02 until 2027-03-04: DE-1/confirm 14");
  auto const law = rows(R"(
    DE-1 | DE | employment | 9 months | registered | | to=2026-06-11
    DE-2 | DE | employment | 6 months | registered | | from=2026-06-12
  )");
  EXPECT_EQ(answer(law, "applicant registered=2025-11-01"), "allowed from 2026-06-12");
  EXPECT_EQ(answer(law, "applicant registered=2025-07-01"), "allowed from 2026-04-01");
  EXPECT_EQ(answer(law, "applicant registered=2026-02-01"), "allowed from 2026-08-01");
}

TEST(access, a_denial_to_come_ends_the_yes) {
  auto const law = rows(R"(
    EU-1 | EU | employment | 6 months | registered | status=applicant
    EU-2 | EU | employment | denied | | status=applicant; accelerated=yes | from=2026-06-12
  )");
  EXPECT_EQ(answer(law, "applicant registered=2025-07-01 accelerated=yes", "AT"),
            "ask from 2026-03-02 until 2026-06-11: EU-1/confirm 14");
  EXPECT_EQ(answer(law, "applicant registered=2026-02-01 accelerated=yes", "AT"), "denied");
  EXPECT_EQ(answer(law, "applicant registered=2025-07-01", "AT"), "ask from 2026-03-02: EU-1/confirm 14");
}

TEST(access, a_part_nobody_can_read_never_allows_in_silence) {
  for (auto const* condition : {"nationality=UA", "status=applicant; in_reception_centre=maybe",
                                "registered_after=31.08.2015", "in_reception_centre"}) {
    auto const a = answer(rows(std::string{"DE-1 | DE | employment | allowed | | "} + condition),
                          "applicant registered=2025-01-01 centre=no");
    EXPECT_EQ(a.substr(0U, 3U), "ask") << condition;
  }
  for (auto const* wait : {"3 years | arrived", "three months | arrived", "-1 days | arrived", "3 months | born"}) {
    auto const a =
        answer(rows(std::string{"DE-1 | DE | employment | "} + wait + " | "), "applicant arrived=2020-01-01");
    EXPECT_EQ(a, "ask from 2026-03-02: DE-1/confirm 14") << wait;
  }
}

TEST(access, steps_come_in_order_and_take_at_least_a_day) {
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | allowed | | | market=0 | employer=3 | doc=0"), "applicant"),
            "conditional from 2026-03-02: DE-1/document 1, DE-1/employer 3, DE-1/market_test 1");
}

TEST(access, of_equal_days_the_reviewed_row_then_the_shorter_way_wins) {
  EXPECT_EQ(answer(rows(R"(
    DE-1 | DE | employment | allowed | | | doc=9
    DE-2 | DE | employment | allowed | | | doc=3
    DE-3 | DE | employment | allowed | | | K
  )"),
                   "applicant"),
            "conditional from 2026-03-02: DE-2/document 3");
  EXPECT_EQ(
      answer(rows("B | DE | employment | allowed | | | doc=3\nA | DE | employment | allowed | | | doc=3"), "applicant"),
      "conditional from 2026-03-02: A/document 3");
}

TEST(access, a_months_end_stays_a_months_end) {
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | 3 months | arrived | "), "applicant arrived=2025-12-31"),
            "allowed from 2026-03-31");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | 4 months | registered | "), "applicant registered=2025-11-30"),
            "allowed from 2026-03-30");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | 10 weeks | since | "), "applicant"),
            "ask from 2026-03-02: DE-1/confirm 14");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | 10 weeks | status_since | "), "applicant since=2026-02-02"),
            "allowed from 2026-04-13");
  EXPECT_EQ(answer(rows("DE-1 | DE | employment | 60 days | registered | "), "applicant registered=2026-02-02"),
            "allowed from 2026-04-03");
}
