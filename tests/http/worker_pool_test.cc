#include "http/worker_pool.h"

#include <atomic>

#include <gtest/gtest.h>

#include "http/running_server.h"

namespace foothold::test {
namespace {

TEST(worker_pool, takes_as_many_as_it_has_threads_and_places) {
  auto hold = gate{};
  auto done = std::atomic<int>{0};
  {
    auto pool = http::worker_pool{2U, 3U};
    auto taken = 0;
    for (auto i = 0; i < 10; ++i) {
      taken += pool.submit([&] {
        hold.wait();
        ++done;
      });
    }
    EXPECT_EQ(taken, 5);
    hold.open();
  }
  EXPECT_EQ(done, 5) << "what was taken is done before the end";
}

}  // namespace
}  // namespace foothold::test
