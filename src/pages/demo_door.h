#pragma once
// The demo's door, /{lang}/demo: who works in the demo and some of its people, each to be entered as with one press.
// It is in the demo alone, which listens to this machine and whose people are invented.

#include "http/router.h"
#include "model/territory.h"
#include "pages/session_cookie.h"
#include "service/demo_office.h"
#include "service/texts.h"

namespace foothold {

// All must outlive the routes.
void add_demo_door(http::router& to, ways_in& in, texts const& words, sign_in_setting const& how,
                   demo_office const& office, territory const& place);

}  // namespace foothold
