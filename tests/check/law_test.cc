#include "check/law.h"

#include <gtest/gtest.h>

#include "check/random_law.h"
#include "rules/access.h"

using namespace foothold;

namespace {

std::string told(bool const never, bool const provisional, std::optional<date> const from,
                 std::vector<check::law_step> const& steps) {
  auto out = std::string{never ? "never" : provisional ? "ask" : "yes"};
  out += never ? "" : " from " + format_date(*from);
  for (auto const& step : steps) {
    out += " " + step.name + " " + std::to_string(step.days);
  }
  return out;
}

std::string told(foothold::work_access const& a) {
  auto steps = std::vector<check::law_step>{};
  for (auto const& step : a.steps) {
    steps.push_back({gate_name(step), step.days});
  }
  return told(a.outcome == access_outcome::denied, a.provisional, a.from, steps);
}

std::string told(check::law_answer const& a) {
  return told(a.never, a.provisional, a.from, a.steps);
}

std::string rows(rule_set const& rules) {
  auto out = std::string{};
  for (auto const& r : rules) {
    out += r.id + " " + r.jurisdiction + " " + r.value + r.unit + " " + r.anchor + " [" + r.condition + "] " +
           (r.valid_from ? format_date(*r.valid_from) : "") + ".." + (r.valid_to ? format_date(*r.valid_to) : "") +
           " " + std::to_string(static_cast<int>(r.confidence)) + " review " + format_date(r.review_due) + " " +
           std::to_string(r.document_days) + r.document + std::to_string(r.employer_days) + r.employer_step + "\n";
  }
  return out;
}

}  // namespace

// Two readings of rules.md, written apart, of the same rows.
TEST(law, both_readings_of_the_page_agree) {
  constexpr auto kSubject = "work_access:employment";
  auto outcomes = std::array<int, 4>{};
  for (auto seed = 0U; seed != 6000U; ++seed) {
    auto r = random_source{seed};
    auto town = tiny_town{};
    town.who.legal = random_profile(r, town.place.as_of);
    for (auto n = r.below(6U); n != 0U; --n) {
      town.place.rules.push_back(random_rule(r, n, town.place.as_of, r.one_in(8U) ? "permit" : kSubject));
    }
    auto const ours = check::read_law(town.place, town.who.legal, kSubject, town.place.as_of);
    auto const theirs = evaluate(town.place.rules, "DE", kSubject, town.who.legal, town.place.as_of, 14U);
    ASSERT_EQ(told(ours), told(theirs)) << "seed " << seed << "\n" << rows(town.place.rules);
    ++outcomes.at(static_cast<std::size_t>(theirs.outcome));
  }
  for (auto const n : outcomes) {
    EXPECT_GT(n, 200);  // each outcome was met
  }
}

TEST(law, the_steps_wait_for_the_day_and_for_each_other) {
  auto const law = check::law_answer{false, true, on("2026-04-01"), {{"R/confirm", 14U}, {"R/document", 10U}}};
  auto const steps = check::earliest_steps(law, on("2026-03-02"));
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(format_date(steps[0].first), "2026-03-02");
  EXPECT_EQ(format_date(steps[0].second), "2026-03-15");
  EXPECT_EQ(format_date(steps[1].first), "2026-04-01");
  EXPECT_EQ(format_date(check::allowed_from(law, steps[1].second)), "2026-04-11");
}
