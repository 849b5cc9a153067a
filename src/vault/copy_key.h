#pragma once
// The key of one copy of the data. It is random and stands in the copy itself, twice sealed: under the key of the
// month, which the key store holds for three months and then destroys, and to the recovery key, which two people hold.
// So the machine can prove its copies of the last months by itself, and not read older ones
// (docs/adr/0013-who-opens-copies.md).

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/secret.h"
#include "vault/vault.h"

namespace foothold {

// The month of a copy and the two before it.
inline constexpr int kMonthsOfCopies{3};

struct copy_key {
  secret key;
  std::string by_month;      // base64
  std::string for_recovery;  // raw
};

// Makes the key of this month where need be, and that of the next, so that a copy of the keys knows it before a copy of
// the data needs it.
[[nodiscard]] result<copy_key> make_copy_key(vault& keys, std::chrono::sys_seconds made_at);

// not_found: the key of that month was destroyed, or never was in this key store; broken: not what was sealed.
[[nodiscard]] result<secret> open_copy_key(vault& keys, std::chrono::sys_seconds made_at, std::string_view by_month);

// By two people; bad_input: not their shares.
[[nodiscard]] result<secret> open_copy_key(vault& keys, std::pair<std::string, std::string> const& shares,
                                           std::string_view for_recovery);

// Destroys the keys of months that are over for kMonthsOfCopies or longer.
[[nodiscard]] result<void> forget_old_months(vault& keys, std::chrono::sys_seconds now);

}  // namespace foothold
