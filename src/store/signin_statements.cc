#include "store/signin_statements.h"

#include <array>

namespace foothold {
namespace {

constexpr auto kText = cell_kind::text;
constexpr auto kNumber = cell_kind::number;
using kinds = std::vector<cell_kind>;

kinds const kCardRow{kText, kText, kText, kText, kNumber, kNumber, kNumber};
kinds const kAccountRow{kText, kText, kText, kNumber, kNumber, kNumber};
// A session with what is true of its holder today: the row of staff, or whether there is such a person.
kinds const kSessionRow{kText,   kText,   kText, kText,   kNumber, kText, kNumber, kNumber, kNumber,
                        kNumber, kNumber, kText, kNumber, kText,   kText, kNumber, kNumber};

}  // namespace

statement const kAddCard{
    "add a card",
    "insert into cards (id, person, secret_hash, pin_hash, language, made_at, made_by, wrong, paused_until, locked) "
    "values (:p1, :p2, :p3, :p4, :p5, :p6, :p7, 0, 0, 0)",
    {kText, kText, kText, kText, kText, kNumber, kText},
    {}};
statement const kFindCard{"find a card",
                          "select id, person, pin_hash, language, wrong, paused_until, locked from cards where "
                          "secret_hash = :p1 and revoked_at is null",
                          {kText},
                          kCardRow};
statement const kCardOfSession{"find the card of a session",
                               "select c.id, c.person, c.pin_hash, c.language, c.wrong, c.paused_until, c.locked from "
                               "cards c join sessions e on e.card = c.id where e.id = :p1 and c.revoked_at is null",
                               {kText},
                               kCardRow};
// Charged before the PIN is looked at, so that many at once are no more tries than one after the other.
statement const kTryCard{
    "take a try of a card",
    "update cards set wrong = wrong + 1, paused_until = case when wrong + 1 = :p1 then :p2 else paused_until end, "
    "locked = case when wrong + 1 >= :p3 then 1 else locked end where id = :p4 and locked = 0 and paused_until <= :p5 "
    "and revoked_at is null",
    {kNumber, kNumber, kNumber, kText, kNumber},
    {}};
statement const kCardWentWell{
    "a card went well",
    "update cards set wrong = 0, paused_until = 0, locked = 0 where id = :p1 and revoked_at is null",
    {kText},
    {}};
statement const kRevokeCard{"revoke the cards of a person",
                            "update cards set revoked_at = :p1 where person = :p2 and revoked_at is null",
                            {kNumber, kText},
                            {}};
statement const kCardsOf{"count the cards of a person",
                         "select id, made_at, locked from cards where person = :p1 and revoked_at is null order by id",
                         {kText},
                         {kText, kNumber, kNumber}};
statement const kForgetCards{"forget the cards of a person", "delete from cards where person = :p1", {kText}, {}};

statement const kAddAccount{"add an account",
                            "insert into accounts (staff, name_hash, password_hash, code_key_sealed, last_step, wrong, "
                            "paused_until, made_at) values (:p1, :p2, :p3, :p4, :p5, 0, 0, :p6)",
                            {kText, kText, kText, kText, kNumber, kNumber},
                            {}};
statement const kForgetAccount{"forget an account", "delete from accounts where staff = :p1", {kText}, {}};
statement const kFindAccount{"find an account by its name",
                             "select staff, password_hash, code_key_sealed, last_step, wrong, paused_until from "
                             "accounts where name_hash = :p1",
                             {kText},
                             kAccountRow};
statement const kAccountOf{"find the account of a member of staff",
                           "select staff, password_hash, code_key_sealed, last_step, wrong, paused_until from accounts "
                           "where staff = :p1",
                           {kText},
                           kAccountRow};
// Each fifth try in a row is followed by a pause.
statement const kTryAccount{
    "take a try of an account",
    "update accounts set wrong = case when wrong + 1 >= :p1 then 0 else wrong + 1 end, paused_until = case when "
    "wrong + 1 >= :p2 then :p3 else paused_until end where staff = :p4 and paused_until <= :p5",
    {kNumber, kNumber, kNumber, kText, kNumber},
    {}};
// False where the code of this step was used by another one meanwhile.
statement const kAccountWentWell{
    "an account went well",
    "update accounts set wrong = 0, paused_until = 0, last_step = :p1 where staff = :p2 and last_step < :p3",
    {kNumber, kText, kNumber},
    {}};
statement const kAddRecoveryCode{
    "add a recovery code",
    "insert into recovery_codes (staff, code_hash) values (:p1, :p2) on conflict do nothing",
    {kText, kText},
    {}};
statement const kTakeRecoveryCode{
    "take a recovery code", "delete from recovery_codes where staff = :p1 and code_hash = :p2", {kText, kText}, {}};
statement const kForgetRecoveryCodes{
    "forget recovery codes", "delete from recovery_codes where staff = :p1", {kText}, {}};
statement const kCountRecoveryCodes{
    "count recovery codes", "select count(*) from recovery_codes where staff = :p1", {kText}, {kNumber}};

statement const kAddInvitation{"add an invitation",
                               "insert into invitations (secret_hash, staff, until) values (:p1, :p2, :p3)",
                               {kText, kText, kNumber},
                               {}};
statement const kFindInvitation{"find an invitation",
                                "select i.staff from invitations i join staff s on s.id = i.staff where i.secret_hash "
                                "= :p1 and i.until > :p2 and s.active = 1",
                                {kText, kNumber},
                                {kText}};
statement const kForgetInvitations{
    "forget invitations", "delete from invitations where staff = :p1 or until <= :p2", {kText, kNumber}, {}};

statement const kAddSession{
    "add a session",
    "insert into sessions (id, token_hash, holder, role, organisation, card, shared, device, began_at, used_at, "
    "proved_at, ends_at, locked) values (:p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8, :p9, :p10, :p11, :p12, 0)",
    {kText, kText, kText, kText, kText, kText, kNumber, kText, kNumber, kNumber, kNumber, kNumber},
    {}};
statement const kFindSession{
    "find a session",
    "select e.id, e.holder, e.role, e.organisation, e.shared, e.device, e.began_at, e.used_at, e.proved_at, e.ends_at, "
    "e.locked, coalesce(s.role, ''), coalesce(s.active, 0), coalesce(s.organisation, ''), s.until_on, "
    "case when exists (select 1 from employers y where y.organisation = e.organisation and y.vetted_on is not null) "
    "then 1 else 0 end, case when p.id is null then 0 else 1 end from sessions e left join staff s on s.id = e.holder "
    "left join persons p on p.id = e.holder where e.token_hash = :p1",
    {kText},
    kSessionRow};
statement const kUseSession{"use a session", "update sessions set used_at = :p1 where id = :p2", {kNumber, kText}, {}};
statement const kLockSession{"lock a session", "update sessions set locked = 1 where id = :p1", {kText}, {}};
statement const kUnlockSession{
    "unlock a session",
    "update sessions set locked = 0, token_hash = :p1, proved_at = :p2, used_at = :p3 where id = :p4",
    {kText, kNumber, kNumber, kText},
    {}};
statement const kEndSession{
    "end a session", "delete from sessions where id = :p1 and holder = :p2", {kText, kText}, {}};
statement const kEndOtherSessions{
    "end other sessions", "delete from sessions where holder = :p1 and id <> :p2", {kText, kText}, {}};
statement const kEndSessionsOfCard{"end sessions of cards",
                                   "delete from sessions where card in (select id from cards where person = :p1)",
                                   {kText},
                                   {}};
statement const kEndSessionsOf{"end sessions of somebody", "delete from sessions where holder = :p1", {kText}, {}};
statement const kSessionsOf{"list sessions of somebody",
                            "select id, shared, device, began_at, used_at, ends_at from sessions where holder = :p1 "
                            "order by used_at desc, id limit :p2",
                            {kText, kNumber},
                            {kText, kNumber, kText, kNumber, kNumber, kNumber}};
statement const kForgetSessions{
    "forget sessions that are over", "delete from sessions where ends_at <= :p1", {kNumber}, {}};

std::span<statement const* const> signin_statements() {
  static auto const all = std::array{&kAddCard,
                                     &kFindCard,
                                     &kTryCard,
                                     &kCardWentWell,
                                     &kCardOfSession,
                                     &kRevokeCard,
                                     &kCardsOf,
                                     &kForgetCards,
                                     &kAddAccount,
                                     &kForgetAccount,
                                     &kFindAccount,
                                     &kAccountOf,
                                     &kTryAccount,
                                     &kAccountWentWell,
                                     &kAddRecoveryCode,
                                     &kTakeRecoveryCode,
                                     &kForgetRecoveryCodes,
                                     &kCountRecoveryCodes,
                                     &kAddInvitation,
                                     &kFindInvitation,
                                     &kForgetInvitations,
                                     &kAddSession,
                                     &kFindSession,
                                     &kUseSession,
                                     &kLockSession,
                                     &kUnlockSession,
                                     &kEndSession,
                                     &kEndOtherSessions,
                                     &kEndSessionsOfCard,
                                     &kEndSessionsOf,
                                     &kSessionsOf,
                                     &kForgetSessions};
  return all;
}

}  // namespace foothold
