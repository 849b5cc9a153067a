#include "ui/desk_screens.h"

namespace foothold {
std::string team_screen(page_frame const& frame, catalogue const& c, team_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    draw_told(w, v.told);
    auto const section = w.in("section");
    w.leaf("p", {}, c("team.lead"));
    if (!v.nobodys.empty()) {
      auto const p = w.in("p");
      w.leaf("a", {href(v.nobodys_to)}, v.nobodys);
    }
    auto const all = w.in("table", {{"class", "cases"}});
    w.leaf("caption", {{"class", "hide"}}, c("team.title"));
    {
      auto const head = w.in("thead");
      auto const row = w.in("tr");
      w.leaf("th", {{"scope", "col"}}, c("team.column.name"));
      w.leaf("th", {{"scope", "col"}}, c("team.column.cases"));
      w.leaf("th", {{"scope", "col"}}, c("team.column.overdue"));
      w.leaf("th", {{"scope", "col"}}, c("team.column.waiting"));
      w.leaf("th", {{"scope", "col"}}, c("team.column.absence"));
    }
    auto const body = w.in("tbody");
    for (auto const& l : v.workers) {
      auto const row = w.in("tr");
      {
        auto const cell = w.in("th", {{"scope", "row"}});
        w.leaf("a", {href(l.to), {"dir", "auto"}}, l.name);
        w.text(" ");
        w.leaf("span", {{"class", "small"}}, l.role);
      }
      w.leaf("td", {}, c("team.cases", {{"n", static_cast<std::int64_t>(l.cases)}}));
      w.leaf("td", {}, c("team.overdue", {{"n", static_cast<std::int64_t>(l.overdue)}}));
      w.leaf("td", {}, c("team.waiting", {{"n", static_cast<std::int64_t>(l.waiting)}}));
      auto const cell = w.in("td");
      w.leaf("a", {href(l.absence)}, l.cover);
    }
  });
}

}  // namespace foothold
