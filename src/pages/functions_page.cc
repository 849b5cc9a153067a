#include "pages/functions_page.h"

#include <string>
#include <vector>

#include "http/http.h"
#include "service/functions.h"
#include "text/when.h"
#include "ui/screens.h"

namespace foothold {
namespace {

url address_in(catalogue const& c) {
  return url{}.segment(c.language()).segment("functions");
}

function_view view_of(registered_function const& f, catalogue const& c) {
  auto const key = "functions." + std::string{id_of(f.is)} + ".";
  auto v = function_view{};
  v.id = id_of(f.is);
  v.name = c.say(key + "name");
  v.does = c.say(key + "does");
  v.reads = c.say(key + "reads");
  v.after = c.say(key + "after");
  v.may_be_negative = f.may_be_negative;
  v.classified = c("functions.classified.as_if_high_risk", {{"article", f.article}});
  v.source = url::external(f.source);
  v.reviewed = c("functions.reviewed", {{"day", plain_date(c, f.reviewed_on)}, {"due", plain_date(c, f.review_due)}});
  return v;
}

http::response show(texts const& words, catalogue const& c) {
  auto frame = page_frame{};
  frame.title = c("functions.title");
  for (auto const& other : words.languages) {
    frame.languages.push_back({other->language(), (*other)("language.name"), address_in(*other)});
  }
  auto views = std::vector<function_view>{};
  for (auto const& f : registered_functions()) {
    views.push_back(view_of(f, c));
  }
  auto r = http::html(functions_screen(frame, c, views));
  r.style_hashes.push_back(http::csp_hash(std::string{page_style()} + std::string{report_style()}));
  return r;
}

catalogue const& best_for(texts const& words, http::request const& r) {
  for (auto const& tag : r.languages) {
    if (auto const* const c = words.find(std::string_view{tag}.substr(0U, tag.find('-')))) {
      return *c;
    }
  }
  return words.english();
}

}  // namespace

void add_functions_pages(http::router& to, texts const& words) {
  to.get("/functions", [&words](http::request const& r) { return show(words, best_for(words, r)); });
  to.get("/{lang}/functions", [&words](http::request const& r) {
    auto const* const c = words.find(http::value_or(r.parts, "lang"));
    return c == nullptr ? http::redirect("/functions") : show(words, *c);
  });
}

}  // namespace foothold
