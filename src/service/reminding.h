#pragma once
// What the program reminds of by itself, once a day: papers that expire, referrals that nobody answered, and that it is
// time to ask how it went on. The first become tasks, the second end and come back to who sent them, the third become
// follow-ups with their tasks (store/reminders.h).

#include "base/result.h"
#include "service/installation.h"

namespace foothold {

// Each paper, each referral and each follow-up once, however often it is done.
[[nodiscard]] result<void> remind(installation& office);

}  // namespace foothold
