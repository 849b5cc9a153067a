#pragma once
// Connections for many threads: each is lent to one of them at a time.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "store/connection.h"

namespace foothold {

class connection_pool {
public:
  // `make` opens one more connection when somebody asks for it and fewer than `size` are open.
  connection_pool(std::size_t const size, std::function<connection()> make) : free_(size), make_{std::move(make)} {}

  // Lends a connection while `work` runs; waits for one if need be. One that `work` leaves by database_failure `lost`
  // is closed, and so is one that it leaves by any other exception: nobody knows in which state it is.
  template <typename Work>
  auto lend(Work const& work) {
    auto lent = loan{*this};
    auto outcome = work(*lent.held);
    lent.keep = true;
    return outcome;
  }

private:
  struct loan {
    explicit loan(connection_pool& p) : pool{p}, held{p.take()} {
      if (!held) {
        try {
          held.emplace(pool.make_());
        } catch (...) {
          pool.give_back(std::nullopt);
          throw;
        }
      }
    }
    ~loan() {
      if (!keep) {
        held.reset();
      }
      pool.give_back(std::move(held));
    }
    loan(loan const&) = delete;
    loan& operator=(loan const&) = delete;

    connection_pool& pool;
    std::optional<connection> held;
    bool keep{false};
  };

  std::optional<connection> take() {
    auto lock = std::unique_lock{mutex_};
    some_free_.wait(lock, [&] { return !free_.empty(); });
    auto c = std::move(free_.back());
    free_.pop_back();
    return c;
  }
  void give_back(std::optional<connection> c) {
    {
      auto const lock = std::lock_guard{mutex_};
      free_.push_back(std::move(c));
    }
    some_free_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable some_free_;
  std::vector<std::optional<connection>> free_;  // nothing: may be opened
  std::function<connection()> make_;
};

}  // namespace foothold
