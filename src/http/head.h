#pragma once
// The head of a request (request line and headers) from raw bytes, stricter than RFC 9112 asks: whatever two servers
// could read in two ways is refused. Pure functions, fuzzed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "http/settings.h"
#include "http/url.h"

namespace foothold::http {

struct head {
  verb method{verb::other};
  std::string target;  // as sent: begins with "/", or "*"
  bool version_1_0{false};
  fields headers;    // names in lower case, values trimmed, printable ASCII or UTF-8
  std::string host;  // lower case, without the port; empty only in HTTP/1.0
  std::uint64_t content_length{0U};
  bool chunked{false};
  bool keep_alive{true};
  bool expects_continue{false};  // wants "100 Continue" before it sends the body
};

// Finds the end of a head that arrives in pieces; looks at each byte once.
class head_scanner {
public:
  explicit head_scanner(settings const& limits) : limits_{&limits} {}

  // bytes: all that came so far, from the first byte of the head. The size of the head with its empty line; nothing
  // while more is needed; a refusal as soon as it is certain (too long, too many lines, a bare LF or CR).
  [[nodiscard]] parsed<std::optional<std::size_t>> scan(std::string_view bytes);

private:
  settings const* limits_;
  std::size_t seen_{0U};
  std::size_t line_begin_{0U};
  std::size_t lines_{0U};
};

// bytes: exactly one head, as head_scanner found it.
[[nodiscard]] parsed<head> parse_head(std::string_view bytes, settings const& limits);

// Head and body to what a handler sees; everything but the address of the client. The headers are moved out of the head
// unless the request is refused.
[[nodiscard]] parsed<request> make_request(head& h, std::string body, settings const& limits);
// What is known of a request that is refused, for the page that says so: its method, languages and headers, its path if
// it is one, else "/".
[[nodiscard]] request outline(head const& h);

// "a=b; c=d"; pieces that are no cookie are skipped, as browsers send whatever other pages of this host have set.
[[nodiscard]] fields parse_cookies(std::string_view text);
// "de-AT,de;q=0.8,*;q=0.1" -> de-at, de. At most 32; nonsense is skipped.
[[nodiscard]] std::vector<std::string> parse_languages(std::string_view text);
// "application/x-www-form-urlencoded; charset=utf-8"
[[nodiscard]] bool is_form(std::string_view content_type);

}  // namespace foothold::http
