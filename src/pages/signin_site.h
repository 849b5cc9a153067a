#pragma once
// What every page of signing in works with.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/http.h"
#include "pages/session_cookie.h"
#include "service/texts.h"
#include "ui/plain_page.h"
#include "ui/signin_screens.h"

namespace foothold::pages {

struct signin_site {
  ways_in& in;
  texts const& words;
  sign_in_setting how;
  std::string style_hash{};
  http::asset_store files{"/signin"};
};

// A reader's request in one language.
struct signin_visit {
  signin_site const& of;
  catalogue const& c;
  http::request const& request;

  [[nodiscard]] std::string field(std::string_view const name) const {
    return std::string{http::value_or(request.form, name)};
  }
  [[nodiscard]] sign_in_place place(bool const shared) const {
    return {.shared = shared, .device = device_of(request)};
  }
};

using signin_handler = std::function<http::response(signin_visit const&)>;

[[nodiscard]] url signin_url(catalogue const& c, std::string_view page);
// The languages lead to the page of this name.
[[nodiscard]] plain_frame signin_frame(signin_visit const& v, std::string title, std::string_view page,
                                       bool script = false);
[[nodiscard]] http::response signin_page(signin_visit const& v, std::string html, int status = 200);
[[nodiscard]] http::response to_page(signin_visit const& v, std::string_view page);

// 403: the request does not come from a page of ours.
[[nodiscard]] http::response foreign_page(signin_visit const& v);
// 503: too many at once, or the store fails.
[[nodiscard]] http::response busy_page(signin_visit const& v, std::string_view page);
// How long this address has to wait until its next try; a sentence for the form, empty: not at all.
struct wait_view {
  std::chrono::seconds wait{0};
  std::string sentence{};
};
[[nodiscard]] wait_view wait_of(signin_visit const& v);
// 429 where there is a wait, else 200; with Retry-After.
[[nodiscard]] http::response wait_page(signin_visit const& v, std::string html, wait_view const& wait);

// Home, with the cookie of a session that has just begun; the one that the browser had before ends.
[[nodiscard]] http::response welcome(signin_visit const& v, begun_session const& session);

// A session that is not locked, or the way to one.
[[nodiscard]] http::response with_session(signin_visit const& v,
                                          std::function<http::response(open_session const&)> const& page);
// The same for a form: its token must be the session's.
[[nodiscard]] bool has_form_token(signin_visit const& v, open_session const& s);

void add_card_pages(std::function<void(http::verb, std::string, signin_handler)> const& add);
void add_account_pages(std::function<void(http::verb, std::string, signin_handler)> const& add);
void add_session_pages(std::function<void(http::verb, std::string, signin_handler)> const& add);

}  // namespace foothold::pages
