#include "ui/frame.h"

#include <span>

#include "base/embedded.h"
#include "ui/kinds.h"
#include "ui/page_head.h"

namespace foothold {

std::span<embedded_file const> embedded_style();
std::span<embedded_file const> embedded_report_style();
std::span<embedded_file const> embedded_desk_style();

namespace {

constexpr std::string_view kMark = "M3 21h6v-6h6V9h6V3h6v24H3z";  // steps that lead up

constexpr std::string_view kNothingFromOutside = "default-src 'none'; style-src 'unsafe-inline'";

std::string title_of(page_frame const& frame, catalogue const& c) {
  return frame.title + " · " + c("site.name");
}

void head(html_writer& w, page_frame const& frame, catalogue const& c) {
  auto const element = w.in("head");
  page_metadata(w, title_of(frame, c));
  page_icon(w);
  if (frame.menu.empty()) {
    inline_style(w, {page_style()});
  } else {
    inline_style(w, {page_style(), desk_style()});
  }
}

void mark(html_writer& w) {
  auto const svg = w.in("svg", {{"viewBox", "0 0 30 30"}, {"aria-hidden", "true"}});
  w.empty("path", {{"d", kMark}});
}

void menu(html_writer& w, page_frame const& frame) {
  if (frame.menu.empty()) {
    return;
  }
  auto const nav = w.in("nav", {{"class", "wrap menu"}, {"aria-label", frame.menu_label}});
  auto const list = w.in("ul");
  for (auto const& l : frame.menu) {
    auto const item = w.in("li");
    w.leaf("a", {href(l.to), l.current ? html_attr{"aria-current", "page"} : html_attr{"aria-current", false}},
           l.words);
  }
  if (frame.lock) {
    auto const item = w.in("li");
    auto const form = w.in("form", {{"method", "post"}, action(frame.lock->to)});
    w.empty("input", {{"type", "hidden"}, {"name", "form_token"}, {"value", frame.lock->form_token}});
    w.leaf("button", {{"class", "small-press"}, {"type", "submit"}}, frame.lock->words);
  }
}

void top(html_writer& w, page_frame const& frame, catalogue const& c) {
  skip_link(w, c);
  auto const header = w.in("header");
  if (frame.demo) {
    w.leaf("p", {{"class", "demo"}}, c("site.demo"));
  }
  {
    auto const wrap = w.in("div", {{"class", "wrap"}});
    {
      auto const brand = w.in("a", {{"class", "brand"}, href(frame.home)});
      mark(w);
      w.text(c("site.name"));
    }
    language_switch(w, c, frame.languages);
  }
  menu(w, frame);
}

void bottom(html_writer& w, page_frame const& frame, catalogue const& c) {
  auto const footer = w.in("footer");
  auto const wrap = w.in("div", {{"class", "wrap row"}});
  if (frame.menu.empty()) {
    w.leaf("a", {{"class", "btn second"}, href(frame.home)}, c("nav.all_people"));
    w.leaf("a", {{"class", "btn second"}, href(frame.about)}, c("nav.about"));
  }
  if (c.unchecked()) {
    w.leaf("p", {{"class", "note"}}, c("site.machine"));
  }
}

}  // namespace

std::string_view page_style() {
  return embedded_style().front().bytes;
}

std::string_view desk_style() {
  return embedded_desk_style().front().bytes;
}

std::string_view report_style() {
  return embedded_report_style().front().bytes;
}

std::string icon_svg() {
  auto w = html_writer{};
  {
    auto const svg = w.in("svg", {{"xmlns", "http://www.w3.org/2000/svg"}, {"viewBox", "0 0 30 30"}});
    w.empty("path", {{"d", kMark}, {"fill", kAccent}});
  }
  return w.take();
}

void language_chips(html_writer& w, catalogue const& c, std::vector<language_link> const& languages) {
  auto const nav = w.in("nav", {{"aria-label", c("nav.languages")}});
  auto const list = w.in("ul", {{"class", "chips"}});
  for (auto const& l : languages) {
    auto const item = w.in("li");
    w.leaf("a", {href(l.to), {"lang", l.tag}, {"hreflang", l.tag}, {"dir", is_rtl(l.tag) ? "rtl" : "ltr"}}, l.name);
  }
}

void host_line(html_writer& w, std::string_view const text, std::string_view const language) {
  if (!text.empty()) {
    w.leaf("p", {{"class", "host"}, {"lang", language}, {"dir", is_rtl(language) ? "rtl" : "ltr"}}, text);
  }
}

std::string html_file(page_frame const& frame, catalogue const& c, body_writer const& body) {
  auto w = html_writer{};
  w.raw(raw_html{"<!DOCTYPE html>"});
  {
    auto const html = w.in("html", {{"lang", c.language()}, {"dir", c.direction()}});
    {
      auto const element = w.in("head");
      page_metadata(w, title_of(frame, c));
      w.empty("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", kNothingFromOutside}});
      inline_style(w, {page_style(), report_style()});
    }
    auto const element = w.in("body");
    auto const main = w.in("main", {{"class", "wrap report"}});
    w.leaf("h1", {}, frame.title);
    host_line(w, frame.host_title, frame.host_language);
    body(w);
    if (c.unchecked()) {
      w.leaf("p", {{"class", "note"}}, c("site.machine"));
    }
  }
  w.raw(raw_html{"\n"});
  return w.take();
}

std::string html_page(page_frame const& frame, catalogue const& c, body_writer const& body) {
  auto w = html_writer{};
  w.raw(raw_html{"<!DOCTYPE html>"});
  {
    auto const html = w.in("html", {{"lang", c.language()}, {"dir", c.direction()}});
    head(w, frame, c);
    auto const desk = frame.menu.empty() ? html_attr{"class", false} : html_attr{"class", "desk"};
    auto const element = w.in("body", {desk});
    top(w, frame, c);
    {
      auto const main = w.in("main", {{"id", "content"}, {"class", "wrap"}, {"tabindex", -1}});
      w.leaf("h1", {}, frame.title);
      host_line(w, frame.host_title, frame.host_language);
      body(w);
    }
    bottom(w, frame, c);
  }
  w.raw(raw_html{"\n"});
  return w.take();
}

}  // namespace foothold
