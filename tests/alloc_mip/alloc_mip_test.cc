// The sharing of places against a general solver: cohorts of twelve to sixteen people who compete for one or two places
// a session, all of them in one program of CBC. It knows neither prices nor columns.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "alloc/allocate.h"
#include "check/run_check.h"
#include "generated_territory.h"
#include "mip_model/mip.h"
#include "plan/search.h"

using namespace foothold;

namespace {

// FOOTHOLD_INSTANCES=50 for the long run.
std::size_t instances() {
  auto const* const asked = std::getenv("FOOTHOLD_INSTANCES");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 5U;
}
double limit_seconds() {
  auto const* const asked = std::getenv("FOOTHOLD_CBC_SECONDS");
  return asked != nullptr ? std::strtod(asked, nullptr) : 20.0;
}

constexpr auto kLeastPeople = 12U;
constexpr auto kLeastSessions = 5U;
constexpr auto kMostSessions = 12U;
constexpr auto kSeed = std::uint64_t{3U};  // of the lottery

struct small_cohort {
  territory place;
  std::vector<person_idx> people;
};

// People with a way who could take some dozen sessions and have no children (mip.h says why).
small_cohort cohort_of(territory const& source, std::uint64_t const seed) {
  auto out = small_cohort{generated_territory(source, seed, 600U), {}};
  for (auto const s : out.place.sessions.ids()) {
    out.place.sessions[s].places_left = static_cast<std::uint16_t>(1U + (s.v + seed) % 3U / 2U);
  }
  auto const times = timetable{out.place};
  auto shared = compiler{times};
  for (auto const p : out.place.people.ids()) {
    auto const& who = out.place.people[p];
    if (out.people.size() == kLeastPeople + seed % 5U || who.goals.empty() || !who.cares_for.empty()) {
      continue;
    }
    auto const made = shared.compile(make_case(out.place, who, out.place.as_of), who.goals.front());
    auto const n = made.p.sessions.size();
    if (n >= kLeastSessions && n <= kMostSessions && search(made.p).value < out.place.weights.outside_option) {
      out.people.push_back(p);
    }
  }
  return out;
}

// That some of them could take.
std::size_t sessions_of(small_cohort const& c) {
  auto const times = timetable{c.place};
  auto shared = compiler{times};
  auto seen = std::set<std::uint32_t>{};
  for (auto const p : c.people) {
    auto const& who = c.place.people[p];
    for (auto const& a : shared.compile(make_case(c.place, who, c.place.as_of), who.goals.front()).p.sessions) {
      seen.insert(a.index);
    }
  }
  return seen.size();
}

mip_result by_cbc(small_cohort const& c) {
  auto const times = timetable{c.place};
  auto shared = compiler{times};
  auto people = std::vector<mip_person>{};
  for (auto const p : c.people) {
    auto const& who = c.place.people[p];
    auto const weight = weight_of(who, c.place.weights, c.place.as_of);
    auto made = shared.compile(make_case(c.place, who, c.place.as_of), who.goals.front(), {.weight = weight});
    people.push_back({std::move(made.p), milli_days{weight} * c.place.weights.outside_option});
  }
  auto places = place_counts{};
  for (auto const& s : c.place.sessions) {
    places.push_back(s.places_left);
  }
  return solve_mip(people, places, limit_seconds());
}

struct tally {
  std::size_t done{0U}, people{0U}, sessions{0U}, stopped{0U}, scarce{0U}, same{0U}, closed{0U};
  std::vector<double> ratios{}, missed{};
};

void compare(small_cohort const& c, tally& t) {
  auto const begin = std::chrono::steady_clock::now();
  auto run = allocate(timetable{c.place}, c.people, {c.place.as_of, kSeed});
  auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  run.everybody = false;
  auto const verdict = check_run(c.place, run);
  EXPECT_TRUE(verdict.proven);
  for (auto const& broken : verdict.broken) {
    ADD_FAILURE() << broken.rule << " " << broken.about << ": " << broken.message;
  }
  auto const theirs = by_cbc(c);
  ++t.done;
  t.people += c.people.size();
  t.sessions += sessions_of(c);
  t.scarce += run.value > run.unlimited ? 1U : 0U;
  t.closed += run.value == run.bound ? 1U : 0U;
  EXPECT_TRUE(!theirs.found || theirs.consistent);
  EXPECT_TRUE(!theirs.found || run.bound <= theirs.value);
  if (!theirs.proven) {
    ++t.stopped;
    return;
  }
  ASSERT_TRUE(theirs.found);
  EXPECT_LE(theirs.value, run.value);
  t.ratios.push_back(theirs.seconds / seconds);
  if (run.value == theirs.value) {
    ++t.same;
  } else {
    t.missed.push_back(100.0 * static_cast<double>(run.value - theirs.value) / static_cast<double>(theirs.value));
  }
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2U), values.end());
  return values[values.size() / 2U];
}

}  // namespace

// REQ D14
TEST(alloc_mip, sharing_and_cbc_find_the_same_value) {
  auto const source = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental");
  ASSERT_TRUE(source && source->value);
  auto t = tally{};
  for (auto seed = std::uint64_t{1U}; t.done < instances() && seed != 200U; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto const cohort = cohort_of(*source->value, seed);
    if (cohort.people.size() >= kLeastPeople) {
      compare(cohort, t);
    }
  }
  ASSERT_EQ(t.done, instances());
  ASSERT_FALSE(t.ratios.empty());
  std::printf(
      "%zu cohorts, on average %zu people and %zu sessions that they could take, %zu with too few places; CBC stopped "
      "at its limit of %.0f s %zu times\n",
      t.done, t.people / t.done, t.sessions / t.done, t.scarce, limit_seconds(), t.stopped);
  std::printf("the same value as CBC in %zu of %zu, a gap of 0 in %zu of %zu", t.same, t.ratios.size(), t.closed,
              t.done);
  for (auto const percent : t.missed) {
    std::printf(", missed by %.4f %%", percent);
  }
  std::printf("\nCBC time / time of the sharing: median %.0f\n", median(t.ratios));
  EXPECT_EQ(t.same, t.ratios.size());
}

// A sharing that takes one place too many, or pays one milli-day too little, would be seen.
TEST(alloc_mip, control_one_place_more_or_a_dearer_step_changes_the_value) {
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
  auto people = std::vector<mip_person>{{p, 90'000}, {p, 80'000}};
  EXPECT_EQ(solve_mip(people, {1U}, 10.0).value, 35'000 + 80'000);
  EXPECT_EQ(solve_mip(people, {2U}, 10.0).value, 70'000);
  EXPECT_EQ(solve_mip(people, {0U}, 10.0).value, 170'000);
  people[0].p.sessions[0].price = 5001;
  EXPECT_EQ(solve_mip(people, {1U}, 10.0).value, 35'001 + 80'000);
}
