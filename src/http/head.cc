#include "http/head.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "base/utf8.h"

namespace foothold::http {
namespace {

constexpr auto kRefused = [](int const status, std::string_view const reason) {
  return tl::unexpected{refusal{status, reason}};
};

char lower(char const c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string to_lower(std::string_view const text) {
  auto result = std::string{text};
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

bool is_token_char(char const c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_token(std::string_view const text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

std::string_view trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  text.remove_suffix(text.size() - std::min(text.find_last_not_of(" \t") + 1U, text.size()));
  return text;
}

// The piece before the separator; takes both from the text.
std::string_view take_until(std::string_view& text, char const separator) {
  auto const end = std::min(text.find(separator), text.size());
  auto const piece = text.substr(0U, end);
  text.remove_prefix(std::min(end + 1U, text.size()));
  return piece;
}

bool is_value(std::string_view const text) {
  auto const printable = [](char const c) {
    auto const byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20U && byte != 0x7FU);
  };
  return std::all_of(text.begin(), text.end(), printable) && !first_invalid_utf8(text);
}

bool is_host(std::string_view const text) {
  auto const ok = [](char const c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           std::string_view{"-._:[]"}.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), ok);
}

// "[::1]:80" -> "[::1]", "a:80" -> "a".
std::string_view without_port(std::string_view const host) {
  auto const bracket = host.rfind(']');
  auto const colon = host.rfind(':');
  auto const has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0U, colon) : host;
}

parsed<void> parse_request_line(std::string_view line, head& h, settings const& limits) {
  auto const method = take_until(line, ' ');
  auto const target = take_until(line, ' ');
  if (!is_token(method)) {
    return kRefused(400, "the request line has no method");
  }
  if (target.size() > limits.max_target_bytes) {
    return kRefused(414, "the address is too long");
  }
  auto const visible = [](char const c) { return c > ' ' && c < '\x7F' && c != '#'; };
  if (target.empty() || !std::all_of(target.begin(), target.end(), visible)) {
    return kRefused(400, "the address has a character that must be percent-encoded");
  }
  if (line != "HTTP/1.1" && line != "HTTP/1.0") {
    return line.starts_with("HTTP/") && line.find(' ') == std::string_view::npos
               ? kRefused(505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
               : kRefused(400, "the request line is not method, address, version");
  }
  h.method = to_verb(method);
  h.version_1_0 = line == "HTTP/1.0";
  if (!target.starts_with('/') && !(target == "*" && h.method == verb::options)) {
    return kRefused(400, "the address does not begin with a slash");
  }
  h.target = target;
  return {};
}

parsed<field> parse_header(std::string_view const line) {
  if (line.front() == ' ' || line.front() == '\t') {
    return kRefused(400, "a header goes on over two lines");
  }
  auto const colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0U, colon))) {
    return kRefused(400, "a header has no proper name");
  }
  auto const value = trim(line.substr(colon + 1U));
  if (!is_value(value)) {
    return kRefused(400, "a header has a control character or is not UTF-8");
  }
  return field{to_lower(line.substr(0U, colon)), std::string{value}};
}

parsed<void> read_length(std::string_view const text, head& h) {
  auto length = std::uint64_t{0U};
  auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (ec != std::errc{} || end != text.data() + text.size()) {
    return kRefused(400, "Content-Length is not a whole number");
  }
  h.content_length = length;
  return {};
}

// Where the body ends: the place where servers in a row must not disagree.
parsed<void> read_framing(head& h) {
  auto const lengths = all(h.headers, "content-length");
  auto const encodings = all(h.headers, "transfer-encoding");
  if (!lengths.empty() && !encodings.empty()) {
    return kRefused(400, "Content-Length and Transfer-Encoding together");
  }
  if (lengths.size() > 1U || encodings.size() > 1U) {
    return kRefused(400, "Content-Length or Transfer-Encoding twice");
  }
  if (!encodings.empty()) {
    if (h.version_1_0) {
      return kRefused(400, "Transfer-Encoding in HTTP/1.0");
    }
    if (to_lower(encodings.front()) != "chunked") {
      return kRefused(501, "the only transfer encoding understood is chunked");
    }
    h.chunked = true;
  }
  return lengths.empty() ? parsed<void>{} : read_length(lengths.front(), h);
}

parsed<void> read_host(head& h) {
  auto const hosts = all(h.headers, "host");
  if (hosts.size() > 1U) {
    return kRefused(400, "Host twice");
  }
  if (hosts.empty()) {
    return h.version_1_0 ? parsed<void>{} : kRefused(400, "Host is missing");
  }
  auto const host = to_lower(hosts.front());
  if (!is_host(host)) {
    return kRefused(400, "Host is not a host name");
  }
  h.host = without_port(host);
  return {};
}

parsed<void> read_expectation(head& h) {
  for (auto const value : all(h.headers, "expect")) {
    if (to_lower(value) != "100-continue") {
      return kRefused(417, "the only expectation understood is 100-continue");
    }
    h.expects_continue = !h.version_1_0;
  }
  return {};
}

// Everything to one connection in one request at a time: no upgrades.
void read_connection(head& h) {
  h.keep_alive = !h.version_1_0;
  for (auto value : all(h.headers, "connection")) {
    while (!value.empty()) {
      auto const option = to_lower(trim(take_until(value, ',')));
      if (option == "close") {
        h.keep_alive = false;
        return;
      }
      h.keep_alive = h.keep_alive || option == "keep-alive";
    }
  }
}

// "0.8" -> 800; -1 for nonsense.
int weight(std::string_view text) {
  if (text.empty() || text.size() > 5U || (text.front() != '0' && text.front() != '1')) {
    return -1;
  }
  auto value = text.front() == '1' ? 1000 : 0;
  text.remove_prefix(1U);
  if (text.empty()) {
    return value;
  }
  if (text.front() != '.') {
    return -1;
  }
  text.remove_prefix(1U);
  auto scale = 100;
  for (auto const c : text) {
    if (c < '0' || c > '9') {
      return -1;
    }
    value += (c - '0') * scale;
    scale /= 10;
  }
  return std::min(value, 1000);
}

bool is_language_tag(std::string_view const text) {
  auto const ok = [](char const c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= 35U && std::all_of(text.begin(), text.end(), ok);
}

}  // namespace

parsed<std::optional<std::size_t>> head_scanner::scan(std::string_view const bytes) {
  for (; seen_ < bytes.size(); ++seen_) {
    if (seen_ >= limits_->max_head_bytes) {
      return kRefused(431, "the headers are too long");
    }
    // A request line that never ends is named for what it is: its address.
    if (lines_ == 0U && seen_ > limits_->max_target_bytes + 32U) {
      return kRefused(414, "the address is too long");
    }
    auto const c = bytes[seen_];
    if (c == '\r') {
      if (seen_ + 1U < bytes.size() && bytes[seen_ + 1U] != '\n') {
        return kRefused(400, "a carriage return without a line feed");
      }
    } else if (c == '\n') {
      if (seen_ == 0U || bytes[seen_ - 1U] != '\r') {
        return kRefused(400, "a line feed without a carriage return");
      }
      auto const empty = seen_ - line_begin_ == 1U;
      if (empty && lines_ == 0U) {
        return kRefused(400, "the request line is empty");
      }
      if (empty) {
        return std::optional{++seen_};
      }
      // The request line is not a header.
      if (lines_ == limits_->max_header_lines + 1U) {
        return kRefused(431, "too many headers");
      }
      ++lines_;
      line_begin_ = seen_ + 1U;
    } else if (c == '\0') {
      return kRefused(400, "a NUL byte");
    }
  }
  return std::optional<std::size_t>{};
}

parsed<head> parse_head(std::string_view bytes, settings const& limits) {
  auto h = head{};
  auto first = true;
  while (bytes != "\r\n") {
    auto const end = bytes.find("\r\n");
    if (end == std::string_view::npos) {
      return kRefused(400, "the headers do not end");
    }
    auto const line = bytes.substr(0U, end);
    bytes.remove_prefix(end + 2U);
    if (line.empty() || line.find_first_of(std::string_view{"\r\n\0", 3U}) != std::string_view::npos) {
      return kRefused(400, "a broken line");
    }
    if (std::exchange(first, false)) {
      if (auto const ok = parse_request_line(line, h, limits); !ok) {
        return tl::unexpected{ok.error()};
      }
      continue;
    }
    if (h.headers.size() == limits.max_header_lines) {
      return kRefused(431, "too many headers");
    }
    auto header = parse_header(line);
    if (!header) {
      return tl::unexpected{header.error()};
    }
    h.headers.push_back(std::move(*header));
  }
  if (first) {
    return kRefused(400, "the request line is empty");
  }
  for (auto const read : {read_framing, read_host, read_expectation}) {
    if (auto const ok = read(h); !ok) {
      return tl::unexpected{ok.error()};
    }
  }
  read_connection(h);
  return h;
}

parsed<request> make_request(head& h, std::string body, settings const& limits) {
  auto r = request{};
  auto target = std::string_view{h.target};
  auto const raw_path = take_until(target, '?');
  if (raw_path != "*") {
    auto path = parse_path(raw_path);
    if (!path) {
      return tl::unexpected{path.error()};
    }
    r.path = std::move(*path);
  }
  auto query = parse_query(target, limits.max_parameters);
  if (!query) {
    return tl::unexpected{query.error()};
  }
  r.query = std::move(*query);
  if (is_form(value_or(h.headers, "content-type"))) {
    auto form = parse_query(body, limits.max_parameters, true);
    if (!form) {
      return tl::unexpected{form.error()};
    }
    r.form = std::move(*form);
  }
  for (auto const text : all(h.headers, "cookie")) {
    auto more = parse_cookies(text);
    r.cookies.insert(r.cookies.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  r.languages = parse_languages(value_or(h.headers, "accept-language"));
  r.method = h.method;
  r.headers = std::move(h.headers);
  r.body = std::move(body);
  return r;
}

request outline(head const& h) {
  auto r = request{};
  r.method = h.method;
  r.headers = h.headers;
  r.languages = parse_languages(value_or(h.headers, "accept-language"));
  if (auto path = parse_path(std::string_view{h.target}.substr(0U, h.target.find('?')))) {
    r.path = std::move(*path);
  }
  return r;
}

fields parse_cookies(std::string_view text) {
  auto list = fields{};
  while (!text.empty()) {
    auto piece = trim(take_until(text, ';'));
    if (piece.find('=') == std::string_view::npos) {
      continue;
    }
    auto const name = trim(take_until(piece, '='));
    auto value = trim(piece);
    if (value.size() >= 2U && value.starts_with('"') && value.ends_with('"')) {
      value = value.substr(1U, value.size() - 2U);
    }
    if (is_token(name)) {
      list.push_back({std::string{name}, std::string{value}});
    }
  }
  return list;
}

std::vector<std::string> parse_languages(std::string_view text) {
  constexpr auto kMost = std::size_t{32U};
  auto ranked = std::vector<std::tuple<int, std::size_t, std::string>>{};  // best first, then as they came
  while (!text.empty() && ranked.size() < kMost) {
    auto item = take_until(text, ',');
    auto tag = to_lower(trim(take_until(item, ';')));
    auto const q = trim(item);
    auto const rank = q.empty() ? 1000 : q.starts_with("q=") || q.starts_with("Q=") ? weight(q.substr(2U)) : -1;
    if (rank > 0 && is_language_tag(tag)) {
      ranked.emplace_back(-rank, ranked.size(), std::move(tag));
    }
  }
  std::sort(ranked.begin(), ranked.end());
  auto tags = std::vector<std::string>{};
  for (auto& [rank, place, tag] : ranked) {
    tags.push_back(std::move(tag));
  }
  return tags;
}

bool is_form(std::string_view content_type) {
  return to_lower(trim(take_until(content_type, ';'))) == "application/x-www-form-urlencoded";
}

}  // namespace foothold::http
