#include <set>

#include <fmt/format.h>

#include "api/contract_words.h"
#include "api/documentation.h"
#include "api/problem.h"
#include "api/record_json.h"
#include "ui/frame.h"

namespace foothold::api {
namespace {

std::string spaced(std::string_view const text) {
  auto out = std::string{text};
  for (auto& c : out) {
    c = c == '_' ? ' ' : c;
  }
  return out;
}

void cell(html_writer& w, std::string_view const text, bool const code = false) {
  auto const td = w.in("td");
  if (code) {
    w.leaf("code", {}, text);
  } else {
    w.text(text);
  }
}

void head_row(html_writer& w, std::initializer_list<std::string_view> const names) {
  auto const head = w.in("thead");
  auto const tr = w.in("tr");
  for (auto const n : names) {
    w.leaf("th", {{"scope", "col"}}, n);
  }
}

// A wide table scrolls by itself, also with the keyboard.
html_writer::scope scrolling(html_writer& w, std::string_view const label) {
  return w.in("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "region"}, {"aria-label", label}});
}

void beginning(html_writer& w) {
  w.leaf("p", {}, "Everything that an office keeps of a case can be read and written here, as far as the caller may.");
  auto const list = w.in("ul");
  for (
      auto const text :
      {"Who asks: the header Authorization with a token. Until there is sign-in, only installations that were made for "
       "tests take tokens.",
       "For what: each role has a usual purpose; another is named in the header Foothold-Purpose. Every look at a "
       "person's file is in its log.",
       "A change needs the header Idempotency-Key: the same request with the same key is the same change. If no answer "
       "comes, ask again with the same key.",
       "A change of a row needs its ETag, as you read it, in the header If-Match.",
       "Lists come in pages of at most 100 rows: next is the cursor of the next page."}) {
    w.leaf("li", {}, text);
  }
}

void addresses(html_writer& w) {
  w.leaf("h2", {{"id", "addresses"}}, "Addresses");
  auto const box = scrolling(w, "Addresses");
  auto const table = w.in("table");
  head_row(w, {"Method", "Address, below /api/v1", "What it does", "Decided as"});
  auto const body = w.in("tbody");
  for (auto const& r : routes()) {
    auto const tr = w.in("tr");
    cell(w, http::to_string(r.method), true);
    cell(w, r.pattern, true);
    auto const about = about_operation(r.operation);
    cell(w, about.empty() ? spaced(r.operation) : std::string{about});
    cell(w,
         fmt::format("{} of {}{}", word(r.what), word(r.sort), r.touches ? ", " + std::string{word(*r.touches)} : ""));
  }
}

void rows(html_writer& w) {
  w.leaf("h2", {{"id", "rows"}}, "Rows");
  w.leaf("p", {}, "Each has an id and a version too. What the program sets is refused in what is sent.");
  for (auto const& t : record_tables()) {
    auto const name = std::string{t.name};
    w.leaf("h3", {{"id", name}}, spaced(name));
    w.leaf("p", {}, about_table(t.name));
    auto const box = scrolling(w, spaced(name));
    auto const table = w.in("table");
    head_row(w, {"Field", "What it may be", "What it is"});
    auto const body = w.in("tbody");
    for (auto const& f : t.fields) {
      auto const tr = w.in("tr");
      cell(w, f.name, true);
      cell(w, looks_like(f));
      auto const by_program = rule_of(t, f.name).at_first != field_origin::asked;
      auto text = std::string{about_field(t.name, f.name)};
      text += by_program ? (text.empty() ? "" : " ") + std::string{"Set by the program."} : "";
      text += names_the_person(f.name) ? "Told by the address." : "";
      text += f.keeping == guard::sensitive ? (text.empty() ? "" : " ") + std::string{"A special category."} : "";
      cell(w, text);
    }
  }
}

void problems(html_writer& w, catalogue const& english) {
  w.leaf("h2", {{"id", "problems"}}, "Problems");
  auto const list = w.in("dl");
  for (auto const& p : problem_table()) {
    auto const key = fmt::format("problem.{}.", p.name);
    w.leaf("dt", {{"id", p.name}}, fmt::format("{} {}: {}", p.status, p.name, english.say(key + "title")));
    w.leaf("dd", {}, english.say(key + "text"));
  }
}

}  // namespace

std::string contract_page(catalogue const& english) {
  auto frame = page_frame{};
  frame.title = "The API of Foothold";
  frame.home = url{};
  frame.about = url{};
  frame.demo = false;
  return html_file(frame, english, [&](html_writer& w) {
    beginning(w);
    {
      auto const p = w.in("p");
      w.leaf("a", {href(url{}.segment("api").segment("v1").segment("openapi.yaml"))}, "openapi.yaml");
      w.text(" is the contract for programs.");
    }
    addresses(w);
    rows(w);
    problems(w, english);
  });
}

}  // namespace foothold::api
