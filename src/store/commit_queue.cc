#include "store/commit_queue.h"

#include <exception>
#include <new>
#include <utility>

#include "store/database_failure.h"

namespace foothold {

commit_queue::commit_queue(connection writer, std::uint32_t const most_at_once, int const checkpoint_pages,
                           commit_guard guard)
    : writer_{std::move(writer)},
      most_at_once_{most_at_once},
      checkpoint_pages_{checkpoint_pages},
      guard_{std::move(guard)} {
  batch_.reserve(most_at_once_);
  thread_ = std::jthread{[this] { run(); }};
}

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
    batch_.clear();
    while (!queue_.empty() && batch_.size() < most_at_once_) {
      batch_.push_back(queue_.front());
      queue_.pop_front();
    }
    lock.unlock();
    run_batch();
    lock.lock();
    for (auto* const w : batch_) {
      w->done = true;
    }
    done_.notify_all();
  }
}

// Nothing may leave this thread: not even where memory for the text of an error is missing.
void commit_queue::run_batch() {
  try {
    if (failed_) {  // only this thread sets it
      answer_all(*failed_);
    } else {
      run_transaction();
    }
  } catch (...) {
    for (auto* const w : batch_) {
      w->thrown = std::current_exception();
    }
    take_back();
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

void commit_queue::run_transaction() {
  auto committing = false;
  try {
    take_back();  // what an earlier one could not
    writer_.command("BEGIN IMMEDIATE");
    for (auto* const w : batch_) {
      run_one(*w);
    }
    if (auto const may = guard_ ? guard_() : result<void>{}; !may) {
      answer_all(may.error());
      take_back();
      return;
    }
    committing = true;
    writer_.command("COMMIT");
  } catch (database_failure const& f) {
    // What ended the batch ended all of it: also writes that went well have not happened.
    auto e = as_error(f);
    if (f.kind == failure_kind::sync) {
      give_up(e);
    }
    if (f.kind == failure_kind::sync || (committing && f.kind != failure_kind::full)) {
      e.code = errc::in_doubt;  // taken back here, but a log that has the whole of it counts after a crash
    }
    answer_all(e);
    take_back();
    return;
  }
  checkpoint();
}

void commit_queue::answer_all(error const& e) {
  for (auto* const w : batch_) {
    w->outcome = tl::make_unexpected(e);
    w->thrown = nullptr;
  }
}

void commit_queue::take_back() {
  try {
    if (writer_.in_transaction()) {
      writer_.command("ROLLBACK");
    }
  } catch (std::exception const&) {
    // The next batch tries again.
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
  } catch (std::bad_alloc const&) {
    // As well.
  }
}

void commit_queue::give_up(error e) {
  auto const lock = std::lock_guard{mutex_};
  failed_ = std::move(e);
}

}  // namespace foothold
