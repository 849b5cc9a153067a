#include "store/accounts.h"

#include <algorithm>

#include "store/cards.h"
#include "store/signin_statements.h"

namespace foothold {
namespace {

std::optional<account_row> as_account(std::vector<row> const& found) {
  if (found.empty()) {
    return std::nullopt;
  }
  auto const& r = found.front();
  return account_row{.staff = parse_id_as<staff_id>(std::get<std::string>(r[0])).value(),
                     .password_hash = std::get<std::string>(r[1]),
                     .code_key_sealed = std::get<std::string>(r[2]),
                     .last_step = std::get<std::int64_t>(r[3]),
                     .wrong = std::get<std::int64_t>(r[4]),
                     .paused_until = instant_of(r[5])};
}

}  // namespace

std::optional<account_row> find_account(installation_view& s, std::string const& name_hash) {
  return as_account(by_statement::rows(s, kFindAccount, row{name_hash}));
}

std::optional<account_row> account_of(installation_view& s, staff_id const& id) {
  return as_account(by_statement::rows(s, kAccountOf, row{format_id(id)}));
}

result<void> put_account(installation_change& t, new_account const& a) {
  auto const id = format_id(a.staff);
  if (auto const other = find_account(t, a.name_hash); other && other->staff != a.staff) {
    return fail(errc::conflict, "this name is taken");
  }
  by_statement::change(t, kForgetInvitations, row{id, cell_of(t.now())});
  by_statement::change(t, kEndSessionsOf, row{id});
  by_statement::change(t, kForgetRecoveryCodes, row{id});
  by_statement::change(t, kForgetAccount, row{id});
  by_statement::change(t, kAddAccount,
                       row{id, a.name_hash, a.password_hash, a.code_key_sealed, a.last_step, cell_of(t.now())});
  for (auto const& hash : a.recovery_hashes) {
    by_statement::change(t, kAddRecoveryCode, row{id, hash});
  }
  return {};
}

bool try_account(installation_change& t, staff_id const& id) {
  auto const until = cell_of(t.now() + kSignInPause);
  return by_statement::change(t, kTryAccount,
                              row{kTriesBeforePause, kTriesBeforePause, until, format_id(id), cell_of(t.now())}) == 1;
}

bool account_went_well(installation_change& t, staff_id const& id, std::int64_t const step) {
  auto const before = account_of(t, id);
  if (!before) {
    return false;
  }
  auto const next = std::max(before->last_step, step);
  auto const limit = step == 0 ? next + 1 : step;  // a recovery code takes no step
  return by_statement::change(t, kAccountWentWell, row{next, format_id(id), limit}) == 1;
}

bool take_recovery_code(installation_change& t, staff_id const& id, std::string const& code_hash) {
  return by_statement::change(t, kTakeRecoveryCode, row{format_id(id), code_hash}) == 1;
}

std::int64_t recovery_codes_left(installation_view& s, staff_id const& id) {
  return std::get<std::int64_t>(by_statement::rows(s, kCountRecoveryCodes, row{format_id(id)}).front()[0]);
}

void add_invitation(installation_change& t, staff_id const& id, std::string const& secret_hash, instant const until) {
  by_statement::change(t, kForgetInvitations, row{format_id(id), cell_of(t.now())});
  by_statement::change(t, kAddInvitation, row{secret_hash, format_id(id), cell_of(until)});
}

std::optional<staff_id> invited_by(installation_view& s, std::string const& secret_hash, instant const now) {
  auto const found = by_statement::rows(s, kFindInvitation, row{secret_hash, cell_of(now)});
  return found.empty() ? std::nullopt : parse_id_as<staff_id>(std::get<std::string>(found.front()[0]));
}

}  // namespace foothold
