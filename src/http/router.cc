#include "http/router.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

#include "http/url.h"

namespace foothold::http {
namespace {

enum class kind : std::uint8_t { literal, one, rest };

kind kind_of(std::string_view const part) {
  if (!part.starts_with('{')) {
    return kind::literal;
  }
  return part.ends_with("...}") ? kind::rest : kind::one;
}

std::string_view name_of(std::string_view part) {
  part.remove_prefix(1U);
  part.remove_suffix(part.ends_with("...}") ? 4U : 1U);
  return part;
}

std::vector<std::string> split(std::string_view path) {
  auto parts = std::vector<std::string>{};
  while (path.size() > 1U) {
    path.remove_prefix(1U);
    auto const end = std::min(path.find('/'), path.size());
    parts.emplace_back(path.substr(0U, end));
    path.remove_prefix(end);
  }
  return parts;
}

void check(std::string const& pattern, std::vector<std::string> const& parts) {
  auto const bad = [&](std::string_view const why) {
    throw std::invalid_argument{"route " + pattern + ": " + std::string{why}};
  };
  if (!pattern.starts_with('/') || (pattern.size() > 1U && pattern.ends_with('/'))) {
    bad("must begin with a slash and not end with one");
  }
  for (auto i = std::size_t{0U}; i < parts.size(); ++i) {
    auto const& part = parts[i];
    if (part.empty()) {
      bad("has an empty part");
    }
    if (kind_of(part) == kind::literal) {
      if (part.find_first_of("{}") != std::string::npos) {
        bad("a name in braces must fill its part");
      }
    } else if (!part.ends_with('}') || name_of(part).empty()) {
      bad("a name in braces must fill its part");
    } else if (kind_of(part) == kind::rest && i + 1U != parts.size()) {
      bad("{name...} must be the last part");
    }
  }
}

// Literal before {one} before {rest...}, from left to right; then by text, so that the order never depends on who was
// first.
bool goes_before(router::entry const& a, router::entry const& b) {
  auto const shared = std::min(a.parts.size(), b.parts.size());
  for (auto i = std::size_t{0U}; i < shared; ++i) {
    auto const ka = kind_of(a.parts[i]);
    auto const kb = kind_of(b.parts[i]);
    if (ka != kb) {
      return ka < kb;
    }
    if (ka == kind::literal && a.parts[i] != b.parts[i]) {
      return a.parts[i] < b.parts[i];
    }
  }
  return a.parts.size() < b.parts.size();
}

bool same_shape(router::entry const& a, router::entry const& b) {
  return !goes_before(a, b) && !goes_before(b, a);
}

std::string join(std::vector<std::string> const& parts, std::size_t const from) {
  auto text = parts[from];
  for (auto i = from + 1U; i < parts.size(); ++i) {
    text.append("/").append(parts[i]);
  }
  return text;
}

std::optional<fields> match(router::entry const& e, std::vector<std::string> const& path) {
  auto found = fields{};
  for (auto i = std::size_t{0U}; i < e.parts.size(); ++i) {
    if (i >= path.size()) {
      return std::nullopt;
    }
    switch (kind_of(e.parts[i])) {
      case kind::literal:
        if (e.parts[i] != path[i]) {
          return std::nullopt;
        }
        break;
      case kind::one:
        found.push_back({std::string{name_of(e.parts[i])}, path[i]});
        break;
      case kind::rest:
        found.push_back({std::string{name_of(e.parts[i])}, join(path, i)});
        return found;
    }
  }
  if (path.size() != e.parts.size()) {
    return std::nullopt;
  }
  return found;
}

bool answers(router::entry const& e, verb const asked) {
  return e.method == asked || (e.method == verb::get && asked == verb::head);
}

std::string allow_header(std::vector<verb> const& verbs) {
  auto text = std::string{};
  for (auto const v : verbs) {
    text.append(to_string(v)).append(v == verb::get ? ", HEAD, " : ", ");
  }
  return text + "OPTIONS";
}

}  // namespace

void router::add(verb const method, std::string pattern, handler handle, std::size_t const max_body_bytes) {
  auto parts = split(pattern);
  check(pattern, parts);
  auto e = entry{method, std::move(pattern), std::move(parts), std::move(handle), max_body_bytes};
  for (auto const& other : entries_) {
    if (other.method == e.method && same_shape(other, e)) {
      throw std::invalid_argument{"route " + e.pattern + ": taken by " + other.pattern};
    }
  }
  entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), e, goes_before), std::move(e));
}

std::size_t router::body_limit(verb const method, std::string_view const target, std::size_t const usual) const {
  auto const path = parse_path(target.substr(0U, target.find('?')));
  if (!path) {
    return usual;
  }
  auto const parts = split(*path);
  for (auto const& e : entries_) {
    if (e.method == method && match(e, parts)) {
      return std::max(usual, e.max_body_bytes);
    }
  }
  return usual;
}

response router::dispatch(request& r) const {
  auto const path = split(r.path);
  auto allowed = std::vector<verb>{};
  for (auto const& e : entries_) {
    auto found = match(e, path);
    if (!found) {
      continue;
    }
    if (r.route.empty()) {
      r.route = e.pattern;
    }
    if (answers(e, r.method)) {
      r.route = e.pattern;
      r.parts = std::move(*found);
      return e.handle(r);
    }
    if (std::find(allowed.begin(), allowed.end(), e.method) == allowed.end()) {
      allowed.push_back(e.method);
    }
  }
  if (allowed.empty()) {
    return error(r, 404);
  }
  auto answer = r.method == verb::options ? plain({}, 204) : error(r, 405);
  answer.headers.push_back({"Allow", allow_header(allowed)});
  return answer;
}

response router::error(request const& r, int const status) const {
  if (error_page_) {
    // An error page that fails must not hide the error it was to tell.
    try {
      auto page = error_page_(r, status);
      page.status = status;
      return page;
    } catch (std::exception const&) {
      return plain(std::string{reason_phrase(status)} + "\n", status);
    }
  }
  return plain(std::string{reason_phrase(status)} + "\n", status);
}

}  // namespace foothold::http
