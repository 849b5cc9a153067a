#include "pages/session_cookie.h"

#include <array>
#include <utility>

#include "http/security.h"

namespace foothold {
namespace pages {
namespace {

constexpr auto kTokenDigits = std::size_t{64U};

bool changes(http::verb const v) {
  return v != http::verb::get && v != http::verb::head && v != http::verb::options;
}

bool is_token(std::string_view const text) {
  return text.size() == kTokenDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string_view cookie_name(sign_in_setting const& how) {
  return how.secure ? "__Host-foothold" : "foothold";
}

// Lax, not Strict: who follows a link in a message is still signed in; no address changes anything by GET. Without an
// end of its own: the browser forgets it when it closes.
std::string set_cookie(sign_in_setting const& how, std::string_view const token) {
  return std::string{cookie_name(how)} + "=" + std::string{token} + "; Path=/; HttpOnly; SameSite=Lax" +
         (how.secure ? "; Secure" : "");
}

std::string drop_cookie(sign_in_setting const& how) {
  return set_cookie(how, "") + "; Max-Age=0";
}

std::optional<open_session> session_of(ways_in& in, sign_in_setting const& how, http::request const& r) {
  auto const sent = http::all(r.cookies, cookie_name(how));
  if (sent.size() != 1U || !is_token(sent.front()) || (changes(r.method) && !http::proves_same_origin(r))) {
    return std::nullopt;
  }
  auto found = find_open_session(in, sent.front());
  return found ? std::move(*found) : std::nullopt;
}

std::string address_of(sign_in_setting const& how, http::request const& r) {
  if (how.trusted_proxy.empty() || r.remote_address != how.trusted_proxy) {
    return r.remote_address;
  }
  auto const told = http::all(r.headers, "x-forwarded-for");
  if (told.empty()) {
    return r.remote_address;
  }
  // The last one is what the proxy saw; those before it anybody may have written.
  auto last = told.back().substr(told.back().rfind(',') + 1U);
  last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
  return std::string{last};
}

std::string device_of(http::request const& r) {
  auto const agent = http::value_or(r.headers, "user-agent");
  using line = std::pair<std::string_view, char const*>;
  for (auto const& [word, name] :
       std::array{line{"Android", "android"}, line{"iPhone", "iphone"}, line{"iPad", "iphone"},
                  line{"Windows", "windows"}, line{"Macintosh", "mac"}, line{"Linux", "linux"}}) {
    if (agent.find(word) != std::string_view::npos) {
      return name;
    }
  }
  return "other";
}

}  // namespace pages

std::optional<visitor> find_visitor(ways_in& in, sign_in_setting const& how, http::request const& r) {
  auto const s = pages::session_of(in, how, r);
  return s && !s->locked ? std::optional{s->who} : std::nullopt;
}

}  // namespace foothold
