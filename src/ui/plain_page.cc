#include "ui/plain_page.h"

#include <span>

#include "base/embedded.h"
#include "ui/page_head.h"

namespace foothold {

std::span<embedded_file const> embedded_signin_style();

namespace {

void head(html_writer& w, plain_frame const& frame) {
  auto const element = w.in("head");
  page_metadata(w, frame.title);
  w.empty("meta", {{"name", "robots"}, {"content", "noindex"}});
  page_icon(w);
  inline_style(w, {plain_page_style()});
  if (!frame.script.empty()) {
    // The address is made by the program: a hash and a name.
    w.raw(raw_html{"<script type=\"module\" src=\"" + frame.script + "\"></script>"});
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
    skip_link(w, c);
    {
      auto const header = w.in("header");
      auto const wrap = w.in("div", {{"class", "wrap"}});
      language_switch(w, c, frame.languages);
    }
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
