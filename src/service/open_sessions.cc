#include "service/open_sessions.h"

#include <array>
#include <functional>

#include "service/second_factor.h"
#include "service/typed_secret.h"
#include "store/accounts.h"
#include "sys/hash.h"
#include "sys/random.h"
#include "vault/hex.h"

namespace foothold {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

auto const kLooking = installation_act{.actor = "signin", .name = "session.look"};

installation_act act_of(open_session const& s, char const* const name) {
  return {.actor = s.who.who.id, .name = name, .subject = s.who.who.id};
}

std::string new_token() {
  auto bytes = std::array<std::byte, 32>{};
  fill_random(bytes);
  return as_hex({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

// Is the holder still who began this session?
bool is_still_in(session_row const& s, instant const now) {
  if (s.role == word(role::newcomer)) {
    return s.person_known;
  }
  return s.staff_active && s.staff_role == s.role && s.staff_organisation == s.organisation &&
         (!s.staff_until || instant{*s.staff_until + days{1}} > now);
}

bool is_over(session_row const& s, role const as, instant const now) {
  return now >= s.ends_at || now - s.used_at >= times_of(as, s.shared).idle || !is_still_in(s, now);
}

actor actor_of(session_row const& s, role const as, std::string const& tenant, instant const now) {
  auto a = actor{.id = s.holder,
                 .as = as,
                 .tenant = tenant,
                 .organisation = s.organisation,
                 .state = membership::active,
                 .until = std::nullopt,
                 .has = {},
                 .session = all_of<action>()};
  if (s.staff_until) {
    a.until = instant{*s.staff_until + days{1}};
  }
  if (s.vetted) {
    a.has |= flag::vetted;
  }
  if (as == role::lead) {
    a.has |= flag::manages;  // a lead's team is the organisation of the row of staff
  }
  if (is_staff(as) && now - s.proved_at < kProofLasts) {
    a.has |= flag::signed_in_again;
  }
  return a;
}

result<void> done(result<change_answer> const& r) {
  return r.map([](change_answer const& /*nothing to tell*/) {});
}

result<bool> is_right_pin(ways_in& in, std::optional<card_row> const& card, std::string_view const typed) {
  return in.keeper().fits(card ? std::optional{card->pin_hash} : std::nullopt,
                          typed_digits(typed).value_or(std::string{}), in.costs().pin);
}

result<proved> finish(ways_in& in, open_session const& s, std::function<bool(installation_change&)> const& well) {
  auto const token = new_token();
  auto good = false;
  auto const written =
      in.cases().write(act_of(s, "session.unlock"), once(), [&](installation_change& t) -> result<std::string> {
        good = well(t);
        if (good) {
          unlock_session(t, s.id, hash_hex(token));
        }
        return std::string{};
      });
  return written.map(
      [&](change_answer const& /*a*/) { return good ? proved{proof::good, token} : proved{proof::wrong, {}}; });
}

result<proved> refuse(ways_in& in, open_session const& s, bool const over) {
  auto const written =
      in.cases().write(act_of(s, "session.refused"), once(), [&](installation_change& t) -> result<std::string> {
        if (over) {
          end_session(t, s.id, s.who.who.id);
        }
        return std::string{};
      });
  return written.map([&](change_answer const& /*a*/) { return proved{over ? proof::over : proof::wrong, {}}; });
}

result<proved> unlock_with_pin(ways_in& in, open_session const& s, std::string_view const typed) {
  auto card = std::optional<card_row>{};
  auto charged = false;
  auto const tried =
      in.cases().write(act_of(s, "card.try"), once(), [&](installation_change& t) -> result<std::string> {
        card = card_of_session(t, s.id);
        charged = card && try_card(t, card->id);
        return std::string{};
      });
  if (!tried) {
    return tl::make_unexpected(tried.error());
  }
  auto const right = is_right_pin(in, card, typed);
  if (!right) {
    return tl::make_unexpected(right.error());
  }
  return charged && *right ? finish(in, s, [&](installation_change& t) { return card_went_well(t, card->id); })
                           : refuse(in, s, !charged || card->wrong + 1 >= kTriesBeforePause);
}

result<proved> unlock_with_code(ways_in& in, open_session const& s, std::string_view const typed) {
  auto account = std::optional<account_row>{};
  auto charged = false;
  auto const id = parse_id_as<staff_id>(s.who.who.id).value();
  auto const tried =
      in.cases().write(act_of(s, "account.try"), once(), [&](installation_change& t) -> result<std::string> {
        account = account_of(t, id);
        charged = account && try_account(t, id);
        return std::string{};
      });
  if (!tried) {
    return tl::make_unexpected(tried.error());
  }
  if (!account || !charged) {
    return refuse(in, s, true);
  }
  auto const step = step_typed(in, *account, typed);
  if (!step) {
    return tl::make_unexpected(step.error());
  }
  return *step ? finish(in, s, [&](installation_change& t) { return account_went_well(t, id, **step); })
               : refuse(in, s, account->wrong + 1 >= kTriesBeforePause);
}

}  // namespace

session_times times_of(role const as, bool const shared) {
  if (shared) {
    return {minutes{3}, minutes{20}};
  }
  return is_staff(as) ? session_times{minutes{15}, hours{10}} : session_times{minutes{30}, hours{12}};
}

begun_session begin_session(installation_change& t, session_holder const& who, sign_in_place const& where) {
  auto const begun = begun_session{.token = new_token(), .id = {}};
  auto const id = new_id<session_id>();
  add_session(t, {.id = id,
                  .token_hash = hash_hex(begun.token),
                  .holder = who.id,
                  .as = who.as,
                  .organisation = who.organisation,
                  .card = who.card,
                  .shared = where.shared,
                  .device = where.device,
                  .began_at = t.now(),
                  .ends_at = t.now() + times_of(who.as, where.shared).absolute});
  return {begun.token, format_id(id)};
}

std::string form_token_of(std::string_view const token) {
  auto h = hasher{};
  h.add_part("form");
  h.add_part(token);
  return std::move(h).hex();
}

result<std::optional<open_session>> find_open_session(ways_in& in, std::string_view const token) {
  auto found = std::optional<session_row>{};
  auto const hash = hash_hex(token);
  auto const read = in.cases().read(kLooking, [&](installation_view& s) -> result<void> {
    found = find_session(s, hash);
    return {};
  });
  if (!read) {
    return tl::make_unexpected(read.error());
  }
  if (!found) {
    return std::nullopt;
  }
  auto const now = in.now();
  auto const as = parse_word<role>(found->role).value_or(role::anonymous);
  if (is_over(*found, as, now)) {
    // For ever, whatever becomes true of the holder again.
    return in.cases()
        .note([&](installation_change& t) -> result<std::string> {
          end_session(t, found->id, found->holder);
          return std::string{};
        })
        .map([] { return std::optional<open_session>{}; });
  }
  if (!found->locked && now - found->used_at >= kUseNotedEach) {
    auto const noted = in.cases().note([&](installation_change& t) -> result<std::string> {
      use_session(t, found->id);
      return std::string{};
    });
    if (!noted) {
      return tl::make_unexpected(noted.error());
    }
  }
  return open_session{.who = {.who = actor_of(*found, as, in.tenant(), now),
                              .session = format_id(found->id),
                              .form_token = form_token_of(token)},
                      .id = found->id,
                      .locked = found->locked,
                      .shared = found->shared,
                      .ends_at = found->ends_at};
}

result<void> lock_open_session(ways_in& in, open_session const& s) {
  return done(in.cases().write(act_of(s, "session.lock"), once(), [&](installation_change& t) -> result<std::string> {
    lock_session(t, s.id);
    return std::string{};
  }));
}

result<proved> unlock_with(ways_in& in, open_session const& s, std::string_view const typed) {
  return s.who.who.as == role::newcomer ? unlock_with_pin(in, s, typed) : unlock_with_code(in, s, typed);
}

result<void> end_open_session(ways_in& in, open_session const& s) {
  return done(in.cases().write(act_of(s, "session.end"), once(), [&](installation_change& t) -> result<std::string> {
    end_session(t, s.id, s.who.who.id);
    return std::string{};
  }));
}

result<void> end_session_of(ways_in& in, open_session const& by, std::string_view const id) {
  auto const which = parse_id_as<session_id>(id);
  return done(in.cases().write(act_of(by, "session.end"), once(), [&](installation_change& t) -> result<std::string> {
    if (!which || !end_session(t, *which, by.who.who.id)) {
      return fail(errc::not_found, "there is no such session");
    }
    return std::string{};
  }));
}

result<void> end_all_other_sessions(ways_in& in, open_session const& by) {
  return done(in.cases().write(act_of(by, "session.end"), once(), [&](installation_change& t) -> result<std::string> {
    end_other_sessions(t, by.who.who.id, by.id);
    return std::string{};
  }));
}

result<std::vector<session_line>> list_sessions_of(ways_in& in, open_session const& by) {
  auto list = std::vector<session_line>{};
  return in.cases()
      .read(kLooking,
            [&](installation_view& s) -> result<void> {
              list = sessions_of(s, by.who.who.id, kMostSessionsShown);
              return {};
            })
      .map([&] { return std::move(list); });
}

result<void> forget_old_sessions(store& cases) {
  return cases.note([](installation_change& t) -> result<std::string> {
    forget_sessions(t);
    return std::string{};
  });
}

}  // namespace foothold
