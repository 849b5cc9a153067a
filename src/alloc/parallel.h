#pragma once
// The same work for many things, on several threads. What each one gives goes to its own place, so the number of
// threads changes nothing but time.

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace foothold {

// job(thread, i) for each i in [0, n); `thread` < threads tells whose scratch memory may be used.
template <typename Job>
void parallel_for(std::size_t const n, unsigned const threads, Job const& job) {
  if (threads <= 1U || n <= 1U) {
    for (auto i = std::size_t{0U}; i != n; ++i) {
      job(0U, i);
    }
    return;
  }
  auto next = std::atomic<std::size_t>{0U};
  auto crew = std::vector<std::jthread>{};
  for (auto t = 0U; t != threads; ++t) {
    crew.emplace_back([&, t] {
      for (auto i = next.fetch_add(1U); i < n; i = next.fetch_add(1U)) {
        job(t, i);
      }
    });
  }
}

}  // namespace foothold
