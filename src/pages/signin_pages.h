#pragma once
// The pages of signing in:
//
//   /{lang}/card           a newcomer's card: its numbers, then the PIN and "Is this your phone?"
//   /{lang}/sign-in        staff: name, password, code of the app
//   /{lang}/invitation     staff make their account
//   /{lang}/sessions       the own ones; POST .../end ends one, .../end-others all others
//   /{lang}/lock           POST: nothing is shown until PIN or code are given on /{lang}/locked
//   /{lang}/sign-out       POST, then /{lang}/signed-out
//
// and /signin/{file...}, which they load.

#include "http/router.h"
#include "pages/session_cookie.h"
#include "service/texts.h"

namespace foothold {

// All must outlive the routes.
void add_signin_pages(http::router& to, ways_in& in, texts const& words, sign_in_setting const& how);
// The neutral icon, where no other page brings one.
void add_signin_icons(http::router& to);

}  // namespace foothold
