// The planner with and without each of its parts on people of generated districts: 800 in all, as large as a person in
// the demo. What a crippled search cannot finish within its labels must still hold the value between its bound and its
// plan.

#include <array>
#include <cstdio>

#include <gtest/gtest.h>

#include "generated_territory.h"
#include "plan/planner.h"

using namespace foothold;

namespace {

constexpr auto kPeople = 800U;
constexpr auto kLabels = 20'000U;

struct part {
  char const* name;
  bool search_options::* used;
  std::size_t finished{0U};
};

void compare(problem const& p, search_result const& whole, part& without, std::string const& who) {
  auto options = search_options{};
  options.label_limit = kLabels;
  options.*without.used = false;
  auto const r = search(p, options);
  if (r.status != search_status::best_found) {
    ++without.finished;
    EXPECT_EQ(r.status, whole.status) << who << " without " << without.name;
    EXPECT_EQ(r.value, whole.value) << who << " without " << without.name;
    return;
  }
  EXPECT_LE(r.bound, whole.value) << who << " without " << without.name;
  EXPECT_TRUE(!r.found || r.value >= whole.value) << who << " without " << without.name;
}

}  // namespace

TEST(ablation, each_part_changes_time_and_nothing_else) {
  auto const source = load_territory(FOOTHOLD_SOURCE_DIR "/data/territories/lindental");
  ASSERT_TRUE(source && source->value);
  auto parts = std::array<part, 5>{{{"dominance", &search_options::dominance},
                                    {"bound", &search_options::bound},
                                    {"chains", &search_options::chains},
                                    {"sequences", &search_options::sequences},
                                    {"presolve", &search_options::presolve}}};
  auto people = 0U;
  for (auto seed = std::uint64_t{1U}; people < kPeople && seed != 100U; ++seed) {
    auto const place = generated_territory(*source->value, seed, 200U);
    auto const times = timetable{place};
    auto shared = compiler{times};
    for (auto const& who : place.people) {
      if (people == kPeople || who.goals.empty()) {
        continue;
      }
      auto const made = shared.compile(make_case(place, who, place.as_of), who.goals.front());
      if (made.p.goals.empty()) {
        continue;
      }
      ++people;
      auto const whole = search(made.p);
      ASSERT_NE(whole.status, search_status::best_found);
      for (auto& without : parts) {
        compare(made.p, whole, without, "seed " + std::to_string(seed) + " " + who.id);
      }
    }
  }
  EXPECT_EQ(people, kPeople);
  for (auto const& without : parts) {
    std::printf("without %s: %zu of %u searches ended within %u labels\n", without.name, without.finished, people,
                kLabels);
    EXPECT_GT(without.finished, people / 4U) << without.name;
  }
}
