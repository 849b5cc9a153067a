// The long run of tests/plan/exactness_test.cc: a million random worlds, on two threads, one of which takes
// the long way (dive, removal, proof) at once.

#include <array>
#include <cstdlib>
#include <thread>

#include <gtest/gtest.h>

#include "agreement/agreement.h"

using namespace foothold;

namespace {

// FOOTHOLD_WORLDS=20000 looks at fewer.
std::uint64_t worlds() {
  auto const* const asked = std::getenv("FOOTHOLD_WORLDS");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 1'000'000U;
}

}  // namespace

TEST(million_worlds, planner_and_reference_agree_and_every_plan_passes_the_checker) {
  constexpr auto kFirstSeed = std::uint64_t{1'000'000U};
  auto const half = worlds() / 2U;
  auto wrong = std::array<std::optional<std::string>, 2>{};
  auto seen = std::array<agreement_count, 2>{};
  auto const look = [&](std::size_t const i) {
    wrong.at(i) =
        first_disagreement(kFirstSeed + i * half, half, product_planner({.glance = i == 0U ? 96U : 0U}), seen.at(i));
  };
  auto other = std::thread{look, 1U};
  look(0U);
  other.join();
  for (auto i = std::size_t{0U}; i != 2U; ++i) {
    EXPECT_FALSE(wrong.at(i)) << *wrong.at(i);
    std::printf("%s\n", in_words(seen.at(i)).c_str());
    EXPECT_GT(seen.at(i).feasible, half / 4U);
  }
}
