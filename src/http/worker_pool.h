#pragma once
// A fixed number of threads and a queue that is never longer than it may be.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace foothold::http {

class worker_pool {
public:
  using job = std::function<void()>;  // must not throw

  worker_pool(std::size_t threads, std::size_t max_waiting);
  worker_pool(worker_pool const&) = delete;
  worker_pool& operator=(worker_pool const&) = delete;
  ~worker_pool();  // does what is waiting, then ends

  // False, and the job is dropped, when all threads are busy and the queue is full.
  [[nodiscard]] bool submit(job j);

private:
  void work();

  std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<job> waiting_;
  std::size_t idle_{0U};
  bool ending_{false};
  std::vector<std::thread> threads_;
};

}  // namespace foothold::http
