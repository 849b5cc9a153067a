#include "pages/home_page.h"

#include "http/http.h"
#include "ui/signin_screens.h"

namespace foothold {

void add_home_page(http::router& to, texts const& words,
                   std::function<std::optional<visitor>(http::request const&)> find_visitor) {
  to.get("/{lang}/home", [&words, find_visitor = std::move(find_visitor)](http::request const& r) {
    auto const* const c = words.find(http::value_or(r.parts, "lang"));
    auto const who = c == nullptr ? std::nullopt : find_visitor(r);
    if (!who) {
      return http::redirect("/" + (c == nullptr ? words.english() : *c).language() + "/sign-in");
    }
    auto frame = plain_frame{.title = (*c)("home.title"), .languages = {}, .script = {}};
    for (auto const& other : words.languages) {
      frame.languages.push_back(
          {other->language(), (*other)("language.name"), url{}.segment(other->language()).segment("home")});
    }
    auto const role = c->say("home.role." + std::string{word(who->who.as)});
    auto page =
        http::html(sentence_screen(frame, *c, (*c)("home.role", {phrase("role", role)}),
                                   {{url{}.segment(c->language()).segment("sessions"), (*c)("sessions.title")}}));
    page.style_hashes.push_back(http::csp_hash(plain_page_style()));
    return page;
  });
}

}  // namespace foothold
