#pragma once
// What goes by itself when its time is over (Art. 5(1)(e) GDPR): cases that were closed long enough ago, and proofs
// that a fund may no longer ask for. How long is the office's decision (config.json); without one nothing goes.

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "service/erasing.h"
#include "service/installation.h"

namespace foothold {

// The log of decisions is kept so long at least (Art. 26(6) of Regulation (EU) 2024/1689). Only an erasure that
// somebody asks for is sooner.
inline constexpr std::int64_t kDecisionsKeptMonths{6};

struct retention_report {
  std::vector<erasure_receipt> cases;  // erased whole, each with its receipt
  std::int64_t proofs{0};
  bool more{false};  // the limit was reached: the rest goes next time
};

// The last day on which a case that was closed on `closed` is kept. A month that has no such day ends on its last.
[[nodiscard]] date kept_until(date closed, std::int64_t months);

// At most `limit` cases and as many proofs. `months` 0: no case goes; fewer than kDecisionsKeptMonths are refused
// (wrong_use), and a case with a younger decision stays until that is old enough. Each erasure is in the audit like any
// other. After an error it may be repeated: what was done stays done.
[[nodiscard]] result<retention_report> carry_out_retention(installation& office, std::int64_t months,
                                                           std::int64_t limit = 1000);

}  // namespace foothold
