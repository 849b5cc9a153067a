#include "ui/plain_page.h"

#include <span>

#include "base/embedded.h"

namespace foothold {

std::span<embedded_file const> embedded_signin_style();

namespace {

void head(html_writer& w, plain_frame const& frame) {
  auto const element = w.in("head");
  w.empty("meta", {{"charset", "utf-8"}});
  w.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  w.empty("meta", {{"name", "robots"}, {"content", "noindex"}});
  w.leaf("title", {}, frame.title);
  w.empty("link", {{"rel", "icon"}, href(url{}.segment("icon.svg"))});
  auto const style = plain_page_style();
  w.raw(raw_html{"<style>"});
  w.raw(raw_html{style});
  w.raw(raw_html{"</style>"});
  if (!frame.script.empty()) {
    // The address is made by the program: a hash and a name.
    w.raw(raw_html{"<script type=\"module\" src=\"" + frame.script + "\"></script>"});
  }
}

void languages(html_writer& w, plain_frame const& frame, catalogue const& c) {
  auto const header = w.in("header");
  auto const wrap = w.in("div", {{"class", "wrap"}});
  auto const nav = w.in("nav", {{"aria-label", c("nav.languages")}});
  auto const list = w.in("ul", {{"class", "langs"}});
  for (auto const& l : frame.languages) {
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

}  // namespace

std::string plain_page_style() {
  return std::string{page_style()} + std::string{embedded_signin_style().front().bytes};
}

std::string plain_page(plain_frame const& frame, catalogue const& c, body_writer const& body) {
  auto w = html_writer{};
  w.raw(raw_html{"<!DOCTYPE html>"});
  {
    auto const html = w.in("html", {{"lang", c.language()}, {"dir", c.direction()}});
    head(w, frame);
    auto const element = w.in("body");
    w.leaf("a", {{"class", "skip"}, href(url{}.anchor("content"))}, c("nav.skip"));
    languages(w, frame, c);
    {
      auto const main = w.in("main", {{"id", "content"}, {"class", "wrap narrow"}, {"tabindex", -1}});
      w.leaf("h1", {}, frame.title);
      body(w);
    }
    if (c.unchecked()) {
      auto const footer = w.in("footer");
      auto const wrap = w.in("div", {{"class", "wrap"}});
      w.leaf("p", {{"class", "note"}}, c("site.machine"));
    }
  }
  w.raw(raw_html{"\n"});
  return w.take();
}

}  // namespace foothold
