// Work of one's own in the demo: idea, mentor, account and registration in their order, and never against the law.

#include <algorithm>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/plan_check.h"
#include "interop/folder.h"
#include "plan/planner.h"

using namespace foothold;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

territory const& lindental() {
  static auto const loaded = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental").value().value.value();
  return loaded;
}

person const& person_of(std::string_view const id) {
  return *std::ranges::find(lindental().people, id, &person::id);
}

plan founding(person const& who) {
  return make_plan(lindental(), who, find_goal(lindental(), "self-employment").value());
}

}  // namespace

TEST(founder, the_way_has_idea_mentor_account_and_registration_one_after_the_other) {
  auto const& who = person_of("p-005");
  ASSERT_EQ(who.legal.status, residence_status::refugee);
  auto const way = founding(who);
  ASSERT_EQ(way.status, plan_status::exact);
  EXPECT_THAT(check_plan(lindental(), who, way), IsEmpty());
  auto founder_steps = std::vector<plan_step>{};
  for (auto const& s : way.steps) {
    if (s.offer.starts_with("founder-") || s.offer == "business-account" || s.offer == "trade-registration") {
      founder_steps.push_back(s);
    }
  }
  ASSERT_EQ(founder_steps.size(), 4U);
  for (auto i = std::size_t{1U}; i != 4U; ++i) {
    EXPECT_GT(founder_steps[i].start, founder_steps[i - 1U].end) << founder_steps[i].offer;
  }
}

TEST(founder, an_applicant_is_refused_and_told_by_which_rule) {
  auto who = person_of("p-003");
  ASSERT_EQ(who.legal.status, residence_status::applicant);
  auto const refused = founding(who);
  EXPECT_EQ(refused.status, plan_status::none);
  EXPECT_THAT(refused.missing, ElementsAre(reason{"missing.work_access",
                                                  {{"fact", "work_access:self_employment"}, {"rule", "DE-AP-4"}}}));
  who.legal.status = residence_status::refugee;
  EXPECT_NE(founding(who).status, plan_status::none);
}

TEST(founder, the_law_is_named_even_where_no_job_is_in_reach) {
  auto who = person_of("p-003");
  who.max_travel_minutes = 0U;
  auto const refused = founding(who);
  ASSERT_FALSE(refused.missing.empty());
  EXPECT_EQ(refused.missing.front(),
            (reason{"missing.work_access", {{"fact", "work_access:self_employment"}, {"rule", "DE-AP-4"}}}));
  EXPECT_THAT(refused.missing, testing::Contains(testing::Field(&reason::key, "missing.job_travel")));
}

TEST(founder, a_plan_that_was_made_before_the_status_was_lost_no_longer_holds) {
  auto who = person_of("p-005");
  auto const way = founding(who);
  who.legal.status = residence_status::applicant;
  EXPECT_THAT(check_plan(lindental(), who, way), testing::Not(IsEmpty()));
}
