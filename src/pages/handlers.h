#pragma once
// One function for each page.

#include "http/message.h"
#include "pages/context.h"

namespace foothold::pages {

http::response start_page(visit const& v);
http::response about_page(visit const& v);
http::response person_page(visit const& v, person_idx who);
http::response goal_page(visit const& v, person_idx who);
http::response week_page(visit const& v, person_idx who);
http::response plan_svg(visit const& v, person_idx who);
http::response plan_json(visit const& v, person_idx who);

}  // namespace foothold::pages
