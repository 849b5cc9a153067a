#pragma once
// What a handler sees and gives back. Plain data: no sockets, no Boost, no threads.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace foothold::http {

enum class verb : std::uint8_t { get, head, post, put, patch, del, options, other };

[[nodiscard]] std::string_view to_string(verb v);
[[nodiscard]] verb to_verb(std::string_view name);  // names are case-sensitive, as in RFC 9110

// A name with a value: a header, a query parameter, a form field, a cookie, a part of the path.
struct field {
  std::string name;
  std::string value;
  friend bool operator==(field const&, field const&) = default;
};

// In the order in which they came, duplicates kept.
using fields = std::vector<field>;

// The first value of that name; null where there is none. The pointer lives as long as the list is not changed.
[[nodiscard]] std::string const* find(fields const& list, std::string_view name);
// The first value of that name, or the fallback. The view lives as long as both.
[[nodiscard]] std::string_view value_or(fields const& list, std::string_view name, std::string_view fallback = {});
// All values of that name, in order.
[[nodiscard]] std::vector<std::string_view> all(fields const& list, std::string_view name);

// Everything in here was checked at the door: valid UTF-8, no control characters (form values and the body excepted:
// form values may hold tab and line ends, the body is whatever was sent).
struct request {
  verb method{verb::get};
  std::string path{"/"};                 // decoded; "/" or "/a/b": no empty, "." or ".." part, no slash at the end
  fields query{};                        // decoded
  fields headers{};                      // names in lower case, values without spaces around them
  fields cookies{};                      //
  std::string body{};                    // at most settings::max_body_bytes
  fields form{};                         // decoded body of application/x-www-form-urlencoded, else empty
  std::vector<std::string> languages{};  // Accept-Language: tags in lower case, best first, without "*"
  std::string remote_address{};          // without the port
  std::string route{};                   // the pattern that matched, "/{lang}/people/{id}"
  fields parts{};                        // what the pattern's names stand for: lang, id
};

struct response {
  int status{200};
  std::string content_type{"text/html; charset=utf-8"};
  std::string body{};
  std::string_view fixed_body{};  // sent instead of body where not empty; must outlive the server (embedded files)
  fields headers{};               // extra ones; those the server sets itself (length, connection, date) are refused
  // Personal pages are never kept by a browser. Anything else must be asked for.
  std::string cache_control{"no-store"};
  // "'sha256-...'" of inline <style> elements, from csp_hash(). Nothing inline is allowed without.
  std::vector<std::string> style_hashes{};
  // Instead of the Content-Security-Policy of pages: for what somebody sent in and nothing of ours may run in.
  std::string security_policy{};
};

// A plain function, called on a worker thread, several at once: it must be safe to call from many threads.
using handler = std::function<response(request const&)>;

[[nodiscard]] response html(std::string body, int status = 200);
[[nodiscard]] response plain(std::string body, int status = 200);
[[nodiscard]] response json(std::string body, int status = 200);
// 303 to a place on this server; any other location is a bug of the caller and answers 500.
[[nodiscard]] response redirect(std::string_view local_path);
// The source expression that allows exactly this inline style in the Content-Security-Policy: 'sha256-...'.
[[nodiscard]] std::string csp_hash(std::string_view content);
// "Not Found" for 404.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace foothold::http
