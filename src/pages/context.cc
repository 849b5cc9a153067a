#include "pages/context.h"

#include <algorithm>

#include "ui/screens.h"

namespace foothold::pages {

namespace {

// First part of the path: "/de/people" -> "de".
std::string_view first_part(std::string_view const path) {
  auto const rest = path.substr(std::min<std::size_t>(path.size(), 1U));
  return rest.substr(0U, rest.find('/'));
}

// This page's address in another language: the same path behind the first part, the same query.
url in_language(http::request const& r, std::string_view const language) {
  auto to = url{};
  to.segment(language);
  auto const own = std::string_view{r.path}.substr(std::min<std::size_t>(r.path.size(), 1U));
  auto const slash = own.find('/');
  auto rest = slash == std::string_view::npos ? std::string_view{} : own.substr(slash + 1U);
  while (!rest.empty()) {
    auto const end = std::min(rest.find('/'), rest.size());
    to.segment(rest.substr(0U, end));
    rest = rest.substr(std::min(end + 1U, rest.size()));
  }
  for (auto const& [name, value] : r.query) {
    to.query(name, value);
  }
  return to;
}

}  // namespace

catalogue const& site::host() const {
  auto const& languages = where.place().languages;
  auto const* const c = languages.empty() ? nullptr : words.find(languages.front());
  return c == nullptr ? words.english() : *c;
}

catalogue const& language_for(site const& s, http::request const& r) {
  if (auto const* const c = s.words.find(first_part(r.path))) {
    return *c;
  }
  return s.words.best_of(r.languages);
}

url home_url(catalogue const& c) {
  return url{}.segment(c.language());
}

url person_url(catalogue const& c, std::string_view const id) {
  return url{}.segment(c.language()).segment("people").segment(id);
}

page_frame make_frame(visit const& v, std::string title, std::string host_title) {
  auto f = page_frame{};
  f.title = std::move(title);
  if (&v.of.host() != &v.c && host_title != f.title) {
    f.host_title = std::move(host_title);
  }
  f.host_language = v.of.host().language();
  auto const known = v.of.words.find(first_part(v.request.path)) != nullptr;
  for (auto const& other : v.of.words.languages) {
    auto to = known ? in_language(v.request, other->language()) : home_url(*other);
    f.languages.push_back({other->language(), (*other)("language.name"), std::move(to)});
  }
  std::ranges::stable_sort(f.languages, {}, [](language_link const& l) { return is_rtl(l.tag); });
  f.home = home_url(v.c);
  f.about = home_url(v.c).segment("about");
  return f;
}

http::response page(site const& s, std::string html, int const status) {
  auto r = http::html(std::move(html), status);
  r.style_hashes.push_back(s.style_hash);
  return r;
}

http::response not_found(visit const& v) {
  return page(
      v.of,
      error_screen(make_frame(v, v.c("error.404.title"), v.of.host()("error.404.title")), v.c, v.c("error.404.text")),
      404);
}

http::response bad_query(visit const& v, std::string_view const what_key) {
  auto const text = v.c("error.400.text", {phrase("what", v.c.say(what_key))});
  return page(v.of, error_screen(make_frame(v, v.c("error.400.title"), v.of.host()("error.400.title")), v.c, text),
              400);
}

}  // namespace foothold::pages
