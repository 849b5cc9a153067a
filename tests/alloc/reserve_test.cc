#include "alloc/reserve.h"

#include <gtest/gtest.h>

#include "alloc/random_cohort.h"
#include "check/run_check.h"
#include "interop/run_json.h"
#include "replaced.h"
#include "world.h"

namespace foothold {
namespace {

allocation_run share(territory const& t, std::vector<person_idx> const& people, std::uint32_t const reserve,
                     unsigned const threads = 1U) {
  auto options = allocation_options{.as_of = t.as_of, .seed = 7U, .threads = threads};
  options.reserve = reserve;
  options.budget.rounds = 30U;
  return allocate(timetable{t}, people, options);
}

std::vector<person_idx> everybody(territory const& t) {
  auto out = std::vector<person_idx>{};
  for (auto const p : t.people.ids()) {
    out.push_back(p);
  }
  return out;
}

// One place now and one in May; whoever came last week needs them three times as much as who waits.
constexpr auto kTown = R"(
    [territory]
    as_of  2026-03-02
    [policy]
    need_weight_max  4
    outside_option_weeks  100
    [offers]
    id  gives
    a1  language:de:a1
    [sessions]
    id     offer  start       end         places  places_left
    now    a1     2026-03-16  2026-04-17  1       1
    later  a1     2026-05-04  2026-06-05  1       1
    [occupations]
    uri       needs
    esco:job  language:de:a1
    [people]
    id    need  registered  goals
    new   3     2026-02-24  esco:job
    old   1     2025-12-01  esco:job
  )";

// REQ D17
TEST(reserve, a_place_is_kept_where_it_is_worth_more_to_who_comes) {
  auto const t = world(kTown);
  auto const without = share(t, everybody(t), 0U);
  EXPECT_EQ(without.placed, 2U);
  EXPECT_FALSE(without.reserved);
  // Somebody like `new` comes on 24 March and weighs 3; `old` weighs 1 and could have May.
  auto const with = share(t, everybody(t), 4U);
  ASSERT_TRUE(with.reserved);
  EXPECT_EQ(with.reserved->weeks, 4U);
  EXPECT_EQ(with.reserved->places, (std::vector<session_places>{{"later", 1U}}));
  EXPECT_EQ(with.placed, 1U);
  EXPECT_TRUE(check_run(t, with).broken.empty());
  // Three weeks before there was nobody.
  auto quiet = world(replaced(kTown, "2026-02-24", "2026-01-24"));
  auto const none = share(quiet, everybody(quiet), 4U);
  EXPECT_EQ(none.reserved, (reserved_places{4U, {}}));
  EXPECT_EQ(none.placed, 2U);
}

TEST(reserve, no_place_is_kept_that_is_worth_more_to_who_is_there) {
  auto const t = world(replaced(replaced(kTown, "new   3", "new   1"), "old   1", "old   4"));
  auto const run = share(t, everybody(t), 4U);
  for (auto const& row : run.each) {
    EXPECT_TRUE(row.person != "old" || row.placed);
  }
}

TEST(reserve, the_run_holds_and_threads_change_no_byte) {
  auto kept = 0U;
  for (auto seed = std::uint64_t{0U}; seed != 60U; ++seed) {
    auto town = random_cohort{seed};
    for (auto const p : town.place.people.ids()) {
      town.place.people[p].legal.registered = town.place.as_of - days{static_cast<int>(p.v % 3U) * 20};
    }
    auto const run = share(town.place, town.people, 6U);
    auto const verdict = check_run(town.place, run, {.threads = 1U});
    ASSERT_TRUE(verdict.broken.empty()) << "seed " << seed << ": " << verdict.broken.front().message;
    ASSERT_TRUE(run.reserved);
    for (auto const& r : run.reserved->places) {
      kept += r.places;
    }
    auto const text = write_run(run);
    ASSERT_EQ(text, write_run(share(town.place, town.people, 6U, 3U))) << "seed " << seed;
    auto const load = read_run("run.json", text);
    ASSERT_TRUE(load.value);
    ASSERT_EQ(*load.value, run);
    if (!run.reserved->places.empty()) {
      auto other = run;
      other.reserved->places.front().places += 5U;
      ASSERT_FALSE(check_run(town.place, other, {.threads = 1U}).broken.empty());
    }
  }
  EXPECT_GT(kept, 10U);
}

}  // namespace
}  // namespace foothold
