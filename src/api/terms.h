#pragma once
// What the headers and the query of a request say: for what, under which key, of which version, from where on.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/problem.h"
#include "http/message.h"
#include "service/program_fields.h"

namespace foothold::api {

// What is wrong with a request before anybody is asked, with the faults that the problem tells.
struct wrong_terms {
  problem is{problem::bad_query};
  std::vector<field_fault> faults{};
};
template <typename T>
using checked = tl::expected<T, wrong_terms>;

// Idempotency-Key: 1 to 128 printable ASCII characters.
[[nodiscard]] checked<std::string> key_of(http::request const& r);
// If-Match: "3", exactly one and strong.
[[nodiscard]] checked<std::int64_t> version_of(http::request const& r);
// If-None-Match names this version, or is "*".
[[nodiscard]] bool is_known_version(http::request const& r, std::int64_t version);
[[nodiscard]] std::string etag_of(std::int64_t version);

struct list_terms {
  std::string after{};
  std::int64_t limit{50};
};
// limit=1..100, else 50.
[[nodiscard]] checked<std::int64_t> limit_of(http::request const& r);
// The same with cursor=; `numbered`: the cursor counts lines, else it is an id.
[[nodiscard]] checked<list_terms> list_terms_of(http::request const& r, bool numbered);
// Each parameter at most once, and no other than these.
[[nodiscard]] checked<void> check_query(http::request const& r, std::vector<std::string_view> const& known);

// application/json; with PATCH application/merge-patch+json too.
[[nodiscard]] bool is_json_body(http::request const& r, bool part);

// Of everything that makes it this request: a key cannot be used for two.
[[nodiscard]] std::string request_hash(http::request const& r, std::string_view purpose);

}  // namespace foothold::api
