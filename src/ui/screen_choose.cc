#include <array>

#include "text/when.h"
#include "ui/screens.h"

namespace foothold {

namespace {

void keep(html_writer& w, std::vector<std::pair<std::string, std::string>> const& hidden) {
  for (auto const& [name, value] : hidden) {
    hidden_field(w, name, value);
  }
}

void back_link(html_writer& w, url const& to, catalogue const& c) {
  auto const p = w.in("p");
  w.leaf("a", {{"class", "btn second"}, href(to)}, c("nav.back"));
}

constexpr std::array<char, 7> kDays{'0', '1', '2', '3', '4', '5', '6'};

// The first and last minute of a day's hours, as texts of a time field; empty without hours.
std::pair<std::string, std::string> ends_of(week_pattern const& week, unsigned const day) {
  auto out = std::pair<std::string, std::string>{};
  for (auto const& block : week) {
    if (block.weekday == day) {
      out.first = out.first.empty() ? format_time(block.from) : out.first;
      out.second = format_time(block.to == kMinutesPerDay ? kMinutesPerDay - 30U : block.to);
    }
  }
  return out;
}

void time_field(html_writer& w, std::string const& name, std::string_view const label, std::string_view const value) {
  auto const element = w.in("label");
  w.leaf("span", {{"class", "hide"}}, label);
  w.empty("input", {{"type", "time"}, {"step", 1800}, {"name", name}, {"value", value}});
}

void days_form(html_writer& w, grid_screen_view const& v, catalogue const& c) {
  auto const form = w.in("form", {{"method", "get"}, action(v.to)});
  keep(w, v.hidden);
  w.leaf("p", {{"class", "note"}}, c("grid.simple_hint"));
  for (auto day = 0U; day != kDays.size(); ++day) {
    auto const name = weekday_name(c, day);
    auto const [from, to] = ends_of(v.chosen, day);
    auto const fieldset = w.in("fieldset");
    w.leaf("legend", {}, name);
    auto const row = w.in("div", {{"class", "row"}});
    time_field(w, std::string{"f"} + kDays.at(day), c("grid.from", {phrase("day", name)}), from);
    w.leaf("span", {{"aria-hidden", "true"}}, "–");
    time_field(w, std::string{"t"} + kDays.at(day), c("grid.to", {phrase("day", name)}), to);
  }
  w.leaf("button", {{"type", "submit"}}, c("change.show"));
}

void box(html_writer& w, week_grid const& grid, unsigned const day, unsigned const half_hour, catalogue const& c) {
  auto const i = day * kHalfHoursPerDay + half_hour;
  auto const cell = w.in("td");
  auto const label = w.in("label");
  auto const words =
      c("grid.cell", {phrase("day", weekday_name(c, day)), phrase("time", format_time(half_hour * 30U))});
  w.empty("input", {{"type", "checkbox"},
                    {"name", "h"},
                    {"value", static_cast<int>(i)},
                    {"checked", grid.test(i)},
                    {"aria-label", words}});
}

void boxes_form(html_writer& w, grid_screen_view const& v, catalogue const& c) {
  auto const grid = to_grid(v.chosen);
  auto const form = w.in("form", {{"method", "get"}, action(v.to)});
  keep(w, v.hidden);
  w.leaf("p", {{"class", "note"}}, c("grid.lead"));
  {
    auto const scroll = w.in("div", {{"class", "scroll"}});
    auto const table = w.in("table", {{"class", "grid"}});
    {
      auto const head = w.in("thead");
      auto const row = w.in("tr");
      w.leaf("td", {}, "");
      for (auto day = 0U; day != 7U; ++day) {
        w.leaf("th", {{"scope", "col"}}, weekday_short(c, day));
      }
    }
    auto const body = w.in("tbody");
    for (auto h = 12U; h != 44U; ++h) {
      auto const row = w.in("tr");
      w.leaf("th", {{"scope", "row"}}, format_time(h * 30U));
      for (auto day = 0U; day != 7U; ++day) {
        box(w, grid, day, h, c);
      }
    }
  }
  // Hours of the night have no box and stay as they are.
  for (auto i = 0U; i != kHalfHours; ++i) {
    auto const h = i % kHalfHoursPerDay;
    if ((h < 12U || h >= 44U) && grid.test(i)) {
      hidden_field(w, "h", std::to_string(i));
    }
  }
  auto const p = w.in("p");
  w.leaf("button", {{"type", "submit"}}, c("change.show"));
}

}  // namespace

std::string goal_screen(page_frame const& frame, catalogue const& c, goal_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    w.leaf("p", {}, c("goal.lead"));
    back_link(w, v.back, c);
    {
      auto const section = w.in("section");
      auto const form = w.in("form", {{"role", "search"}, {"method", "get"}, action(v.search)});
      keep(w, v.hidden);
      w.leaf("label", {{"class", "label"}, {"for", "f-q"}}, c("goal.choose"));
      auto const row = w.in("p", {{"class", "row"}});
      w.empty("input", {{"type", "search"}, {"id", "f-q"}, {"name", "q"}, {"value", v.query}});
      w.leaf("button", {{"type", "submit"}}, c("start.go"));
    }
    for (auto const& group : v.groups) {
      auto const section = w.in("section");
      w.leaf("h2", {}, group.title);
      auto const list = w.in("ul", {{"class", "tap"}});
      for (auto const& g : group.goals) {
        auto const item = w.in("li");
        w.leaf("a", {href(g.to), g.current ? html_attr{"aria-current", "true"} : html_attr{"aria-current", false}},
               g.words);
      }
      if (group.more != 0U) {
        w.leaf("li", {{"class", "note"}}, c("goal.more", {{"n", static_cast<std::int64_t>(group.more)}}));
      }
    }
  });
}

std::string grid_screen(page_frame const& frame, catalogue const& c, grid_screen_view const& v) {
  return html_page(frame, c, [&](html_writer& w) {
    back_link(w, v.back, c);
    {
      auto const section = w.in("section");
      w.leaf("h2", {}, c("grid.simple"));
      days_form(w, v, c);
    }
    auto const section = w.in("section");
    w.leaf("h2", {}, c("grid.half_hours"));
    boxes_form(w, v, c);
  });
}

}  // namespace foothold
