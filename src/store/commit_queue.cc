#include "store/commit_queue.h"

#include <algorithm>
#include <utility>

#include "store/database_failure.h"

namespace foothold {

commit_queue::commit_queue(connection writer, std::uint32_t const most_at_once, int const checkpoint_pages,
                           commit_guard guard)
    : writer_{std::move(writer)},
      most_at_once_{most_at_once},
      checkpoint_pages_{checkpoint_pages},
      guard_{std::move(guard)},
      thread_{[this] { run(); }} {}

commit_queue::~commit_queue() {
  {
    auto const lock = std::lock_guard{mutex_};
    stop_ = true;
  }
  work_.notify_one();
}

std::optional<error> commit_queue::failed() const {
  auto const lock = std::lock_guard{mutex_};
  return failed_;
}

result<void> commit_queue::write(transaction_work const& work) {
  if (std::this_thread::get_id() == thread_.get_id()) {
    return fail(errc::wrong_use, "a write inside a write would wait for itself");
  }
  auto w = waiting{.work = work};
  auto lock = std::unique_lock{mutex_};
  queue_.push_back(&w);
  work_.notify_one();
  done_.wait(lock, [&] { return w.done; });
  if (w.thrown) {
    std::rethrow_exception(w.thrown);
  }
  return w.outcome;
}

void commit_queue::run() {
  auto lock = std::unique_lock{mutex_};
  while (true) {
    work_.wait(lock, [&] { return stop_ || !queue_.empty(); });
    if (queue_.empty()) {
      return;
    }
    auto const n = std::min<std::size_t>(queue_.size(), most_at_once_);
    auto const batch = std::vector<waiting*>(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(n));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(n));
    auto const refused = failed_;
    lock.unlock();
    if (refused) {
      for (auto* const w : batch) {
        w->outcome = tl::make_unexpected(*refused);
      }
    } else {
      run_batch(batch);
    }
    lock.lock();
    for (auto* const w : batch) {
      w->done = true;
    }
    done_.notify_all();
  }
}

void commit_queue::run_one(waiting& w) {
  writer_.command("SAVEPOINT one");
  try {
    w.outcome = w.work(writer_);
  } catch (database_failure const& f) {
    w.outcome = tl::make_unexpected(as_error(f));
    if (f.kind != failure_kind::exists && f.kind != failure_kind::reference && f.kind != failure_kind::refused) {
      throw;  // the disk, not this write: SQLite may have taken back the whole transaction
    }
  } catch (...) {
    w.thrown = std::current_exception();
  }
  if (w.thrown || !w.outcome) {
    writer_.command("ROLLBACK TO one");
  }
  writer_.command("RELEASE one");
}

void commit_queue::run_batch(std::vector<waiting*> const& batch) {
  try {
    writer_.command("BEGIN IMMEDIATE");
    for (auto* const w : batch) {
      run_one(*w);
    }
    if (auto const may = guard_ ? guard_() : result<void>{}; !may) {
      take_back(batch, may.error());
      return;
    }
    writer_.command("COMMIT");
  } catch (database_failure const& f) {
    // What ended the batch ended all of it: also writes that went well have not happened.
    auto e = as_error(f);
    if (f.kind == failure_kind::sync) {
      give_up(e);
      e.code = errc::in_doubt;
    }
    take_back(batch, e);
    return;
  }
  checkpoint();
}

void commit_queue::take_back(std::vector<waiting*> const& batch, error const& why) {
  for (auto* const w : batch) {
    w->outcome = tl::make_unexpected(why);
    w->thrown = nullptr;
  }
  try {
    writer_.command("ROLLBACK");
  } catch (database_failure const&) {
    // SQLite had taken it back already.
  }
}

// Debian's SQLite (3.40.1) corrupts the database when one connection carries the log over while another writes: only
// this thread ever does (docs/store.md). It is done by hand because SQLite's own way drops a failed sync silently.
void commit_queue::checkpoint() {
  if (writer_.log_pages() < checkpoint_pages_) {
    return;
  }
  try {
    writer_.command("PRAGMA wal_checkpoint(PASSIVE)");
  } catch (database_failure const& f) {
    if (f.kind == failure_kind::sync) {
      give_up(as_error(f));
    }
    // Otherwise the log stays as it is, with all that was written, and the next commit tries again.
  }
}

void commit_queue::give_up(error e) {
  auto const lock = std::lock_guard{mutex_};
  failed_ = std::move(e);
}

}  // namespace foothold
