#include "ui/screens.h"

namespace foothold {
namespace {

// Long where a phone is narrow: what, and below it who.
void one_line(html_writer& w, catalogue const& c, responsible_line const& line) {
  w.leaf("dt", {}, line.what);
  auto const who = w.in("dd");
  w.text(line.who);
  for (auto const& other : line.others) {
    w.text("; ");
    w.text(c("responsible.but", {{"fields", other.what}, {"who", other.who}}));
  }
}

}  // namespace

std::string responsible_screen(page_frame const& frame, catalogue const& c, responsible_view const& v) {
  return html_file(frame, c, [&](html_writer& w) {
    language_chips(w, c, frame.languages);
    w.leaf("p", {}, c("responsible.lead"));
    w.leaf("p", {}, c("responsible.rights"));
    {
      auto const list = w.in("dl", {{"class", "long"}});
      for (auto const& line : v.lines) {
        one_line(w, c, line);
      }
    }
    auto const law = w.in("p");
    if (v.source) {
      w.leaf("a", {href(*v.source), {"rel", "external noreferrer"}}, v.law);
      w.text(" · ");
    }
    w.text(v.reviewed);
  });
}

}  // namespace foothold
