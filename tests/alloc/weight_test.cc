#include "alloc/cohort.h"

#include <set>

#include <gtest/gtest.h>

#include "alloc/random_cohort.h"
#include "check/run_checking.h"

using namespace foothold;

namespace {

policy by_need_and_waiting() {
  auto by = policy{};
  by.waiting_weight_per_half_year = 2U;
  by.waiting_weight_max = 5U;
  return by;
}

}  // namespace

// REQ D14
TEST(weight, is_need_and_what_waiting_adds) {
  auto const by = by_need_and_waiting();
  auto const today = on("2026-03-02");
  auto who = person{};
  who.need = 3U;
  EXPECT_EQ(weight_of(who, by, today), 3U);
  who.waiting_since = today - days{181};
  EXPECT_EQ(weight_of(who, by, today), 3U);
  who.waiting_since = today - days{182};
  EXPECT_EQ(weight_of(who, by, today), 5U);
  who.waiting_since = today - days{364};
  EXPECT_EQ(weight_of(who, by, today), 7U);
  who.waiting_since = today - days{3 * 182};
  EXPECT_EQ(weight_of(who, by, today), 8U) << "waiting adds no more than its limit";
  who.waiting_since = today - days{40'000};
  EXPECT_EQ(weight_of(who, by, today), 8U);
  who.waiting_since = today + days{400};
  EXPECT_EQ(weight_of(who, by, today), 3U) << "who waits from a later day does not wait yet";
}

TEST(weight, of_waiting_begins_with_the_list_else_the_registration_else_the_arrival) {
  auto const by = by_need_and_waiting();
  auto const today = on("2026-03-02");
  auto who = person{};
  who.legal.arrived = today - days{400};
  EXPECT_EQ(weight_of(who, by, today), 5U);
  who.legal.registered = today - days{200};
  EXPECT_EQ(weight_of(who, by, today), 3U);
  who.waiting_since = today - days{10};
  EXPECT_EQ(weight_of(who, by, today), 1U);
}

// The verifier reads the same rule on its own.
TEST(weight, is_that_of_the_verifier) {
  auto r = random_source{11U};
  for (auto n = 0; n != 2000; ++n) {
    auto by = policy{};
    by.waiting_weight_per_half_year = static_cast<std::uint32_t>(r.below(1U << r.below(31U)));
    by.waiting_weight_max = static_cast<std::uint32_t>(r.below(1U << r.below(20U)));
    auto const today = on("2026-03-02");
    auto who = person{};
    who.need = static_cast<std::uint32_t>(r.between(1, 9));
    for (auto* const since : {&who.waiting_since, &who.legal.registered, &who.legal.arrived}) {
      if (r.one_in(2U)) {
        *since = today - days{r.between(-300, 4000)};
      }
    }
    ASSERT_EQ(weight_of(who, by, today), check::weight_of(by, who, today));
  }
}

TEST(lot, is_of_the_seed_and_the_id_alone) {
  EXPECT_EQ(lot_of(7U, "p-1"), lot_of(7U, "p-1"));
  auto seen = std::set<std::uint64_t>{};
  for (auto seed = std::uint64_t{0U}; seed != 20U; ++seed) {
    for (auto n = 0; n != 100; ++n) {
      seen.insert(lot_of(seed, "p-" + std::to_string(n)));
    }
  }
  EXPECT_EQ(seen.size(), 2000U);
}

// Nobody's id draws better lots than another's over many seeds.
TEST(lot, favours_nobody) {
  auto first = std::vector<unsigned>(5U, 0U);
  for (auto seed = std::uint64_t{1U}; seed <= 5000U; ++seed) {
    auto best = 0U;
    for (auto n = 1U; n != 5U; ++n) {
      if (lot_of(seed, "p-" + std::to_string(n)) < lot_of(seed, "p-" + std::to_string(best))) {
        best = n;
      }
    }
    ++first[best];
  }
  for (auto const count : first) {
    EXPECT_NEAR(count, 1000, 120);
  }
}

TEST(cohort, stands_in_the_order_of_lots_whatever_the_order_of_rows) {
  auto const town = random_cohort{3U};
  auto const times = timetable{town.place};
  auto backwards = town.people;
  std::reverse(backwards.begin(), backwards.end());
  auto const a = cohort{times, town.people, {town.place.as_of, 5U}};
  auto const b = cohort{times, backwards, {town.place.as_of, 5U}};
  ASSERT_EQ(a.members().size(), b.members().size());
  for (auto const m : a.members().ids()) {
    EXPECT_EQ(a.members()[m].asks.who.id, b.members()[m].asks.who.id);
    EXPECT_EQ(a.members()[m].weight, weight_of(a.members()[m].asks.who, town.place.weights, town.place.as_of));
    EXPECT_EQ(a.members()[m].stay, a.members()[m].weight * town.place.weights.outside_option);
  }
}
