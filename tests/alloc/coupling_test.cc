#include "alloc/coupling.h"

#include <numeric>

#include <gtest/gtest.h>

#include "random_source.h"

using namespace foothold;

TEST(coupling, places_are_divided_by_claims_to_the_last_one) {
  EXPECT_EQ(divided(10U, std::vector{1.0, 1.0, 2.0}), (std::vector{3U, 2U, 5U}))
      << "the first of equals gets the odd one";
  EXPECT_EQ(divided(7U, std::vector{0.0, 0.0}), (std::vector{4U, 3U})) << "without claims all count alike";
  EXPECT_EQ(divided(0U, std::vector{3.0, 1.0}), (std::vector{0U, 0U}));
  EXPECT_EQ(divided(1U, std::vector{0.4, 0.6}), (std::vector{0U, 1U}));
  auto r = random_source{3U};
  for (auto n = 0; n != 2000; ++n) {
    auto claims = std::vector<double>{};
    for (auto areas = r.between(1, 30); areas != 0; --areas) {
      claims.push_back(r.one_in(4U) ? 0.0 : static_cast<double>(r.between(1, 1'000'000)) / 997.0);
    }
    auto const places = static_cast<std::uint32_t>(r.between(0, 60'000));
    auto const parts = divided(places, claims);
    auto const claimed = std::accumulate(claims.begin(), claims.end(), 0.0);
    ASSERT_EQ(std::accumulate(parts.begin(), parts.end(), 0U), places);
    for (auto i = std::size_t{0U}; claimed > 0.0 && i != parts.size(); ++i) {
      ASSERT_LE(std::abs(parts[i] - claims[i] / claimed * places), 1.0 + 1e-6);
    }
  }
}

TEST(coupling, the_price_begins_at_the_mean_and_follows_what_is_wanted) {
  auto s = coupled_session{.places = 20U, .people = {300U, 100U}, .parts = {}, .price = {}};
  begin(s);
  EXPECT_EQ(s.parts, (std::vector{15U, 5U}));
  move_on(s, std::vector<coupled_answer>{{4'000, 15.0}, {8'000, 5.0}}, 1'000);
  EXPECT_EQ(s.price, 5'000) << "three quarters of 4,000 and one of 8,000";
  move_on(s, std::vector<coupled_answer>{{5'000, 10.0}, {5'000, 30.0}}, 1'000);
  EXPECT_EQ(s.price, 6'000) << "twice as many were wanted";
  EXPECT_EQ(s.parts, (std::vector{5U, 15U}));
  move_on(s, std::vector<coupled_answer>{{6'000, 0.0}, {6'000, 0.0}}, 10'000);
  EXPECT_EQ(s.price, 0) << "never below nothing";
  EXPECT_EQ(s.parts, (std::vector{15U, 5U})) << "what nobody wants goes by people";
}

TEST(coupling, who_wants_nothing_now_still_gets_a_place_now_and_then) {
  auto s = coupled_session{.places = 100U, .people = {100U, 100U}, .parts = {}, .price = {}};
  begin(s);
  move_on(s, std::vector<coupled_answer>{{0, 100.0}, {0, 0.0}}, 1'000);
  EXPECT_EQ(s.parts, (std::vector{99U, 1U}));
}

TEST(coupling, a_bound_of_all_is_lost_only_where_prices_differ) {
  EXPECT_EQ(handed_back_too_little(10U, std::vector{4U, 6U}, std::vector<milli_days>{700, 700}), 0);
  EXPECT_EQ(handed_back_too_little(10U, std::vector{4U, 6U}, std::vector<milli_days>{700, 500}), 1'200);
  EXPECT_EQ(handed_back_too_little(10U, std::vector{4U, 5U}, std::vector<milli_days>{700, 700}), 700)
      << "a place that no area has is not free";
}
