#pragma once
// Group commit for an engine with one writer: a thread takes all writes that wait, runs them one after the other in one
// transaction, each behind a savepoint of its own, and answers when the disk has the whole.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/connection.h"
#include "store/engine.h"

namespace foothold {

class commit_queue {
public:
  // The connection belongs to the queue's thread from now on; `guard` runs there once for each group.
  commit_queue(connection writer, std::uint32_t most_at_once, int checkpoint_pages, commit_guard guard = {});
  // Ends what waits, carries the log over and closes the connection.
  ~commit_queue();
  commit_queue(commit_queue const&) = delete;
  commit_queue& operator=(commit_queue const&) = delete;

  // As engine::write. wrong_use inside the work of another write: it would wait for itself.
  [[nodiscard]] result<void> write(transaction_work const& work);

  // The disk failed to confirm a write: from then on nothing is written, and what was read may not be there tomorrow.
  [[nodiscard]] std::optional<error> failed() const;

private:
  struct waiting {
    transaction_work const& work;
    result<void> outcome{};
    std::exception_ptr thrown{};
    bool done{false};
  };

  void run();
  void run_batch();
  void run_transaction();
  void run_one(waiting& w);
  void answer_all(error const& e);
  void take_back();
  void checkpoint();
  void give_up(error e);

  connection writer_;
  std::uint32_t const most_at_once_;
  int const checkpoint_pages_;
  commit_guard const guard_;
  mutable std::mutex mutex_;
  std::condition_variable work_, done_;
  std::deque<waiting*> queue_;
  std::vector<waiting*> batch_;  // of the thread
  std::optional<error> failed_;
  bool stop_{false};
  std::jthread thread_;  // last: it uses the others
};

}  // namespace foothold
