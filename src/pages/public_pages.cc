#include "pages/public_pages.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "http/http.h"
#include "pages/error_words.h"
#include "service/functions.h"
#include "service/responsible.h"
#include "text/when.h"
#include "ui/screens.h"

namespace foothold {
namespace {

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

std::string functions_in(page_frame const& frame, catalogue const& c) {
  auto views = std::vector<function_view>{};
  for (auto const& f : registered_functions()) {
    views.push_back(view_of(f, c));
  }
  return functions_screen(frame, c, views);
}

std::string responsibilities_in(page_frame const& frame, catalogue const& c) {
  auto const& sheet = responsibilities();
  auto view = responsible_view{.law = c("responsible.law", {{"article", sheet.article}}),
                               .source = url::external(sheet.source),
                               .reviewed = c("functions.reviewed", {{"day", plain_date(c, sheet.reviewed_on)},
                                                                    {"due", plain_date(c, sheet.review_due)}})};
  for (auto const& t : sheet.tables) {
    auto& line =
        view.lines.emplace_back(responsible_line{.what = c.say("table." + t.table), .who = who_answers(c, t.all)});
    for (auto const& [field, owner] : t.others) {
      line.others.push_back({.what = c.say("column." + field), .who = who_answers(c, owner)});
    }
  }
  return responsible_screen(frame, c, view);
}

struct public_page {
  std::string_view name, title;
  std::string (*show)(page_frame const& frame, catalogue const& c);
};
constexpr auto kPages = std::to_array<public_page>(
    {{"functions", "functions.title", functions_in}, {"responsible", "responsible.title", responsibilities_in}});

http::response show(public_page const& page, texts const& words, catalogue const& c) {
  auto frame = page_frame{};
  frame.title = c.say(page.title);
  for (auto const& other : words.languages) {
    frame.languages.push_back(
        {other->language(), (*other)("language.name"), url{}.segment(other->language()).segment(page.name)});
  }
  auto r = http::html(page.show(frame, c));
  r.style_hashes.push_back(http::csp_hash(std::string{page_style()} + std::string{report_style()}));
  return r;
}

}  // namespace

http::response public_error_page(texts const& words, http::request const& r, int const status) {
  auto const path = std::string_view{r.path}.substr(r.path.empty() ? 0U : 1U);
  auto const* const said = words.find(path.substr(0U, path.find('/')));
  auto const& c = said == nullptr ? words.best_of(r.languages) : *said;
  auto const explained = pages::words_of_status(status);
  auto frame = page_frame{};
  frame.title = c.say(explained.title);
  auto page = http::html(html_file(frame, c, [&](html_writer& w) { w.leaf("p", {}, c.say(explained.text)); }), status);
  page.style_hashes.push_back(http::csp_hash(std::string{page_style()} + std::string{report_style()}));
  return page;
}

http::response to_page_of_reader(texts const& words, http::request const& r, std::string_view const page) {
  return http::redirect(url{}.segment(words.best_of(r.languages).language()).segment(page).str());
}

void add_public_pages(http::router& to, texts const& words) {
  for (auto const& page : kPages) {
    auto const path = "/" + std::string{page.name};
    to.get(path, [&words, &page](http::request const& r) { return show(page, words, words.best_of(r.languages)); });
    to.get("/{lang}" + path, [&words, &page, path](http::request const& r) {
      auto const* const c = words.find(http::value_or(r.parts, "lang"));
      return c == nullptr ? http::redirect(path) : show(page, words, *c);
    });
  }
}

}  // namespace foothold
