#include "api/terms.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "store/record_id.h"
#include "store/store.h"
#include "sys/hash.h"

namespace foothold::api {
namespace {

tl::unexpected<wrong_terms> wrong(problem const p, std::string where, std::string found, std::string expected) {
  return tl::unexpected<wrong_terms>{{p, {{std::move(where), std::move(found), std::move(expected)}}}};
}

std::optional<std::int64_t> whole_number(std::string_view const text) {
  auto number = std::int64_t{0};
  auto const [end, bad] = std::from_chars(text.data(), text.data() + text.size(), number);
  auto const digits = !text.empty() && text.size() <= 18U && text.find_first_not_of("0123456789") == std::string::npos;
  return digits && bad == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

}  // namespace

checked<std::string> key_of(http::request const& r) {
  auto const keys = http::all(r.headers, "idempotency-key");
  auto const printable = [](char const c) { return c > ' ' && c < '\x7F'; };
  if (keys.size() != 1U || keys.front().empty() || keys.front().size() > kLongestKey ||
      !std::ranges::all_of(keys.front(), printable)) {
    return tl::unexpected<wrong_terms>{{problem::key_missing, {}}};
  }
  return std::string{keys.front()};
}

checked<std::int64_t> version_of(http::request const& r) {
  auto const tags = http::all(r.headers, "if-match");
  if (tags.empty()) {
    return tl::unexpected<wrong_terms>{{problem::version_missing, {}}};
  }
  auto text = tags.front();
  auto const framed = tags.size() == 1U && text.size() > 2U && text.front() == '"' && text.back() == '"';
  auto const number = framed ? whole_number(text.substr(1U, text.size() - 2U)) : std::nullopt;
  if (!number) {
    return wrong(problem::bad_query, "If-Match", "another text", "one ETag such as \"3\"");
  }
  return *number;
}

bool is_known_version(http::request const& r, std::int64_t const version) {
  auto const tag = etag_of(version);
  auto const tags = http::all(r.headers, "if-none-match");
  return std::ranges::any_of(
      tags, [&](std::string_view const t) { return t == "*" || t.find(tag) != std::string_view::npos; });
}

std::string etag_of(std::int64_t const version) {
  return fmt::format("\"{}\"", version);
}

checked<void> check_query(http::request const& r, std::vector<std::string_view> const& known) {
  for (auto const& q : r.query) {
    if (std::ranges::find(known, q.name) == known.end()) {
      return wrong(problem::bad_query, "query", "an unknown parameter", "the parameters of the contract");
    }
    if (http::all(r.query, q.name).size() != 1U) {
      return wrong(problem::bad_query, "query " + q.name, "the parameter twice", "it once");
    }
  }
  return {};
}

checked<std::int64_t> limit_of(http::request const& r) {
  auto const* const limit = http::find(r.query, "limit");
  if (limit == nullptr) {
    return list_terms{}.limit;
  }
  auto const number = whole_number(*limit);
  if (!number || *number < 1 || *number > 100) {
    return wrong(problem::bad_query, "query limit", "another value", "a number from 1 to 100");
  }
  return *number;
}

checked<list_terms> list_terms_of(http::request const& r, bool const numbered) {
  auto const limit = limit_of(r);
  if (!limit) {
    return tl::make_unexpected(limit.error());
  }
  auto out = list_terms{.after = {}, .limit = *limit};
  if (auto const* const cursor = http::find(r.query, "cursor")) {
    if (numbered ? !whole_number(*cursor) : !parse_id(*cursor)) {
      return wrong(problem::bad_query, "query cursor", "another value", "`next` of the page before, as it was");
    }
    out.after = *cursor;
  }
  return out;
}

bool is_json_body(http::request const& r, bool const part) {
  auto type = std::string{http::value_or(r.headers, "content-type")};
  type = type.substr(0U, type.find(';'));
  while (!type.empty() && type.back() == ' ') {
    type.pop_back();
  }
  std::ranges::transform(type, type.begin(),
                         [](char const c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return type == "application/json" || (part && type == "application/merge-patch+json");
}

std::string request_hash(http::request const& r, std::string_view const purpose) {
  auto h = hasher{};
  h.add_part(http::to_string(r.method));
  h.add_part(r.path);
  h.add_part(purpose);
  h.add_part(http::value_or(r.headers, "if-match"));
  h.add_part(r.body);
  // What is said of a file beside its bytes. Other changes have neither.
  for (auto const& q : r.query) {
    h.add_part(q.name);
    h.add_part(q.value);
  }
  if (auto const* const name = http::find(r.headers, "foothold-file-name")) {
    h.add_part(*name);
  }
  return std::move(h).hex();
}

}  // namespace foothold::api
