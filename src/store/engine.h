#pragma once
// What both engines do for the store: transactions on a connection that is handed out.

#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.h"
#include "store/connection.h"
#include "store/store_options.h"
#include "sys/clock.h"

namespace foothold {

// Says what is to become of the transaction: an error takes it back. It may run again from the start where the engine
// had to give up an attempt, so it must not change anything but the database and what it overwrites as a whole.
using transaction_work = std::function<result<void>(connection&)>;

class engine {
public:
  virtual ~engine() = default;

  // One transaction, as if no other ran beside it. Whoever gets success may count on it after a power cut; in_doubt: it
  // may have happened; any other error: it has not. Thread-safe, as is read(). An exception of the work takes the
  // transaction back and comes out again.
  [[nodiscard]] virtual result<void> write(transaction_work const& work) = 0;

  // One unchanging state of the database, without changing it.
  [[nodiscard]] virtual result<void> read(transaction_work const& work) = 0;

  [[nodiscard]] virtual engine_kind kind() const = 0;
};

// Called before every commit of a write; its error takes the transaction back.
using commit_guard = std::function<result<void>()>;

[[nodiscard]] result<std::unique_ptr<engine>> open_sqlite(store_options const& options, time_source const& clock,
                                                          commit_guard const& guard = {});
[[nodiscard]] result<std::unique_ptr<engine>> open_postgresql(store_options const& options, time_source const& clock,
                                                              commit_guard const& guard = {});

}  // namespace foothold
