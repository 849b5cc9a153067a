#pragma once
// Which handler answers which path. Filled before the server starts, read-only afterwards.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace foothold::http {

// A pattern is "/", or parts behind slashes: literal, "{name}" (one part), or, last, "{name...}" (the rest, at least
// one part, joined by "/"). A literal part goes before "{name}", and that before "{name...}", from left to right;
// "/static/{file...}" so goes before "/{lang}/people". HEAD is answered by GET; OPTIONS, 404 and 405 by the router.
class router {
public:
  // The page for 400, 403, 404, 405, 408, 413, 500 and 503 in the person's language. It may be called without a route.
  using error_page = std::function<response(request const&, int status)>;

  struct entry {
    verb method{verb::get};
    std::string pattern;
    std::vector<std::string> parts;
    handler handle;
    std::size_t max_body_bytes{0U};  // 0: as the settings say
  };

  // Throws std::invalid_argument for a malformed pattern or one that is taken: both are bugs, found at the start.
  void add(verb method, std::string pattern, handler handle, std::size_t max_body_bytes = 0U);
  void get(std::string pattern, handler handle) { add(verb::get, std::move(pattern), std::move(handle)); }
  void post(std::string pattern, handler handle) { add(verb::post, std::move(pattern), std::move(handle)); }
  void on_error(error_page page) { error_page_ = std::move(page); }

  // How long a body of this request may be, which is asked before it is read. `target` as it was sent; `usual` where no
  // route says more.
  [[nodiscard]] std::size_t body_limit(verb method, std::string_view target, std::size_t usual) const;
  // Finds the route, fills in route and parts, calls the handler. What a handler throws passes through.
  [[nodiscard]] response dispatch(request& r) const;
  // The error page for this status, with plain text where none was given or where it fails itself.
  [[nodiscard]] response error(request const& r, int status) const;
  // All routes, best match first.
  [[nodiscard]] std::vector<entry> const& entries() const { return entries_; }

private:
  std::vector<entry> entries_;
  error_page error_page_;
};

}  // namespace foothold::http
