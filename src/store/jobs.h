#pragma once
// Long work that outlives the process that began it. A worker takes a job for a while (its lease) and prolongs that; a
// job whose worker died comes back when the lease is over, and the dead worker's late answer no longer counts.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/snapshot.h"

namespace foothold {

inline constexpr std::int64_t kMostAttempts{5};

struct job {
  job_id id;
  std::string kind;
  std::string payload;      // ids, hashes and codes, never personal data
  std::string owner;        // the worker who holds it
  std::int64_t attempt{0};  // 1: the first
};

// A job that exists under this id already stays as it is, so that the same change made twice asks for one job.
void add_job(installation_change& t, job_id const& id, std::string_view kind, std::string_view payload, instant run_at);

// The job of this kind that waits longest; nothing if none is due. Jobs that nobody holds come in the order of run_at.
[[nodiscard]] std::optional<job> take_job(installation_change& t, std::string_view kind, std::string_view owner,
                                          std::chrono::seconds lease);

// conflict: the lease was over and somebody else has the job; its work must be thrown away.
[[nodiscard]] result<void> prolong_job(installation_change& t, job const& j, std::chrono::seconds lease);
[[nodiscard]] result<void> finish_job(installation_change& t, job const& j);
// Gives it back, to run again after a pause; after kMostAttempts it has failed for good.
[[nodiscard]] result<void> give_up_job(installation_change& t, job const& j, std::chrono::seconds pause);

}  // namespace foothold
