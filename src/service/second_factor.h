#pragma once
// The key of an authenticator app as it is kept: sealed under the member's own key, in the account's row.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "service/ways_in.h"
#include "store/accounts.h"

namespace foothold {

[[nodiscard]] result<std::string> seal_code_key(ways_in& in, staff_id const& id, std::string_view key);

// Which step a typed code is of; nothing: it is none of this moment, or not after `last`.
[[nodiscard]] std::optional<std::int64_t> step_typed(ways_in const& in, std::string_view key, std::string_view code,
                                                     std::int64_t last);
// The same with the key of an account.
[[nodiscard]] result<std::optional<std::int64_t>> step_typed(ways_in& in, account_row const& account,
                                                             std::string_view code);

}  // namespace foothold
