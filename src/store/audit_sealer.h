#pragma once
// Links entries of the audit that wait, in the background: where several nodes write, writers leave that to it.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "store/engine.h"
#include "store/field_codec.h"
#include "sys/signature.h"

namespace foothold {

// Links all entries that wait and can no longer be overtaken, in writes of some thousand; how many.
[[nodiscard]] result<std::int64_t> link_what_waits(engine& e);

// Then signs how far the chain goes, keeps the line in the database and returns it. not_found: there are no entries.
[[nodiscard]] result<std::string> sign_what_is_linked(engine& e, signing_key const& key, instant now);

class audit_sealer {
public:
  // The engine must outlive it.
  audit_sealer(engine& e, std::chrono::milliseconds pause);
  ~audit_sealer();
  audit_sealer(audit_sealer const&) = delete;
  audit_sealer& operator=(audit_sealer const&) = delete;

private:
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace foothold
