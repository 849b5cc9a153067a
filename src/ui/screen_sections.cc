#include "ui/desk_screens.h"

namespace foothold {

std::string sections_screen(page_frame const& frame, catalogue const& c, sections_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    draw_told(w, v.told);
    if (!v.lead.empty()) {
      w.leaf("p", {}, v.lead);
    }
    if (!v.links.empty()) {
      auto const nav = w.in("nav", {{"class", "noprint"}, {"aria-label", v.links_label}});
      auto const list = w.in("ul", {{"class", "chips"}});
      for (auto const& l : v.links) {
        auto const item = w.in("li");
        w.leaf("a", {href(l.to)}, l.words);
      }
    }
    if (v.contents) {
      auto ids = std::vector<std::pair<std::string, std::string>>{};
      for (auto const& s : v.sections) {
        ids.emplace_back(s.id, s.title);
      }
      for (auto const& f : v.forms) {
        ids.emplace_back(f.id, f.title);
      }
      draw_contents(w, v.contents_label, ids);
    }
    for (auto const& s : v.sections) {
      draw_section(w, s);
    }
    for (auto const& f : v.forms) {
      draw_form(w, f);
    }
  });
}

}  // namespace foothold
