#include "service/staff_accounts.h"

#include <algorithm>

#include "service/second_factor.h"
#include "service/typed_secret.h"
#include "store/accounts.h"
#include "store/staff_roles.h"
#include "vault/hex.h"
#include "vault/one_time_code.h"

namespace foothold {
namespace {

constexpr auto kShortestName = std::size_t{3U};
constexpr auto kLongestName = std::size_t{64U};

// As a person types it once more: without capitals and blanks around it.
std::string folded_name(std::string_view name) {
  auto const first = name.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    return {};
  }
  name = name.substr(first, name.find_last_not_of(' ') - first + 1U);
  auto out = std::string{name};
  std::ranges::transform(out, out.begin(),
                         [](char const c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string hash_of_name(ways_in& in, std::string_view const name) {
  return in.keeper().keyed_hash("name", folded_name(name));
}

std::string hash_of_recovery(ways_in& in, std::string_view const digits) {
  return in.keeper().keyed_hash("recovery", digits);
}

account_fault as_fault(password_fault const f) {
  switch (f) {
    case password_fault::too_short:
      return account_fault::too_short;
    case password_fault::too_long:
      return account_fault::too_long;
    case password_fault::too_common:
      return account_fault::too_common;
    case password_fault::none:
      break;
  }
  return account_fault::none;
}

// Made of the invitation, so that nothing has to be kept between the page and its form.
std::string code_key(ways_in& in, std::string_view const invitation) {
  auto const hex = in.keeper().keyed_hash("code key", invitation);
  return from_hex(hex).value().substr(0U, kOneTimeSecretBytes);
}

result<std::optional<staff_id>> owner_of(ways_in& in, std::string_view const invitation) {
  auto found = std::optional<staff_id>{};
  auto const hash = in.keeper().keyed_hash("invitation", invitation);
  auto const now = in.now();
  return in.cases()
      .read({.actor = "signin", .name = "invitation.look"},
            [&](installation_view& s) -> result<void> {
              found = invited_by(s, hash, now);
              return {};
            })
      .map([&] { return found; });
}

installation_act act_of(std::string const& who, char const* const name) {
  return {.actor = who.empty() ? "signin" : who, .name = name, .subject = who};
}

}  // namespace

result<std::string> invite(ways_in& in, staff_id const& id) {
  auto secret = new_secret_digits(kInvitationDigits);
  auto const hash = in.keeper().keyed_hash("invitation", secret);
  auto const written = in.cases().write({.actor = "operator", .name = "account.invite", .subject = format_id(id)},
                                        once(), [&](installation_change& t) -> result<std::string> {
                                          auto const who = role_of(t, id);
                                          if (!who || !who->active) {
                                            return fail(errc::not_found, "there is no active user with this id");
                                          }
                                          add_invitation(t, id, hash, t.now() + kInvitationLasts);
                                          return std::string{};
                                        });
  return written.map([&](change_answer const& /*a*/) { return std::move(secret); });
}

result<std::string> code_key_of_invitation(ways_in& in, std::string_view const invitation) {
  auto const owner = owner_of(in, invitation);
  if (!owner) {
    return tl::make_unexpected(owner.error());
  }
  if (!*owner) {
    return fail(errc::not_found, "there is no such invitation");
  }
  return code_key(in, invitation);
}

namespace {

account_fault fault_of(new_account_wish const& wish) {
  auto const name = folded_name(wish.name);
  if (name.size() < kShortestName || name.size() > kLongestName) {
    return account_fault::name;
  }
  return as_fault(fault_of_password(wish.password));
}

}  // namespace

result<made_account> make_account(ways_in& in, new_account_wish const& wish) {
  auto const owner = owner_of(in, wish.invitation);
  if (!owner) {
    return tl::make_unexpected(owner.error());
  }
  if (!*owner) {
    return made_account{account_fault::no_invitation, {}};
  }
  if (auto const fault = fault_of(wish); fault != account_fault::none) {
    return made_account{fault, {}};
  }
  auto const key = code_key(in, wish.invitation);
  auto const step = step_typed(in, key, wish.code, 0);
  if (!step) {
    return made_account{account_fault::code, {}};
  }
  auto const id = format_id(**owner);
  auto const sealed = seal_code_key(in, **owner, key);
  auto const password = in.keeper().slow_hash(wish.password, in.costs().password);
  if (!sealed || !password) {
    return tl::make_unexpected(sealed ? password.error() : sealed.error());
  }
  auto account = new_account{.staff = **owner,
                             .name_hash = hash_of_name(in, wish.name),
                             .password_hash = *password,
                             .code_key_sealed = *sealed,
                             .last_step = *step,
                             .recovery_hashes = {}};
  auto made = made_account{};
  for (auto i = std::size_t{0U}; i != kRecoveryCodes; ++i) {
    made.recovery.push_back(new_secret_digits(kRecoveryDigits));
    account.recovery_hashes.push_back(hash_of_recovery(in, made.recovery.back()));
  }
  auto const hash = in.keeper().keyed_hash("invitation", wish.invitation);
  auto const written =
      in.cases().write(act_of(id, "account.make"), once(), [&](installation_change& t) -> result<std::string> {
        if (invited_by(t, hash, t.now()) != *owner) {
          return fail(errc::not_found, "the invitation was used meanwhile");
        }
        return put_account(t, account).map([] { return std::string{}; });
      });
  if (written) {
    return made;
  }
  switch (written.error().code) {
    case errc::conflict:
      return made_account{account_fault::name_taken, {}};
    case errc::not_found:
      return made_account{account_fault::no_invitation, {}};
    default:
      return tl::make_unexpected(written.error());
  }
}

result<signed_in> sign_in_with_account(ways_in& in, std::string_view const name, std::string_view const password,
                                       std::string_view const code, sign_in_place const& where) {
  auto account = std::optional<account_row>{};
  auto staff = std::optional<staff_role>{};
  auto const hash = hash_of_name(in, name);
  auto const looked =
      in.cases().read({.actor = "signin", .name = "account.look"}, [&](installation_view& s) -> result<void> {
        account = find_account(s, hash);
        staff = account ? role_of(s, account->staff) : std::nullopt;
        return {};
      });
  if (!looked) {
    return tl::make_unexpected(looked.error());
  }
  auto const id = account ? format_id(account->staff) : std::string{};
  auto charged = false;
  auto const tried =
      in.cases().write(act_of(id, "account.try"), once(), [&](installation_change& t) -> result<std::string> {
        charged = account && try_account(t, account->staff);
        return std::string{};
      });
  if (!tried) {
    return tl::make_unexpected(tried.error());
  }
  auto const right =
      in.keeper().fits(account ? std::optional{account->password_hash} : std::nullopt, password, in.costs().password);
  if (!right) {
    return tl::make_unexpected(right.error());
  }
  // A recovery code is told apart by its length.
  auto const recovery = typed_secret(code, kRecoveryDigits);
  auto step = std::optional<std::int64_t>{};
  if (account && !recovery) {
    auto const typed = step_typed(in, *account, code);
    if (!typed) {
      return tl::make_unexpected(typed.error());
    }
    step = *typed;
  }
  auto const today_in = staff && staff->active && (!staff->until_on || instant{*staff->until_on + days{1}} > in.now());
  auto const as = staff ? parse_word<role>(staff->role) : std::nullopt;
  auto const good = charged && *right && today_in && as && (step || recovery);
  auto in_now = signed_in{};
  auto const begin = [&](installation_change& t) -> result<std::string> {
    auto const second = recovery ? take_recovery_code(t, account->staff, hash_of_recovery(in, *recovery)) : true;
    if (!second || !account_went_well(t, account->staff, step.value_or(0))) {
      return fail(errc::not_found, "the code was used already");
    }
    in_now = {
        .how = entry::open,
        .session = begin_session(
            t, {.id = id, .as = *as, .organisation = format_id(staff->organisation), .card = std::nullopt}, where)};
    return std::string{};
  };
  if (good) {
    auto const begun = in.cases().write(act_of(id, "session.begin"), once(), begin);
    if (begun || begun.error().code != errc::not_found) {
      return begun.map([&](change_answer const& /*a*/) { return std::move(in_now); });
    }
  }
  auto const refused =
      in.cases().write(act_of(id, "session.refused"), once(),
                       [](installation_change& /*t*/) -> result<std::string> { return std::string{}; });
  return refused.map([](change_answer const& /*a*/) { return signed_in{}; });
}

}  // namespace foothold
