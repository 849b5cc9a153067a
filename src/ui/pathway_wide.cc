#include <algorithm>
#include <array>
#include <chrono>

#include "text/when.h"
#include "ui/html.h"
#include "ui/kinds.h"
#include "ui/measure.h"
#include "ui/pathway_svg.h"
#include "ui/timeline.h"

namespace foothold {

namespace {

constexpr int kWidth = 960;
constexpr int kPlot = 112;  // where the months begin; lane names stand before
constexpr int kPlotEnd = 948;
constexpr int kAxis = 46;  // height of the months' names
constexpr int kRow = 40;
constexpr int kBar = 30;
constexpr int kLanePad = 8;
constexpr int kFont = 15;
constexpr int kBadge = 26;
constexpr int kArrow = 20;  // room for an arrow before a bar

struct bar {
  step_view const* step{nullptr};
  int x{0}, width{0}, y{0};
  unsigned row{0U};
  std::string inside, after, before;  // the title goes where it fits
};

struct lane {
  step_kind kind{step_kind::course};
  std::vector<std::size_t> bars;
  row_packer rows;
  int y{0}, height{0};
};

class wide_picture {
public:
  wide_picture(plan_view const& plan, catalogue const& c, svg_options const& options)
      : plan_{plan}, c_{c}, options_{options}, axis_{plan, kPlotEnd - kPlot} {}

  std::string draw() {
    lay_out();
    {
      auto const svg = w_.in("svg", {{"class", "wide"},
                                     {"role", "img"},
                                     {"aria-labelledby", options_.id + "-title"},
                                     {"xmlns", "http://www.w3.org/2000/svg"},
                                     {"viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(height_)},
                                     {"direction", c_.direction()},
                                     {"font-family", "system-ui,sans-serif"},
                                     {"font-size", kFont}});
      w_.leaf("title", {{"id", options_.id + "-title"}}, title());
      if (options_.standalone) {
        w_.empty("rect", {{"width", kWidth}, {"height", height_}, {"fill", "#ffffff"}});
      }
      months();
      lanes();
      links();
      for (auto const& b : bars_) {
        draw_bar(b);
      }
      today();
      job();
    }
    return w_.take();
  }

private:
  std::string title() const {
    return c_("plan.way_svg", {{"n", static_cast<std::int64_t>(plan_.steps.size())},
                               phrase("from", plain_date(c_, plan_.as_of)),
                               phrase("to", plain_date(c_, plan_.goal_day))});
  }

  // Mirrored for languages from right to left; a box is given by its start and width.
  [[nodiscard]] int px(int const x) const { return c_.rtl() ? kWidth - x : x; }
  [[nodiscard]] int box(int const x, int const width) const { return c_.rtl() ? kWidth - x - width : x; }

  void lay_out() {
    for (auto const& step : plan_.steps) {
      auto b = bar{};
      b.step = &step;
      b.x = kPlot + axis_.at(step.start);
      b.width = std::max(kBadge + 2, kPlot + axis_.at(step.end + days{1}) - b.x);
      place_title(b);
      bars_.push_back(std::move(b));
    }
    for (auto i = std::size_t{0U}; i != bars_.size(); ++i) {
      lane_for(bars_[i].step->kind).bars.push_back(i);
    }
    std::ranges::stable_sort(lanes_, {}, [](lane const& l) { return lane_of(l.kind); });
    auto y = kAxis;
    for (auto& l : lanes_) {
      for (auto const i : l.bars) {
        auto& b = bars_[i];
        auto const left = b.before.empty() ? b.x : b.x - text_width(b.before, kFont) - kArrow;
        auto const right = b.x + b.width + (b.after.empty() ? 0 : text_width(b.after, kFont) + 8);
        b.row = l.rows.place(left, right, 6);
      }
      l.y = y;
      l.height = static_cast<int>(l.rows.rows()) * kRow + kLanePad;
      for (auto const i : l.bars) {
        bars_[i].y = y + kLanePad / 2 + static_cast<int>(bars_[i].row) * kRow + (kRow - kBar) / 2;
      }
      y += l.height;
    }
    job_y_ = y;
    height_ = y + kRow + kLanePad;
  }

  lane& lane_for(step_kind const kind) {
    auto const it = std::ranges::find(lanes_, kind, &lane::kind);
    if (it != lanes_.end()) {
      return *it;
    }
    lanes_.push_back(lane{kind, {}, {}, 0, 0});
    return lanes_.back();
  }

  void place_title(bar& b) const {
    auto const& title = b.step->title;
    auto const wide = text_width(title, kFont);
    auto const room_inside = b.width - kBadge - 10;
    auto const room_after = kPlotEnd - b.x - b.width - 8;
    auto const room_before = b.x - kPlot - kArrow;
    if (wide <= room_inside) {
      b.inside = title;
    } else if (wide <= room_after) {
      b.after = title;
    } else if (wide <= room_before) {
      b.before = title;
    } else if (room_inside >= std::max(room_after, room_before)) {
      b.inside = shortened_to_width(title, kFont, room_inside);
    } else if (room_after >= room_before) {
      b.after = shortened_to_width(title, kFont, room_after);
    } else {
      b.before = shortened_to_width(title, kFont, room_before);
    }
  }

  void months() {
    auto const all = axis_.months();
    auto const each = (kPlotEnd - kPlot) / static_cast<int>(all.size());
    auto const every = each >= 46 ? 1U : each >= 24 ? 2U : each >= 15 ? 3U : 6U;
    auto year = 0;
    for (auto i = std::size_t{0U}; i != all.size(); ++i) {
      auto const ymd = std::chrono::year_month_day{all[i]};
      auto const x = kPlot + axis_.at(all[i]);
      auto const month = static_cast<unsigned>(ymd.month());
      w_.empty("path", {{"class", "rule"}, {"d", vertical(x, kAxis - 4, height_)}, {"stroke", kRule}});
      if ((month - 1U) % every == 0U || i == 0U) {
        auto const next_labelled = every - (month - 1U) % every;
        if (i != 0U || next_labelled * static_cast<unsigned>(each) >= 40U) {
          label(x + 3, kAxis - 10, month_short(c_, month), "muted", kMuted, 14);
        }
      }
      if (static_cast<int>(ymd.year()) != year && (i == 0U || month == 1U)) {
        year = static_cast<int>(ymd.year());
        auto const room = (12 - static_cast<int>(month) + 1) * each;
        if (i != 0U || room >= 44 || all.size() < 13U) {
          label(x + 3, 16, std::to_string(year), "ink", kInk, 15);
        }
      }
    }
  }

  void lanes() {
    for (auto const& l : lanes_) {
      w_.empty("path", {{"class", "rule"}, {"d", horizontal(0, kPlotEnd, l.y)}, {"stroke", kRule}});
      label(4, l.y + kLanePad / 2 + kRow / 2 + 5, kind_word(c_, l.kind), "ink", kInk, 15);
    }
    w_.empty("path", {{"class", "rule"}, {"d", horizontal(0, kPlotEnd, job_y_)}, {"stroke", kRule}});
    label(4, job_y_ + kLanePad / 2 + kRow / 2 + 5, c_("plan.job_lane"), "ink", kInk, 15);
  }

  // What unlocks what along the chain that fixes the date.
  void links() {
    for (auto const& b : bars_) {
      if (!b.step->critical) {
        continue;
      }
      for (auto const number : b.step->unlocks) {
        auto const it = std::ranges::find_if(bars_, [&](bar const& o) { return o.step->number == number; });
        if (it != bars_.end() && it->step->critical) {
          link(b, *it);
        }
      }
    }
  }

  // From a step to one that it unlocks. A step that is still running (a care place) is joined by a straight line.
  void link(bar const& from, bar const& to) {
    auto const y1 = from.y + kBar / 2;
    auto const y2 = to.y + kBar / 2;
    auto const end = from.x + from.width;
    auto d = std::string{};
    if (end > to.x) {
      auto const down = y2 > y1 ? 1 : -1;
      auto const x = std::clamp(to.x + kBadge + 12, from.x + 8, end - 8);
      auto const tip = y2 - down * (kBar / 2 + 2);
      d = "M" + at(x, y1 + down * kBar / 2) + "V" + std::to_string(tip) + arrow_down(x, tip, down);
    } else if (to.x - end < 16 && y1 != y2) {
      d = "M" + at(end - 6, y1 + (y2 > y1 ? 1 : -1) * kBar / 2) + "V" + std::to_string(y2) + "H" +
          std::to_string(px(to.x - 2)) + arrow_on(to.x - 2, y2);
    } else if (to.x - end >= 8) {
      d = "M" + at(end + 1, y1) + "H" + std::to_string(px(std::max(end + 1, to.x - 14))) + "V" + std::to_string(y2) +
          "H" + std::to_string(px(to.x - 2)) + arrow_on(to.x - 2, y2);
    } else {
      return;
    }
    w_.empty("path", {{"class", "link"}, {"d", d}, {"fill", "none"}, {"stroke", kAccent}, {"stroke-width", 2}});
  }

  [[nodiscard]] std::string arrow_on(int const x, int const y) const {
    return "M" + at(x - 7, y - 5) + "L" + at(x, y) + "L" + at(x - 7, y + 5);
  }
  [[nodiscard]] std::string arrow_down(int const x, int const y, int const down) const {
    return "M" + at(x - 5, y - down * 7) + "L" + at(x, y) + "L" + at(x + 5, y - down * 7);
  }

  void draw_bar(bar const& b) {
    auto const look = look_of(b.step->kind);
    auto const middle = b.y + kBar / 2 + 5;
    w_.empty("rect", {{"class", look.css_class},
                      {"x", box(b.x, b.width)},
                      {"y", b.y},
                      {"width", b.width},
                      {"height", kBar},
                      {"rx", 6},
                      {"fill", look.fill},
                      {"stroke", look.edge},
                      {"stroke-width", b.step->critical ? 3 : 1},
                      {"stroke-dasharray", b.step->provisional ? "7 4" : "none"}});
    centred(b.x + kBadge / 2 + 1, middle, std::to_string(b.step->number), "ink", kInk);
    if (!b.inside.empty()) {
      label(b.x + kBadge, middle, b.inside, "ink", kInk, kFont);
    } else if (!b.after.empty()) {
      label(b.x + b.width + 7, middle, b.after, "ink halo", kInk, kFont);
    } else if (!b.before.empty()) {
      label_end(b.x - kArrow, middle, b.before, "ink halo", kInk);
    }
  }

  void today() {
    auto const x = kPlot + axis_.at(plan_.as_of);
    w_.empty("path", {{"class", "today"},
                      {"d", vertical(x, 22, height_)},
                      {"stroke", kInk},
                      {"stroke-width", 2},
                      {"stroke-dasharray", "2 4"}});
    label(x + 5, height_ - 4, c_("person.today_mark"), "ink", kInk, 14);
  }

  void job() {
    auto const x = kPlot + axis_.at(plan_.goal_day);
    auto const y = job_y_ + kLanePad / 2 + (kRow - kBar) / 2;
    w_.empty("path", {{"class", "goal"}, {"d", vertical(x, 22, height_)}, {"stroke", kAccent}, {"stroke-width", 2}});
    auto const text = plain_date(c_, plan_.goal_day);
    auto const wide = text_width(text, kFont) + 24;
    auto const fits_after = x + wide <= kPlotEnd;
    auto const left = fits_after ? x : x - wide;
    w_.empty("rect", {{"class", "job"},
                      {"x", box(left, wide)},
                      {"y", y},
                      {"width", wide},
                      {"height", kBar},
                      {"rx", 6},
                      {"fill", kAccent}});
    centred(left + wide / 2, y + kBar / 2 + 5, text, "onjob", kOnAccent);
    auto const room = (fits_after ? x : left) - kPlot - 12;
    auto const name = shortened_to_width(plan_.reached, kFont, room);
    if (!name.empty()) {
      label_end(left - 8, y + kBar / 2 + 5, name, "ink", kInk);
    }
  }

  void label(int const x, int const y, std::string_view const text, std::string_view const css,
             std::string_view const colour, int const size) {
    w_.leaf("text", {{"class", css}, {"x", px(x)}, {"y", y}, {"fill", colour}, {"font-size", size}}, text);
  }

  void label_end(int const x, int const y, std::string_view const text, std::string_view const css,
                 std::string_view const colour) {
    w_.leaf("text", {{"class", css}, {"x", px(x)}, {"y", y}, {"text-anchor", "end"}, {"fill", colour}}, text);
  }

  void centred(int const x, int const y, std::string_view const text, std::string_view const css,
               std::string_view const colour) {
    w_.leaf(
        "text",
        {{"class", css}, {"x", px(x)}, {"y", y}, {"text-anchor", "middle"}, {"font-weight", "600"}, {"fill", colour}},
        text);
  }

  [[nodiscard]] std::string at(int const x, int const y) const {
    return std::to_string(px(x)) + "," + std::to_string(y);
  }
  [[nodiscard]] std::string vertical(int const x, int const y1, int const y2) const {
    return "M" + at(x, y1) + "V" + std::to_string(y2);
  }
  [[nodiscard]] std::string horizontal(int const x1, int const x2, int const y) const {
    return "M" + at(x1, y) + "H" + std::to_string(px(x2));
  }

  plan_view const& plan_;
  catalogue const& c_;
  svg_options const& options_;
  time_axis axis_;
  html_writer w_;
  std::vector<bar> bars_;
  std::vector<lane> lanes_;
  int job_y_{0}, height_{0};
};

}  // namespace

std::string wide_pathway_svg(plan_view const& plan, catalogue const& c, svg_options const& options) {
  return wide_picture{plan, c, options}.draw();
}

}  // namespace foothold
