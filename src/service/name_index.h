#pragma once
// The index of names beside the store: filled when the program starts, and kept as the store is by what the outbox
// says, so that every node's own index follows. docs/search.md

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "access/request.h"
#include "base/result.h"
#include "search/person_index.h"
#include "store/outbox.h"
#include "store/person_records.h"
#include "store/store.h"

namespace foothold {

// The index, filled from the store and kept as the store is. Safe from many threads.
class name_index {
public:
  // The store must outlive it. `tenant` is the store's own.
  name_index(store& cases, std::string tenant) : cases_{&cases}, tenant_{std::move(tenant)} {}

  // Everybody, once; one line in the audit for each kPeopleInOneRead. Until it is done, searches are refused.
  [[nodiscard]] result<void> fill();
  // What changed since, on any node; how many people were looked at again.
  [[nodiscard]] result<std::size_t> follow();
  // At once, on this node: the person was erased here.
  void forget(person_id const& id) { people_.remove(id.bytes); }

  // Fills and follows until it is stopped; for a thread of its own. What fails is tried again after the pause.
  void keep_up(std::stop_token const& stop, std::chrono::milliseconds pause);

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] person_index const& people() const { return people_; }

  static constexpr std::size_t kPeopleInOneRead{10'000U};

private:
  [[nodiscard]] access_request asked() const;
  [[nodiscard]] result<void> look_again(std::vector<person_id> const& ids);

  store* cases_;
  std::string tenant_;
  person_index people_;
  std::mutex working_;  // held while it fills or follows
  outbox_place place_;
  std::atomic<bool> ready_{false};
};

}  // namespace foothold
