#pragma once
// All of the HTTP module:
//
//   auto routes = http::router{};
//   routes.get("/{lang}/people/{id}", [&](http::request const& r) { return http::html(page(http::value_or(r.parts,
//   "id"))); }); auto s = http::server{std::move(routes), {.hosts = {"localhost", "127.0.0.1"}}}; auto const port =
//   s.start("127.0.0.1", 8080);

#include "http/assets.h"    // IWYU pragma: export
#include "http/message.h"   // IWYU pragma: export
#include "http/router.h"    // IWYU pragma: export
#include "http/server.h"    // IWYU pragma: export
#include "http/settings.h"  // IWYU pragma: export
#include "http/url.h"       // IWYU pragma: export
