#pragma once
// /{lang}/home: where signing in leads.

#include <functional>
#include <optional>

#include "http/router.h"
#include "service/texts.h"
#include "service/visitor.h"

namespace foothold {

// The texts must outlive the routes.
void add_home_page(http::router& to, texts const& words,
                   std::function<std::optional<visitor>(http::request const&)> find_visitor);

}  // namespace foothold
