#include "ui/desk_screens.h"

namespace foothold {
namespace {

void filters(html_writer& w, cases_screen_view const& v) {
  for (auto const& [question, answers] : v.filters) {
    auto const nav = w.in("nav", {{"aria-label", question}});
    auto const list = w.in("ul", {{"class", "chips"}});
    for (auto const& l : answers) {
      auto const item = w.in("li");
      w.leaf("a", {href(l.to), l.current ? html_attr{"aria-current", "true"} : html_attr{"aria-current", false}},
             l.words);
    }
  }
}

void find(html_writer& w, catalogue const& c, cases_screen_view const& v) {
  auto const form = w.in("form", {{"role", "search"}, {"method", "get"}, action(v.search)});
  for (auto const& [name, value] : v.kept) {
    hidden_field(w, name, value);
  }
  w.leaf("label", {{"class", "label"}, {"for", "f-q"}}, c("cases.search"));
  auto const row = w.in("p", {{"class", "row"}});
  w.empty("input", {{"type", "search"}, {"id", "f-q"}, {"name", "q"}, {"value", v.query}, {"dir", "auto"}});
  w.leaf("button", {{"type", "submit"}}, c("start.go"));
}

void one_case(html_writer& w, catalogue const& c, case_line const& l, bool const choosable) {
  auto const row = w.in("tr");
  if (choosable) {
    auto const cell = w.in("td", {{"class", "box"}});
    auto const label = w.in("label");
    w.empty("input", {{"type", "checkbox"}, {"name", "person"}, {"value", l.id}});
    w.leaf("span", {{"class", "hide"}}, c("cases.choose", {{"name", l.name}}));
  }
  {
    auto const cell = w.in("th", {{"scope", "row"}});
    w.leaf("a", {href(l.to), {"dir", "auto"}}, l.name);
    w.text(" ");
    w.leaf("bdi", {{"class", "small"}}, l.number);
  }
  {
    auto const cell = w.in("td");
    if (!l.why.empty()) {
      w.leaf("span", {{"class", l.urgent ? "mark urgent" : "mark"}}, l.why);
    }
  }
  w.leaf("td", {}, l.next);
  w.leaf("td", {}, l.state);
}

void table(html_writer& w, catalogue const& c, cases_screen_view const& v, bool const choosable) {
  auto const all = w.in("table", {{"class", "cases"}});
  w.leaf("caption", {{"class", "hide"}}, c("cases.title"));
  {
    auto const head = w.in("thead");
    auto const row = w.in("tr");
    if (choosable) {
      auto const cell = w.in("th", {{"scope", "col"}});
      w.leaf("span", {{"class", "hide"}}, c("cases.column.choose"));
    }
    w.leaf("th", {{"scope", "col"}}, c("cases.column.person"));
    w.leaf("th", {{"scope", "col"}}, c("cases.column.why"));
    w.leaf("th", {{"scope", "col"}}, c("cases.column.next"));
    w.leaf("th", {{"scope", "col"}}, c("cases.column.state"));
  }
  auto const body = w.in("tbody");
  for (auto const& l : v.cases) {
    one_case(w, c, l, choosable);
  }
}

// Both kinds of change stand in the form of the boxes; the button says which.
void bulk(html_writer& w, catalogue const& c, cases_screen_view const& v) {
  struct part {
    std::string_view act;
    std::vector<field_view> const& fields;
    std::string title, button;
  };
  for (auto const& p : {part{"remind", v.remind, c("cases.remind.title"), c("cases.remind.go")},
                        part{"move", v.move, c("cases.move.title"), c("cases.move.go")}}) {
    if (p.fields.empty()) {
      continue;
    }
    auto const details = w.in("details", {{"class", "noprint"}});
    w.leaf("summary", {}, p.title);
    for (auto const& f : p.fields) {
      draw_field(w, p.act, f);
    }
    auto const row = w.in("p");
    w.leaf("button", {{"type", "submit"}, {"name", "act"}, {"value", p.act}}, p.button);
  }
}

}  // namespace

std::string cases_screen(page_frame const& frame, catalogue const& c, cases_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    draw_told(w, v.told);
    {
      auto const section = w.in("section");
      find(w, c, v);
      filters(w, v);
      w.leaf("p", {{"class", "note"}}, v.count);
      if (!v.order_note.empty()) {
        w.leaf("p", {{"class", "note"}}, v.order_note);
      }
    }
    if (v.cases.empty()) {
      return;
    }
    auto const section = w.in("section");
    w.leaf("h2", {{"class", "hide"}}, c("cases.list"));
    auto const choosable = !v.remind.empty() || !v.move.empty();
    if (choosable) {
      auto const form = w.in("form", {{"method", "post"}, action(v.bulk.to)});
      for (auto const& [name, value] : v.bulk.hidden) {
        hidden_field(w, name, value);
      }
      table(w, c, v, true);
      bulk(w, c, v);
    } else {
      table(w, c, v, false);
    }
    if (v.next) {
      auto const row = w.in("p");
      w.leaf("a", {{"class", "btn second"}, {"rel", "next"}, href(*v.next)}, c("start.next"));
    }
  });
}

}  // namespace foothold
