#pragma once
// Every address of the API in one list: what is asked of whom, which table it touches, and what answers. The contract
// (openapi.yaml), its readable page and the tests of access are all compared with this list.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/record_json.h"
#include "api/test_tokens.h"
#include "http/router.h"
#include "service/installation.h"
#include "service/name_index.h"
#include "service/record_table.h"
#include "service/records.h"
#include "service/texts.h"
#include "service/visitor.h"

namespace foothold {
struct planning_ground;
}

namespace foothold::api {

// What all handlers work with. All of it must outlive the server.
struct context {
  installation& office;
  test_tokens const& tokens;
  texts const& words;
  std::string tenant;
  name_index* names{nullptr};              // null: nobody is found by name here
  planning_ground const* ground{nullptr};  // null: nobody is planned for here
  // Who comes with the cookie of a session; none: only tokens count here.
  std::function<std::optional<visitor>(http::request const&)> find_visitor{};
};

// What an endpoint answers with.
enum class answer_sort : std::uint8_t {
  row,
  list,
  written,
  nothing,
  log,
  receipt,
  found,
  noted,
  file,
  paper,
  bytes,
  functions,
  responsibilities,
  explanation
};

struct route;

// One request on its way: who asks, for what.
struct visit {
  context const& of;
  route const& at;
  http::request const& request;
  catalogue const& words;
  caller who;

  [[nodiscard]] store& cases() const { return of.office.cases(); }
  [[nodiscard]] std::string part(std::string_view name) const {
    return std::string{http::value_or(request.parts, name)};
  }
};

struct route {
  http::verb method{http::verb::get};
  std::string pattern{};    // below /api/v1
  std::string operation{};  // its name in the contract
  action what{action::read};
  kind sort{kind::person};
  record_table const* table{nullptr};  // whose rows it reads or writes; null for the log
  std::optional<category> touches{};   // nothing: the act itself must be allowed, whatever it shows
  std::string owner_field{};           // the column that the path tells
  std::string_view subject{};          // the part of the path that names the person or organisation; empty: many
  std::vector<std::string_view> query{};
  answer_sort answers{answer_sort::row};
  body_sort takes{body_sort::add};    // of the body, where there is one
  record_table const* sent{nullptr};  // the shape of the body where it is no row of `table`
  bool has_body{false};
  bool takes_bytes{false};    // the body is a file, at most kMostUploadBytes
  bool needs_version{false};  // If-Match
  std::function<http::response(visit const&)> handle{};

  [[nodiscard]] record_table const& body() const { return sent == nullptr ? *table : *sent; }
  [[nodiscard]] bool changes() const { return method != http::verb::get; }
};

[[nodiscard]] std::vector<route> const& routes();

// Below /api/v1, with a check of who asks, purpose, key and version before each handler.
void add_routes(http::router& to, std::shared_ptr<context const> of);

// For what a role asks where the request does not say it.
[[nodiscard]] purpose usual_purpose(role as, route const& r);

// A page of the router for addresses below /api: a problem in the language of the reader.
[[nodiscard]] http::response error_answer(texts const& words, http::request const& r, int status);
[[nodiscard]] bool is_api_path(std::string_view path);

}  // namespace foothold::api
