#include "pages/site.h"

#include <memory>

#include "pages/context.h"
#include "pages/error_words.h"
#include "pages/handlers.h"
#include "ui/screens.h"

namespace foothold {

namespace {

using pages::site;
using pages::visit;

// `fn` for a request in a known language; the page "not found" for any other.
template <typename Fn>
http::handler in_language(std::shared_ptr<site const> const& s, Fn const fn) {
  return [s, fn](http::request const& r) {
    auto const* const c = s->words.find(http::value_or(r.parts, "lang"));
    if (c == nullptr) {
      return pages::not_found(visit{*s, pages::language_for(*s, r), r});
    }
    return fn(visit{*s, *c, r});
  };
}

template <typename Fn>
http::handler for_person(std::shared_ptr<site const> const& s, Fn const fn) {
  return in_language(s, [fn](visit const& v) {
    auto const who = v.of.where.index().person(http::value_or(v.request.parts, "id"));
    return who.valid() ? fn(v, who) : pages::not_found(v);
  });
}

// To the reader's language; the door when the headers name none that we speak.
http::response front_door(site const& s, http::request const& r) {
  if (auto const* const c = s.words.find_first(r.languages)) {
    return http::redirect(pages::home_url(*c).str());
  }
  auto const v = visit{s, s.words.english(), r};
  return pages::page(s, door_screen(pages::make_frame(v, v.c("door.title"), s.host()("door.title")), v.c));
}

http::response icon() {
  auto r = http::response{};
  r.content_type = "image/svg+xml";
  r.body = icon_svg();
  r.cache_control = "public, max-age=86400";
  return r;
}

http::response error_page(site const& s, http::request const& r, int const status) {
  auto const v = visit{s, pages::language_for(s, r), r};
  auto const said = pages::words_of_status(status);
  auto const frame = pages::make_frame(v, v.c.say(said.title), s.host().say(said.title));
  return pages::page(s, error_screen(frame, v.c, v.c.say(said.text)), status);
}

}  // namespace

http::router make_routes(office const& where, texts const& words, bool const with_door) {
  auto const s = std::make_shared<site const>(site{where, words, http::csp_hash(page_style()), with_door});
  auto routes = http::router{};
  routes.get("/", [s](http::request const& r) { return front_door(*s, r); });
  routes.get("/icon.svg", [](http::request const&) { return icon(); });
  // Browsers ask for this one on their own where a page names no icon: a picture opened by itself.
  routes.get("/favicon.ico", [](http::request const&) { return icon(); });
  routes.get("/{lang}", in_language(s, pages::start_page));
  routes.get("/{lang}/about", in_language(s, pages::about_page));
  routes.get("/{lang}/people/{id}", for_person(s, pages::person_page));
  routes.get("/{lang}/people/{id}/goal", for_person(s, pages::goal_page));
  routes.get("/{lang}/people/{id}/week", for_person(s, pages::week_page));
  routes.get("/{lang}/people/{id}/plan.svg", for_person(s, pages::plan_svg));
  routes.get("/{lang}/people/{id}/plan.json", for_person(s, pages::plan_json));
  routes.on_error([s](http::request const& r, int const status) { return error_page(*s, r, status); });
  return routes;
}

}  // namespace foothold
