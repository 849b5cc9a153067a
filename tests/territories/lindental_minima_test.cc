// The demo district's people: the plain planner with prices (src/check) against the exact planner (src/plan). Neither
// knows the other.

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include <gtest/gtest.h>

#include "check/priced_minimum.h"
#include "interop/folder.h"
#include "plan/planner.h"
#include "random_source.h"

namespace foothold {
namespace {

class lindental_minima : public testing::Test {
protected:
  static void SetUpTestSuite() {
    auto load = load_territory(std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "data" / "territories" / "lindental");
    ASSERT_TRUE(load && load->value);
    place_ = std::move(*load->value);
  }

  // What src/plan finds when a place in a session costs `prices` more. Its compilation drops care places that another
  // one replaces as if all were free, so prices stand on other sessions only.
  static milli_days by_the_planner(compiler& compile, person const& who,
                                   vec_map<session_idx, milli_days> const& prices) {
    auto problem = compile.compile(make_case(place_, who, place_.as_of), who.goals.front()).p;
    for (auto& step : problem.sessions) {
      step.price += step.source == action_source::session ? prices[session_idx{step.index}] : 0;
    }
    auto const found = search(problem);
    auto const staying = place_.weights.outside_option;
    return found.found ? std::min(found.value, staying) : staying;
  }

  // Everybody's minimum, claimed as it is and one above.
  static void compare(vec_map<session_idx, milli_days> const& prices) {
    auto const times = timetable{place_};
    auto compile = compiler{times};
    auto people = 0U;
    auto unknown = 0U;
    auto labels = std::size_t{0U};
    auto most = std::size_t{0U};
    for (auto const& who : place_.people) {
      if (who.goals.empty()) {
        continue;
      }
      ++people;
      auto const truth = by_the_planner(compile, who, prices);
      auto const planner = priced_planner{place_, who, who.goals.front().text, place_.as_of};
      auto const terms = price_terms{.weight = 1U, .prices = &prices};
      auto const claimed = planner.at_least(terms, truth);
      unknown += claimed.state == claim_state::unknown ? 1U : 0U;
      EXPECT_NE(claimed.state, claim_state::refuted) << who.id << " costs " << claimed.found << ", not " << truth;
      EXPECT_EQ(planner.at_least(terms, truth + 1).state, claim_state::refuted) << who.id;
      labels += claimed.labels;
      most = std::max(most, claimed.labels);
    }
    std::printf("%u people, %u unknown; %zu labels, at most %zu for one\n", people, unknown, labels, most);
    EXPECT_EQ(people, 300U);
    EXPECT_EQ(unknown, 0U);
  }

  static territory place_;
};

territory lindental_minima::place_;

// REQ D14
TEST_F(lindental_minima, are_those_of_the_exact_planner_when_places_are_free) {
  compare(vec_map<session_idx, milli_days>(place_.sessions.size(), 0));
}

// REQ D14
TEST_F(lindental_minima, are_those_of_the_exact_planner_at_random_prices) {
  for (auto const highest : {7'000, 100'000}) {
    auto prices = vec_map<session_idx, milli_days>(place_.sessions.size(), 0);
    auto r = random_source{static_cast<std::uint64_t>(highest)};
    for (auto const s : place_.sessions.ids()) {
      auto const care = place_.offers[place_.sessions[s].offer].kind == offer_kind::childcare;
      prices[s] = care || r.one_in(2U) ? 0 : r.between(1, highest);
    }
    compare(prices);
  }
}

// With weights and with prices on care places too: the minimum by itself holds as a claim, one more does not.
TEST_F(lindental_minima, a_claim_above_the_minimum_is_refuted_for_everybody) {
  auto prices = vec_map<session_idx, milli_days>(place_.sessions.size(), 0);
  auto r = random_source{3U};
  for (auto& price : prices) {
    price = r.between(0, 150'000);
  }
  for (auto const& who : place_.people) {
    auto const planner = priced_planner{place_, who, who.goals.front().text, place_.as_of};
    auto const terms = price_terms{.weight = 5U, .prices = &prices};
    auto const least = planner.least(terms);
    ASSERT_TRUE(least.known) << who.id;
    EXPECT_EQ(planner.at_least(terms, least.value).state, claim_state::holds) << who.id;
    auto const above = planner.at_least(terms, least.value + 1);
    EXPECT_EQ(above.state, claim_state::refuted) << who.id;
    EXPECT_EQ(above.found, least.value) << who.id;
  }
}

}  // namespace
}  // namespace foothold
