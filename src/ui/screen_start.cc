#include "ui/screens.h"

namespace foothold {

namespace {

void chips(html_writer& w, std::vector<link_view> const& links, std::string_view const label) {
  auto const nav = w.in("nav", {{"aria-label", label}});
  auto const list = w.in("ul", {{"class", "chips"}});
  for (auto const& l : links) {
    auto const item = w.in("li");
    w.leaf("a", {href(l.to), l.current ? html_attr{"aria-current", "true"} : html_attr{"aria-current", false}},
           l.words);
  }
}

void line(html_writer& w, person_line const& p) {
  auto const item = w.in("li");
  auto const a = w.in("a", {href(p.to), {"class", p.has_way ? "yes" : "no"}});
  {
    auto const name = w.in("span");
    w.leaf("strong", {}, p.name);
    w.text(" ");
    w.leaf("bdi", {{"class", "small"}}, p.id);
  }
  w.leaf("span", {}, p.goal);
  w.leaf("span", {{"class", "small"}}, p.about);
  w.leaf("b", {}, p.result);
}

void paging(html_writer& w, start_view const& v, catalogue const& c) {
  if (v.pages < 2U) {
    return;
  }
  auto const row = w.in("p", {{"class", "row"}});
  if (v.previous) {
    w.leaf("a", {{"class", "btn second"}, {"rel", "prev"}, href(*v.previous)}, c("start.previous"));
  }
  w.leaf("span", {}, c("start.page", {{"page", std::int64_t{v.page}}, {"pages", std::int64_t{v.pages}}}));
  if (v.next) {
    w.leaf("a", {{"class", "btn second"}, {"rel", "next"}, href(*v.next)}, c("start.next"));
  }
}

}  // namespace

std::string start_screen(page_frame const& frame, catalogue const& c, start_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    w.leaf("p", {}, v.lead);
    if (v.door) {
      auto const p = w.in("p");
      w.leaf("a", {{"class", "btn second"}, href(*v.door)}, c("demo.door"));
    }
    {
      auto const section = w.in("section");
      search_form(w, v.search, c("start.search"), c("start.search_hint"), v.query, c("start.go"));
      chips(w, v.groups, c("start.groups"));
      w.leaf("p", {{"role", "status"}, {"class", "note"}},
             v.found == 0U ? c("start.none") : c("start.count", {{"n", static_cast<std::int64_t>(v.found)}}));
    }
    if (!v.people.empty()) {
      auto const list = w.in("ul", {{"class", "people"}});
      for (auto const& p : v.people) {
        line(w, p);
      }
    }
    paging(w, v, c);
  });
}

std::string door_screen(page_frame const& frame, catalogue const& c) {
  return html_page(frame, c, [&](html_writer& w) {
    auto const list = w.in("ul", {{"class", "tap"}});
    for (auto const& l : frame.languages) {
      auto const item = w.in("li");
      w.leaf("a", {href(l.to), {"lang", l.tag}, {"hreflang", l.tag}, {"dir", is_rtl(l.tag) ? "rtl" : "ltr"}}, l.name);
    }
  });
}

std::string error_screen(page_frame const& frame, catalogue const& c, std::string_view const text) {
  return html_page(frame, c, [&](html_writer& w) {
    w.leaf("p", {}, text);
    auto const p = w.in("p");
    w.leaf("a", {{"class", "btn"}, href(frame.home)}, c("error.home"));
  });
}

std::string about_screen(page_frame const& frame, catalogue const& c, about_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    w.leaf("p", {}, c("about.lead"));
    w.leaf("p", {}, v.counts);
    if (!v.sources.empty()) {
      auto const section = w.in("section");
      w.leaf("h2", {}, c("about.sources"));
      auto const list = w.in("ul");
      for (auto const& s : v.sources) {
        w.leaf("li", {{"lang", "en"}, {"dir", "auto"}}, s);
      }
    }
    if (v.laws.empty()) {
      return;
    }
    auto const section = w.in("section");
    w.leaf("h2", {}, c("about.rules"));
    auto const list = w.in("ul");
    for (auto const& l : v.laws) {
      auto const item = w.in("li");
      w.leaf("bdi", {}, l.id);
      w.text(" ");
      w.leaf("bdi", {{"lang", "en"}}, l.subject + " " + l.value);
      w.text(" · " + l.reviewed + " · ");
      if (l.link) {
        w.leaf("a", {href(*l.link), {"rel", "external noreferrer"}}, l.source);
      } else {
        w.leaf("span", {}, l.source);
      }
    }
  });
}

}  // namespace foothold
