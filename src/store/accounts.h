#pragma once
// Accounts of staff: a name, a password and a second factor, all as hashes or sealed; and the invitations with which
// they are made.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/snapshot.h"

namespace foothold {

struct account_row {
  staff_id staff{};
  std::string password_hash{};
  std::string code_key_sealed{};  // of the second factor, by the vault, at place_of_code_key()
  std::int64_t last_step{0};      // of the last code that was good
  std::int64_t wrong{0};
  instant paused_until{};

  [[nodiscard]] bool rests(instant const now) const { return paused_until > now; }
};

struct new_account {
  staff_id staff{};
  std::string name_hash{}, password_hash{}, code_key_sealed{};
  std::int64_t last_step{0};
  std::vector<std::string> recovery_hashes{};
};

[[nodiscard]] std::optional<account_row> find_account(installation_view& s, std::string const& name_hash);
[[nodiscard]] std::optional<account_row> account_of(installation_view& s, staff_id const& id);

// In the place of the one from before; all sessions and invitations of this member end. conflict: the name is taken.
[[nodiscard]] result<void> put_account(installation_change& t, new_account const& a);

// Charged before the password is looked at; false: paused. Each fifth in a row begins a pause (cards.h).
bool try_account(installation_change& t, staff_id const& id);
// Takes the code of this step, or, with step 0, leaves the steps alone. False: it was used already.
bool account_went_well(installation_change& t, staff_id const& id, std::int64_t step);
// False: there is none, or none any more.
bool take_recovery_code(installation_change& t, staff_id const& id, std::string const& code_hash);
[[nodiscard]] std::int64_t recovery_codes_left(installation_view& s, staff_id const& id);

// The only one of this member from now on.
void add_invitation(installation_change& t, staff_id const& id, std::string const& secret_hash, instant until);
// Of an active member, and not too old.
[[nodiscard]] std::optional<staff_id> invited_by(installation_view& s, std::string const& secret_hash, instant now);

}  // namespace foothold
