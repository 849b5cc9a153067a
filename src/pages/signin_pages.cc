#include "pages/signin_pages.h"

#include <span>
#include <utility>

#include "base/embedded.h"
#include "http/security.h"
#include "pages/signin_site.h"
#include "vault/credentials.h"

namespace foothold {

std::span<embedded_file const> embedded_web();  // web/*.js

namespace pages {

url signin_url(catalogue const& c, std::string_view const page) {
  return url{}.segment(c.language()).segment(page);
}

plain_frame signin_frame(signin_visit const& v, std::string title, std::string_view const page, bool const script) {
  auto f = plain_frame{.title = std::move(title), .languages = {}, .script = {}};
  for (auto const& other : v.of.words.languages) {
    f.languages.push_back({other->language(), (*other)("language.name"), signin_url(*other, page)});
  }
  if (script) {
    f.script = v.of.files.href("signin.js");
  }
  return f;
}

http::response signin_page(signin_visit const& v, std::string html, int const status) {
  auto r = http::html(std::move(html), status);
  r.style_hashes.push_back(v.of.style_hash);
  return r;
}

http::response to_page(signin_visit const& v, std::string_view const page) {
  return http::redirect(signin_url(v.c, page).str());
}

http::response foreign_page(signin_visit const& v) {
  auto const frame = signin_frame(v, v.c("signin.refused.title"), "card");
  return signin_page(
      v, sentence_screen(frame, v.c, v.c("signin.refused.text"), {{signin_url(v.c, "card"), v.c("signin.go")}}), 403);
}

http::response busy_page(signin_visit const& v, std::string_view const page) {
  auto const frame = signin_frame(v, v.c("card.title"), page);
  auto r =
      signin_page(v, sentence_screen(frame, v.c, v.c("signin.busy"), {{signin_url(v.c, page), v.c("signin.go")}}), 503);
  r.headers.push_back({"Retry-After", "2"});
  return r;
}

wait_view wait_of(signin_visit const& v) {
  auto const wait = v.of.in.addresses().wait_of(address_of(v.of.how, v.request));
  return {wait, wait.count() == 0 ? std::string{} : v.c("signin.wait", {{"n", std::int64_t{wait.count()}}})};
}

http::response wait_page(signin_visit const& v, std::string html, wait_view const& wait) {
  auto r = signin_page(v, std::move(html), wait.wait.count() == 0 ? 200 : 429);
  if (wait.wait.count() != 0) {
    r.headers.push_back({"Retry-After", std::to_string(wait.wait.count())});
  }
  return r;
}

http::response welcome(signin_visit const& v, begun_session const& session) {
  if (auto const before = session_of(v.of.in, v.of.how, v.request)) {
    if (!end_open_session(v.of.in, *before)) {
      return busy_page(v, "sign-in");
    }
  }
  auto r = to_page(v, "home");
  r.headers.push_back({"Set-Cookie", set_cookie(v.of.how, session.token)});
  return r;
}

http::response with_session(signin_visit const& v, std::function<http::response(open_session const&)> const& page) {
  auto const s = session_of(v.of.in, v.of.how, v.request);
  if (!s) {
    return to_page(v, "sign-in");
  }
  return s->locked ? to_page(v, "locked") : page(*s);
}

bool has_form_token(signin_visit const& v, open_session const& s) {
  return http::all(v.request.form, "form_token").size() == 1U && same_secret(v.field("form_token"), s.who.form_token);
}

namespace {

http::response icon() {
  auto r = http::response{};
  r.content_type = "image/svg+xml";
  r.body = icon_svg();
  r.cache_control = "public, max-age=86400";
  return r;
}

}  // namespace
}  // namespace pages

void add_signin_pages(http::router& to, ways_in& in, texts const& words, sign_in_setting const& how) {
  auto const s =
      std::make_shared<pages::signin_site>(pages::signin_site{in, words, how, http::csp_hash(plain_page_style())});
  s->files.add(
      {.name = "signin.js", .content_type = "text/javascript; charset=utf-8", .body = embedded_web().front().bytes});
  auto const add = [&](http::verb const method, std::string pattern, pages::signin_handler handle) {
    to.add(method, "/{lang}/" + std::move(pattern), [s, handle = std::move(handle)](http::request const& r) {
      auto const* const c = s->words.find(http::value_or(r.parts, "lang"));
      if (c == nullptr) {
        return http::redirect("/" + s->words.english().language() + "/sign-in");
      }
      auto const v = pages::signin_visit{*s, *c, r};
      return r.method == http::verb::post && !http::proves_same_origin(r) ? pages::foreign_page(v) : handle(v);
    });
  };
  pages::add_card_pages(add);
  pages::add_account_pages(add);
  pages::add_session_pages(add);
  to.get("/signin/{file...}", [s](http::request const& r) { return s->files.serve(r); });
}

void add_signin_icons(http::router& to) {
  to.get("/icon.svg", [](http::request const&) { return pages::icon(); });
  to.get("/favicon.ico", [](http::request const&) { return pages::icon(); });
}

}  // namespace foothold
