#pragma once
// What the program reminds of by itself, once a day: papers that expire, and referrals that nobody answered. The first
// become tasks, the second end and come back to who sent them.

#include "base/result.h"
#include "service/installation.h"

namespace foothold {

// Each paper and each referral once, however often it is done.
[[nodiscard]] result<void> remind(installation& office);

}  // namespace foothold
