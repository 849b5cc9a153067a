#pragma once
// The cookie of a session, and who comes with it.

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "service/open_sessions.h"
#include "service/visitor.h"

namespace foothold {

// How browsers reach this installation.
struct sign_in_setting {
  bool secure{false};           // by https; else on this machine only
  std::string trusted_proxy{};  // its address; what it says of the client's is believed
};

namespace pages {

// "__Host-foothold": no other host and no page below a path can set it. A plain name on http://localhost, where
// browsers refuse the other.
[[nodiscard]] std::string_view cookie_name(sign_in_setting const& how);
[[nodiscard]] std::string set_cookie(sign_in_setting const& how, std::string_view token);
[[nodiscard]] std::string drop_cookie(sign_in_setting const& how);

// Nothing: no cookie, or none that a session has. A changing request must say in a header that it comes from a page of
// ours; else its cookie counts for nothing.
[[nodiscard]] std::optional<open_session> session_of(ways_in& in, sign_in_setting const& how, http::request const& r);

// The client's address, told by the proxy where that is trusted.
[[nodiscard]] std::string address_of(sign_in_setting const& how, http::request const& r);

// Coarse, for the own list of sessions: a key of the catalogue behind "device.".
[[nodiscard]] std::string device_of(http::request const& r);

}  // namespace pages

// For pages and the API: nothing also where the session is locked.
[[nodiscard]] std::optional<visitor> find_visitor(ways_in& in, sign_in_setting const& how, http::request const& r);

}  // namespace foothold
