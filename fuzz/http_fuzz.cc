// Any bytes as a stream of requests, as a connection reads them: head, body, the request a handler sees. The readers
// must end, hold their limits, and give only clean text; the verdict must not depend on where the bytes are cut.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "http/body.h"
#include "http/head.h"
#include "http/url.h"

namespace {

using namespace foothold;

void expect(bool const holds) {
  if (!holds) {
    std::abort();
  }
}

http::settings small_limits() {
  return {.max_head_bytes = 2048U,
          .max_header_lines = 20U,
          .max_target_bytes = 512U,
          .max_body_bytes = 4096U,
          .max_parameters = 50U};
}

// The request at the begin of the bytes; takes it from them. Nothing when it is incomplete or refused.
std::optional<http::request> read_one(std::string_view& bytes, http::settings const& limits, std::size_t const step) {
  auto scanner = http::head_scanner{limits};
  auto size = std::optional<std::size_t>{};
  for (auto n = std::min(step, bytes.size()); !size; n = std::min(n + step, bytes.size())) {
    auto const now = scanner.scan(bytes.substr(0U, n));
    if (!now) {
      return std::nullopt;
    }
    size = *now;
    if (n == bytes.size()) {
      break;
    }
  }
  if (!size) {
    return std::nullopt;
  }
  expect(*size <= limits.max_head_bytes);
  auto const raw = bytes.substr(0U, *size);
  auto h = http::parse_head(raw, limits);
  if (!h) {
    return std::nullopt;
  }
  expect(!(h->chunked && h->content_length > 0U) && h->headers.size() <= limits.max_header_lines);
  bytes.remove_prefix(*size);
  auto reader = http::body_reader{*h, limits.max_body_bytes};
  for (auto n = std::min(step, bytes.size()); !reader.done(); n = std::min(n + step, bytes.size())) {
    auto const used = reader.feed(bytes.substr(0U, n));
    if (!used || (n == bytes.size() && !reader.done())) {
      return std::nullopt;
    }
    bytes.remove_prefix(*used);
    n -= *used;
  }
  auto r = http::make_request(*h, reader.take(), limits);
  return r ? std::optional{std::move(*r)} : std::nullopt;
}

void check_clean(http::fields const& list) {
  for (auto const& [name, value] : list) {
    expect(!first_invalid_utf8(name) && !first_invalid_utf8(value));
    expect(value.find('\0') == std::string::npos && name.find('\n') == std::string::npos);
  }
}

void check(http::request const& r, http::settings const& limits) {
  expect(r.path.starts_with('/') && (r.path + "/").find("/../") == std::string::npos);
  expect(r.body.size() <= limits.max_body_bytes && r.query.size() <= limits.max_parameters);
  check_clean(r.query);
  check_clean(r.form);
  check_clean(r.headers);
  check_clean(r.cookies);
  auto const again = http::parse_query(http::to_query(r.query), limits.max_parameters);
  expect(again && *again == r.query);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string(data, data + size);
  auto const limits = small_limits();
  auto whole = std::string_view{bytes};
  auto stepwise = std::string_view{bytes};
  while (!whole.empty()) {
    auto const one = read_one(whole, limits, bytes.size());
    auto const other = read_one(stepwise, limits, 1U);
    expect(one.has_value() == other.has_value());
    if (!one) {
      break;
    }
    expect(one->path == other->path && one->body == other->body && one->headers == other->headers && whole == stepwise);
    check(*one, limits);
  }
  // The small readers by themselves, so that they need no head to be reached.
  for (auto const& cookie : http::parse_cookies(bytes)) {
    expect(!cookie.name.empty() && cookie.name.find_first_of("=; ") == std::string::npos);
  }
  expect(http::parse_languages(bytes).size() <= 32U);
  if (auto const list = http::parse_query(bytes, 50U, true); list) {
    check_clean(*list);
  }
  expect(http::percent_decode(http::percent_encode(bytes)) == bytes);
  return 0;
}
