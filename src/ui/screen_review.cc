#include "ui/desk_screens.h"

namespace foothold {

std::string review_screen(page_frame const& frame, catalogue const& c, review_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    w.leaf("p", {}, v.lead);
    {
      auto const section = w.in("section");
      w.leaf("h2", {}, c("refer.terms"));
      auto const list = w.in("dl", {{"class", "long"}});
      for (auto const& [name, value] : v.terms) {
        w.leaf("dt", {}, name);
        w.leaf("dd", {{"dir", "auto"}}, value);
      }
    }
    for (auto const& s : v.sections) {
      draw_section(w, s);
    }
    {
      auto const section = w.in("section");
      w.leaf("h2", {}, c("refer.not_shared"));
      auto const list = w.in("ul", {{"class", "tags"}});
      for (auto const& n : v.not_shared) {
        w.leaf("li", {}, n);
      }
    }
    draw_form(w, v.yes);
    auto const row = w.in("p", {{"class", "noprint"}});
    w.leaf("a", {{"class", "btn second"}, href(v.back)}, c("refer.back"));
  });
}

}  // namespace foothold
