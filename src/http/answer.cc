#include "http/answer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <stdexcept>

#include "http/security.h"

namespace foothold::http {
namespace {

constexpr std::array<std::string_view, 6> kOwn{"content-length", "transfer-encoding", "connection",
                                               "date",           "cache-control",     "content-security-policy"};

bool is_safe_value(std::string_view const text) {
  return std::none_of(text.begin(), text.end(), [](char const c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20U || byte == 0x7FU;
  });
}

bool is_safe_name(std::string_view const name) {
  auto lower = std::string{};
  for (auto const c : name) {
    auto const small = static_cast<char>(c | 0x20);
    if (c != '-' && (c < '0' || c > '9') && (small < 'a' || small > 'z')) {
      return false;
    }
    lower.push_back(small);
  }
  return !name.empty() && std::find(kOwn.begin(), kOwn.end(), lower) == kOwn.end();
}

void put(std::string& out, std::string_view const name, std::string_view const value) {
  if (!is_safe_value(value)) {
    throw std::invalid_argument{"http: a header of an answer holds a control character"};
  }
  out.append(name).append(": ").append(value).append("\r\n");
}

// "Sun, 22 Nov 2026 01:02:03 GMT", whatever the locale.
std::string http_date(std::time_t const now) {
  constexpr std::array<char const*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<char const*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto utc = std::tm{};
  gmtime_r(&now, &utc);
  auto text = std::array<char, 64>{};
  auto const n = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                               kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                               kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                               utc.tm_min, utc.tm_sec);
  return {text.data(), static_cast<std::size_t>(n)};
}

// RFC 9110 section 6.4.1: neither a body nor a length.
bool has_no_body(int const status) {
  return status == 204 || status == 304;
}

}  // namespace

std::string answer_head(response const& r, bool const keep_alive, bool const https_only) {
  auto head = std::string{};
  head.reserve(1024U);
  head.append("HTTP/1.1 ").append(std::to_string(r.status)).append(" ").append(reason_phrase(r.status)).append("\r\n");
  put(head, "Date", http_date(std::time(nullptr)));
  if (!has_no_body(r.status)) {
    put(head, "Content-Type", r.content_type);
    put(head, "Content-Length", std::to_string(answer_body(r).size()));
  }
  put(head, "Cache-Control", r.cache_control);
  put(head, "Content-Security-Policy",
      r.security_policy.empty() ? content_security_policy(r.style_hashes) : r.security_policy);
  head.append(fixed_security_headers());
  if (https_only) {
    put(head, "Strict-Transport-Security", "max-age=31536000");
  }
  for (auto const& [name, value] : r.headers) {
    if (!is_safe_name(name)) {
      throw std::invalid_argument{"http: a header of an answer has a bad or reserved name"};
    }
    put(head, name, value);
  }
  put(head, "Connection", keep_alive ? "keep-alive" : "close");
  return head.append("\r\n");
}

std::string_view answer_body(response const& r) {
  if (has_no_body(r.status)) {
    return {};
  }
  return r.fixed_body.empty() ? std::string_view{r.body} : r.fixed_body;
}

}  // namespace foothold::http
