#pragma once
// The part of the catalogue that signing in needs.

#include <span>

#include "store/statement.h"

namespace foothold {

extern statement const kAddCard, kFindCard, kTryCard, kCardWentWell, kCardOfSession, kRevokeCard, kCardsOf,
    kForgetCards;
extern statement const kAddAccount, kForgetAccount, kFindAccount, kAccountOf, kTryAccount, kAccountWentWell;
extern statement const kAddRecoveryCode, kTakeRecoveryCode, kForgetRecoveryCodes, kCountRecoveryCodes;
extern statement const kAddInvitation, kFindInvitation, kForgetInvitations;
extern statement const kAddSession, kFindSession, kUseSession, kLockSession, kUnlockSession;
extern statement const kEndSession, kEndOtherSessions, kEndSessionsOfCard, kEndSessionsOf, kSessionsOf, kForgetSessions;

[[nodiscard]] std::span<statement const* const> signin_statements();

}  // namespace foothold
