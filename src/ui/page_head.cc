#include "ui/page_head.h"

namespace foothold {

void page_metadata(html_writer& w, std::string_view const title) {
  w.empty("meta", {{"charset", "utf-8"}});
  w.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  w.leaf("title", {}, title);
}

void page_icon(html_writer& w) {
  w.empty("link", {{"rel", "icon"}, href(url{}.segment("icon.svg"))});
}

void inline_style(html_writer& w, std::initializer_list<std::string_view> const sheets) {
  w.raw(raw_html{"<style>"});
  for (auto const sheet : sheets) {
    w.raw(raw_html{sheet});
  }
  w.raw(raw_html{"</style>"});
}

void skip_link(html_writer& w, catalogue const& c) {
  w.leaf("a", {{"class", "skip"}, href(url{}.anchor("content"))}, c("nav.skip"));
}

void language_switch(html_writer& w, catalogue const& c, std::vector<language_link> const& languages) {
  auto const nav = w.in("nav", {{"aria-label", c("nav.languages")}});
  auto const list = w.in("ul", {{"class", "langs"}});
  for (auto const& l : languages) {
    auto const item = w.in("li");
    auto const own = l.tag == c.language();
    w.leaf("a",
           {href(l.to),
            {"lang", l.tag},
            {"hreflang", l.tag},
            {"dir", is_rtl(l.tag) ? "rtl" : "ltr"},
            own ? html_attr{"aria-current", "true"} : html_attr{"aria-current", false}},
           l.name);
  }
}

}  // namespace foothold
