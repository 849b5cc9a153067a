#include "http/worker_pool.h"

#include <algorithm>
#include <utility>

namespace foothold::http {

worker_pool::worker_pool(std::size_t const threads, std::size_t const max_waiting)
    : max_waiting_{max_waiting}, idle_{std::max<std::size_t>(threads, 1U)} {
  for (auto i = std::size_t{0U}; i < std::max<std::size_t>(threads, 1U); ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

worker_pool::~worker_pool() {
  {
    auto const lock = std::lock_guard{mutex_};
    ending_ = true;
  }
  wake_.notify_all();
  for (auto& t : threads_) {
    t.join();
  }
}

bool worker_pool::submit(job j) {
  {
    auto const lock = std::lock_guard{mutex_};
    if (waiting_.size() >= max_waiting_ + idle_) {
      return false;
    }
    waiting_.push_back(std::move(j));
  }
  wake_.notify_one();
  return true;
}

void worker_pool::work() {
  auto lock = std::unique_lock{mutex_};
  for (;;) {
    wake_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) {
      return;
    }
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    --idle_;
    lock.unlock();
    next();
    next = nullptr;  // what it holds is freed outside the lock
    lock.lock();
    ++idle_;
  }
}

}  // namespace foothold::http
