#include "http/message.h"

#include <array>
#include <stdexcept>
#include <utility>

#include <sodium.h>

namespace foothold::http {
namespace {

constexpr std::array<std::pair<verb, std::string_view>, 7> kVerbs{{{verb::get, "GET"},
                                                                   {verb::head, "HEAD"},
                                                                   {verb::post, "POST"},
                                                                   {verb::put, "PUT"},
                                                                   {verb::patch, "PATCH"},
                                                                   {verb::del, "DELETE"},
                                                                   {verb::options, "OPTIONS"}}};

response make(std::string body, int const status, std::string_view const type) {
  auto r = response{};
  r.status = status;
  r.content_type = type;
  r.body = std::move(body);
  return r;
}

}  // namespace

std::string_view to_string(verb const v) {
  for (auto const& [value, name] : kVerbs) {
    if (value == v) {
      return name;
    }
  }
  return "OTHER";
}

verb to_verb(std::string_view const name) {
  for (auto const& [value, text] : kVerbs) {
    if (text == name) {
      return value;
    }
  }
  return verb::other;
}

std::string const* find(fields const& list, std::string_view const name) {
  for (auto const& f : list) {
    if (f.name == name) {
      return &f.value;
    }
  }
  return nullptr;
}

std::string_view value_or(fields const& list, std::string_view const name, std::string_view const fallback) {
  auto const* const value = find(list, name);
  return value == nullptr ? fallback : std::string_view{*value};
}

std::vector<std::string_view> all(fields const& list, std::string_view const name) {
  auto values = std::vector<std::string_view>{};
  for (auto const& f : list) {
    if (f.name == name) {
      values.emplace_back(f.value);
    }
  }
  return values;
}

response html(std::string body, int const status) {
  return make(std::move(body), status, "text/html; charset=utf-8");
}
response plain(std::string body, int const status) {
  return make(std::move(body), status, "text/plain; charset=utf-8");
}
response json(std::string body, int const status) {
  return make(std::move(body), status, "application/json");
}

response redirect(std::string_view const local_path) {
  // "//host" and "/\host" leave this server in a browser.
  auto const leaves = local_path.size() > 1U && (local_path[1] == '/' || local_path[1] == '\\');
  if (!local_path.starts_with('/') || leaves) {
    throw std::invalid_argument{"http: redirect to a place that is not on this server"};
  }
  auto r = plain({}, 303);
  r.headers.push_back({"Location", std::string{local_path}});
  return r;
}

std::string csp_hash(std::string_view const content) {
  auto digest = std::array<unsigned char, crypto_hash_sha256_BYTES>{};
  auto const bytes = std::basic_string<unsigned char>{content.begin(), content.end()};
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  auto text = std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>{};
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), sodium_base64_VARIANT_ORIGINAL);
  return "'sha256-" + std::string{text.data()} + "'";
}

std::string_view reason_phrase(int const status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return "Status";
  }
}

}  // namespace foothold::http
