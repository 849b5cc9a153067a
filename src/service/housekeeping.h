#pragma once
// What an installation does for itself once a day: it reminds of papers and of referrals without an answer, what is
// over goes, old idempotency keys are forgotten, the audit is signed, and copies are made.

#include <stop_token>

#include "base/result.h"
#include "service/installation.h"
#include "service/nightly_copies.h"
#include "service/settings.h"

namespace foothold {

struct housekeeping_report {
  std::size_t cases{0U};
  std::int64_t proofs{0};
  std::int64_t files_missing{0};  // rows of files whose bytes are not there
  bool signed_audit{false};       // false: it is empty
  nightly_report copies{};
};

[[nodiscard]] result<housekeeping_report> keep_house(installation& office, settings const& s);

// At once and then whenever a new day (UTC) has begun, until it is told to stop. What fails is a warning in the log,
// and is tried again after an hour.
void keep_house_daily(installation& office, settings const& s, std::stop_token const& stop);

}  // namespace foothold
