#include "ui/week_grid_view.h"

#include <algorithm>

#include "text/when.h"
#include "ui/kinds.h"

namespace foothold {

namespace {

constexpr int kHours = 46;  // the hours stand before
constexpr int kDay = 44;
constexpr int kTop = 28;
constexpr int kHalfHour = 11;
constexpr int kCare = 9;  // width of the hatched band
constexpr int kWidth = kHours + 7 * kDay;
constexpr unsigned kFrom = 12U, kTo = 44U;  // 06:00 to 22:00 unless something lies outside

class week_picture {
public:
  week_picture(week_view const& week, catalogue const& c) : week_{week}, c_{c} {}

  std::string draw() {
    find_hours();
    {
      auto const svg = w_.in("svg", {{"class", "weekpic"},
                                     {"role", "img"},
                                     {"aria-labelledby", "week-title"},
                                     {"viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(y_at(to_) + 6)},
                                     {"direction", c_.direction()},
                                     {"font-size", 16}});
      w_.leaf("title", {{"id", "week-title"}}, c_("week.svg"));
      patterns();
      days_and_hours();
      blocks(to_grid(week_.free), "free", 1, kDay - 2);
      for (auto const& b : week_.blocks) {
        step(b);
      }
      blocks(to_grid(week_.care), "care", kDay - kCare - 1, kCare);
    }
    return w_.take();
  }

private:
  void find_hours() {
    auto all = to_grid(week_.free);
    all |= to_grid(week_.care);
    for (auto const& b : week_.blocks) {
      all |= to_grid(b.week);
    }
    for (auto i = 0U; i != kHalfHours; ++i) {
      if (all.test(i)) {
        from_ = std::min(from_, i % kHalfHoursPerDay / 2U * 2U);
        to_ = std::max(to_, (i % kHalfHoursPerDay + 2U) / 2U * 2U);
      }
    }
  }

  [[nodiscard]] int y_at(unsigned const half_hour) const {
    return kTop + (static_cast<int>(half_hour) - static_cast<int>(from_)) * kHalfHour;
  }
  [[nodiscard]] int px(int const x) const { return c_.rtl() ? kWidth - x : x; }
  [[nodiscard]] int box(int const x, int const width) const { return c_.rtl() ? kWidth - x - width : x; }

  void patterns() {
    auto const defs = w_.in("defs");
    auto const pattern = w_.in("pattern", {{"id", "hatch"},
                                           {"width", 6},
                                           {"height", 6},
                                           {"patternUnits", "userSpaceOnUse"},
                                           {"patternTransform", "rotate(45)"}});
    w_.empty("path", {{"class", "pat"}, {"d", "M0,0V6"}, {"stroke", kInk}, {"stroke-width", 3}});
  }

  void days_and_hours() {
    for (auto day = 0U; day != 7U; ++day) {
      w_.leaf("text",
              {{"class", "ink"},
               {"x", px(kHours + static_cast<int>(day) * kDay + kDay / 2)},
               {"y", 18},
               {"text-anchor", "middle"},
               {"font-size", c_.rtl() ? 14 : 16},
               {"fill", kInk}},
              weekday_short(c_, day));
    }
    for (auto h = from_; h <= to_; h += 4U) {
      auto const y = y_at(h);
      w_.empty("path",
               {{"class", "rule"},
                {"d", "M" + std::to_string(px(kHours)) + "," + std::to_string(y) + "H" + std::to_string(px(kWidth))},
                {"stroke", kRule}});
      if (h != to_) {
        w_.leaf("text", {{"class", "muted"}, {"x", px(0)}, {"y", y + 13}, {"font-size", 15}, {"fill", kMuted}},
                format_time(h * 30U));
      }
    }
  }

  // Whole blocks of half hours of a grid, one rectangle each.
  template <typename Fn>
  void each_block(week_grid const& grid, Fn const& fn) {
    for (auto const& block : to_pattern(grid)) {
      auto const from = block.from / 30U;
      auto const to = block.to / 30U;
      fn(kHours + static_cast<int>(block.weekday) * kDay, y_at(from), static_cast<int>(to - from) * kHalfHour);
    }
  }

  void blocks(week_grid const& grid, std::string_view const css, int const inset, int const width) {
    auto const care = css == "care";
    each_block(grid, [&](int const x, int const y, int const height) {
      w_.empty("rect", {{"class", css},
                        {"x", box(x + inset, width)},
                        {"y", y},
                        {"width", width},
                        {"height", height},
                        {"fill", care ? "url(#hatch)" : "#e6f0ee"},
                        {"stroke", care ? kInk : kAccent},
                        {"stroke-width", care ? "0.5" : "1"}});
    });
  }

  void step(week_block_view const& b) {
    auto const look = look_of(b.kind);
    each_block(to_grid(b.week), [&](int const x, int const y, int const height) {
      auto const job = b.number == 0U;
      auto const width = kDay - 6 - (week_.care.empty() ? 0 : kCare);
      w_.empty("rect", {{"class", job ? "job" : look.css_class},
                        {"x", box(x + 3, width)},
                        {"y", y + 1},
                        {"width", width},
                        {"height", height - 2},
                        {"rx", 4},
                        {"fill", job ? kAccent : look.fill},
                        {"stroke", job ? kAccent : look.edge},
                        {"stroke-width", 2}});
      if (height >= 20 && !job) {
        w_.leaf("text",
                {{"class", "ink"},
                 {"x", px(x + 3 + width / 2)},
                 {"y", y + std::min(height / 2 + 6, 22)},
                 {"text-anchor", "middle"},
                 {"font-weight", "700"},
                 {"fill", kInk}},
                std::to_string(b.number));
      }
    });
  }

  week_view const& week_;
  catalogue const& c_;
  html_writer w_;
  unsigned from_{kFrom}, to_{kTo};
};

std::string step_words(week_block_view const& b, catalogue const& c) {
  return b.number == 0U ? b.title
                        : c("week.busy", {{"number", static_cast<std::int64_t>(b.number)}, {"title", b.title}});
}

// The part of a pattern on one day, "08:30-12:00, 14:00-16:00".
std::string hours_on(week_pattern const& week, unsigned const day, catalogue const& c) {
  auto out = std::string{};
  for (auto const& block : week) {
    if (block.weekday == day) {
      auto const range = time_range(c, block.from, block.to);
      out = out.empty() ? range : c("when.list", {phrase("head", out), phrase("tail", range)});
    }
  }
  return out;
}

}  // namespace

std::string week_svg(week_view const& week, catalogue const& c) {
  return week_picture{week, c}.draw();
}

void week_key(html_writer& w, week_view const& week, catalogue const& c) {
  auto const list = w.in("ul", {{"class", "key"}});
  for (auto const& b : week.blocks) {
    auto const job = b.number == 0U;
    auto const item = w.in("li", {{"class", job ? "goalstep" : look_of(b.kind).css_class}});
    w.leaf("span", {{"class", "num"}, {"aria-hidden", "true"}}, job ? "" : std::to_string(b.number));
    w.leaf("span", {}, step_words(b, c));
  }
  {
    auto const item = w.in("li");
    w.leaf("i", {{"aria-hidden", "true"}}, "");
    w.leaf("span", {}, c("week.free"));
  }
  if (!week.care.empty()) {
    auto const item = w.in("li");
    w.leaf("i", {{"class", "hatch"}, {"aria-hidden", "true"}}, "");
    w.leaf("span", {}, c("week.care"));
  }
}

void week_table(html_writer& w, week_view const& week, catalogue const& c) {
  auto const scroll =
      w.in("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "region"}, {"aria-label", c("week.as_table")}});
  auto const table = w.in("table");
  {
    auto const head = w.in("thead");
    auto const row = w.in("tr");
    w.leaf("th", {{"scope", "col"}}, c("week.col.day"));
    w.leaf("th", {{"scope", "col"}}, c("week.col.free"));
    w.leaf("th", {{"scope", "col"}}, c("week.col.steps"));
    if (!week.care.empty()) {
      w.leaf("th", {{"scope", "col"}}, c("week.col.care"));
    }
  }
  auto const body = w.in("tbody");
  for (auto day = 0U; day != 7U; ++day) {
    auto const row = w.in("tr");
    w.leaf("th", {{"scope", "row"}}, weekday_name(c, day));
    w.leaf("td", {}, hours_on(week.free, day, c));
    {
      auto const cell = w.in("td");
      for (auto const& b : week.blocks) {
        if (auto const hours = hours_on(b.week, day, c); !hours.empty()) {
          w.leaf("div", {}, c("when.days_hours", {phrase("days", step_words(b, c)), phrase("hours", hours)}));
        }
      }
    }
    if (!week.care.empty()) {
      w.leaf("td", {}, hours_on(week.care, day, c));
    }
  }
}

}  // namespace foothold
