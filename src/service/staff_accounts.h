#pragma once
// Staff sign in with a name, a password and a code of an authenticator app, all in one form: so nobody learns whether
// the password alone was right. An account is made by its owner, with an invitation that is good once and for two days.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/easy_secrets.h"
#include "service/open_sessions.h"
#include "service/paper_cards.h"
#include "service/ways_in.h"

namespace foothold {

inline constexpr std::chrono::hours kInvitationLasts{48};
inline constexpr std::size_t kRecoveryCodes{10U};

// kInvitationDigits digits, told to nobody else. The one from before is good no more; the account, if there is one,
// stays until the new one is made. not_found: there is no active user with this id.
[[nodiscard]] result<std::string> invite(ways_in& in, staff_id const& id);

// The key for the app, raw, of an invitation that is open. not_found: there is none like this.
[[nodiscard]] result<std::string> code_key_of_invitation(ways_in& in, std::string_view invitation);

struct new_account_wish {
  std::string invitation{};  // digits
  std::string name{};        // chosen, to sign in with
  std::string password{};
  std::string code{};  // of the app, as typed: shows that it works
};
enum class account_fault : std::uint8_t {
  none,
  no_invitation,
  name,
  name_taken,
  too_short,
  too_long,
  too_common,
  code
};
struct made_account {
  account_fault fault{account_fault::none};
  std::vector<std::string> recovery{};  // digits, each good once; shown once
};
[[nodiscard]] result<made_account> make_account(ways_in& in, new_account_wish const& wish);

// Never says which of the three was wrong, nor that there is a pause. The same work for a name that nobody has.
[[nodiscard]] result<signed_in> sign_in_with_account(ways_in& in, std::string_view name, std::string_view password,
                                                     std::string_view code, sign_in_place const& where);

}  // namespace foothold
