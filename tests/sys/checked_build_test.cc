// Controls of the checked build: what the sanitizers are there for must stop a test.

#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace foothold {
namespace {

#ifdef __SANITIZE_ADDRESS__

TEST(checked_build, a_read_of_freed_memory_stops_the_program) {
  EXPECT_DEATH(
      {
        auto const* const gone = [] {
          auto const numbers = std::vector<int>(8U, 1);
          return numbers.data();
        }();
        auto volatile read = gone[3];
        static_cast<void>(read);
      },
      "heap-use-after-free");
}

TEST(checked_build, an_overflow_of_a_signed_number_stops_the_program) {
  EXPECT_DEATH(
      {
        auto volatile most = std::numeric_limits<int>::max();
        auto volatile more = most + 1;
        static_cast<void>(more);
      },
      "signed integer overflow");
}

#endif

TEST(checked_build, a_read_past_the_end_of_a_vector_stops_the_program) {
  EXPECT_DEATH(
      {
        auto const numbers = std::vector<int>(8U, 1);
        auto volatile at = 8U;
        auto volatile read = numbers[at];
        static_cast<void>(read);
      },
      "__n < this->size");
}

}  // namespace
}  // namespace foothold
