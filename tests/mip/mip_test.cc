// The search against a general solver: the same compiled problems of about seventy sessions, CBC's value and ours.

#include "mip_model/mip.h"

#include <chrono>
#include <cstdlib>

#include <gtest/gtest.h>

#include "generated_territory.h"
#include "plan/planner.h"

using namespace foothold;

namespace {

constexpr auto kLeastSessions = 50U;
constexpr auto kMostSessions = 90U;
constexpr auto kLimitSeconds = 60.0;

// FOOTHOLD_INSTANCES=1000 for the long run.
std::size_t instances() {
  auto const* const asked = std::getenv("FOOTHOLD_INSTANCES");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 30U;
}

double planner_seconds(problem const& p, search_result& out) {
  auto best = 1e9;
  for (auto run = 0; run != 5; ++run) {
    auto const begin = std::chrono::steady_clock::now();
    out = search(p);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best;
}

struct tally {
  std::size_t done{0U}, with_a_plan{0U}, stopped{0U};
  std::vector<double> ratios{};
  std::vector<std::size_t> sessions{};
};

void compare(problem const& p, std::string const& who, tally& t) {
  auto ours = search_result{};
  auto const seconds = planner_seconds(p, ours);
  auto const theirs = solve_mip(p, kLimitSeconds);
  ASSERT_NE(ours.status, search_status::best_found) << who;
  ++t.done;
  t.sessions.push_back(p.sessions.size());
  t.with_a_plan += ours.found ? 1U : 0U;
  EXPECT_TRUE(!theirs.found || theirs.consistent) << who;
  if (!theirs.proven) {
    ++t.stopped;
    EXPECT_TRUE(!theirs.found || (ours.found && ours.value <= theirs.value)) << who;
    return;
  }
  EXPECT_EQ(ours.found, theirs.found) << who;
  if (ours.found && theirs.found) {
    EXPECT_EQ(ours.value, theirs.value) << who;
    t.ratios.push_back(theirs.seconds / seconds);
  }
}

template <typename T>
T median(std::vector<T> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2U), values.end());
  return values[values.size() / 2U];
}

}  // namespace

TEST(mip, search_and_cbc_find_the_same_value) {
  auto const source = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental");
  ASSERT_TRUE(source && source->value);
  auto t = tally{};
  for (auto seed = std::uint64_t{1U}; t.done < instances() && seed != 100U; ++seed) {
    auto const place = generated_territory(*source->value, seed, 250U);
    auto const times = timetable{place};
    auto shared = compiler{times};
    for (auto const& who : place.people) {
      if (t.done == instances() || who.goals.empty()) {
        continue;
      }
      auto const made = shared.compile(make_case(place, who, place.as_of), who.goals.front());
      if (made.p.sessions.size() >= kLeastSessions && made.p.sessions.size() <= kMostSessions) {
        compare(made.p, "seed " + std::to_string(seed) + " " + who.id, t);
      }
    }
  }
  ASSERT_EQ(t.done, instances());
  ASSERT_FALSE(t.ratios.empty());
  EXPECT_GT(t.with_a_plan, t.done / 2U);
  std::printf("%zu instances, median %zu sessions, %zu with a plan, CBC stopped at its limit %zu times\n", t.done,
              median(t.sessions), t.with_a_plan, t.stopped);
  std::printf("CBC time / planner time: median %.0f\n", median(t.ratios));
}

// A planner that is one milli-day too good or overlooks the best action would be seen.
TEST(mip, control_a_dearer_action_changes_the_value_by_its_price) {
  auto p = problem{};
  p.tau = {kNever};
  p.load_cap = 600U;
  p.pool = {0U};
  auto course = action{};
  course.earliest = course.latest = 10U;
  course.effect = course.busy = 20U;
  course.gives_count = 1U;
  course.price = 5000;
  p.sessions = {course};
  auto goal = plan_goal{};
  goal.needs_count = 1U;
  p.goals = {goal};
  EXPECT_EQ(solve_mip(p, 10.0).value, 35000);
  p.sessions[0].price = 5001;
  EXPECT_EQ(solve_mip(p, 10.0).value, 35001);
  p.goals[0].latest = 29U;
  auto const none = solve_mip(p, 10.0);
  EXPECT_TRUE(none.proven);
  EXPECT_FALSE(none.found);
}
