#include <algorithm>
#include <chrono>

#include "text/when.h"
#include "ui/html.h"
#include "ui/kinds.h"
#include "ui/measure.h"
#include "ui/pathway_svg.h"
#include "ui/timeline.h"

namespace foothold {

namespace {

constexpr int kWidth = 336;  // a phone of 360 pixels with its margins
constexpr int kPlot = 66;    // the months stand before
constexpr int kTop = 30;
constexpr int kFont = 16;
constexpr int kLeast = 30;  // height of the shortest bar, so that its number can be read
constexpr int kGap = 4;
constexpr int kJob = 56;

struct column_bar {
  step_view const* step{nullptr};
  int y{0}, height{0};
  unsigned column{0U};
};

int length_of(plan_view const& plan) {
  auto const weeks = static_cast<int>((plan.goal_day - plan.as_of).count() / 7) + 5;
  return std::clamp(weeks * 9, 300, 860);
}

class tall_picture {
public:
  tall_picture(plan_view const& plan, catalogue const& c, svg_options const& options)
      : plan_{plan}, c_{c}, options_{options}, axis_{plan, length_of(plan)}, job_y_{kTop + axis_.at(plan.goal_day)} {}

  std::string draw() {
    lay_out();
    {
      auto const svg = w_.in("svg", {{"class", "tall"},
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
      today();
      for (auto const& b : bars_) {
        draw_bar(b);
      }
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

  [[nodiscard]] int px(int const x) const { return c_.rtl() ? kWidth - x : x; }
  [[nodiscard]] int box(int const x, int const width) const { return c_.rtl() ? kWidth - x - width : x; }

  void lay_out() {
    auto columns = row_packer{};
    for (auto const& step : plan_.steps) {
      auto b = column_bar{};
      b.step = &step;
      b.y = kTop + axis_.at(step.start);
      // What runs on beside the job (a care place) ends at the job's box.
      b.height = std::max(kLeast, kTop + axis_.at(std::min(step.end + days{1}, plan_.goal_day)) - b.y);
      b.column = columns.place(b.y, b.y + b.height, kGap);
      bottom_ = std::max(bottom_, b.y + b.height);
      bars_.push_back(b);
    }
    columns_ = static_cast<int>(std::max(1U, columns.rows()));
    // A bar of the least height may reach over the job's day; the job then stands below it.
    job_y_ = std::max(job_y_, bottom_);
    height_ = std::max(job_y_ + kJob + 2, kTop + axis_.at(axis_.to()));
  }

  void months() {
    auto last_text = -100;
    for (auto const& month : axis_.months()) {
      auto const y = kTop + axis_.at(month);
      auto const ymd = std::chrono::year_month_day{month};
      w_.empty("path", {{"class", "rule"}, {"d", horizontal(0, kWidth, y)}, {"stroke", kRule}});
      auto const january = static_cast<unsigned>(ymd.month()) == 1U;
      auto const year = std::to_string(static_cast<int>(ymd.year()));
      if (y == kTop) {
        label(2, y - 8, year, "ink", kInk);
      }
      // The year stands in the place of January.
      if (january && y > kTop) {
        label(2, y + 16, year, "ink", kInk);
        last_text = y;
      } else if (y - last_text >= 20) {
        label(2, y + 15, month_short(c_, static_cast<unsigned>(ymd.month())), "muted", kMuted);
        last_text = y;
      }
    }
  }

  void today() {
    auto const y = kTop + axis_.at(plan_.as_of);
    w_.empty("path", {{"class", "today"},
                      {"d", horizontal(kPlot - 4, kWidth, y)},
                      {"stroke", kInk},
                      {"stroke-width", 2},
                      {"stroke-dasharray", "2 4"}});
    w_.leaf("text", {{"class", "ink"}, {"x", px(kWidth - 2)}, {"y", kTop - 8}, {"text-anchor", "end"}, {"fill", kInk}},
            c_("person.today", {phrase("date", plain_date(c_, plan_.as_of))}));
  }

  void draw_bar(column_bar const& b) {
    auto const look = look_of(b.step->kind);
    auto const each = (kWidth - kPlot) / columns_;
    auto const x = kPlot + static_cast<int>(b.column) * each;
    auto const width = each - kGap;
    w_.empty("rect", {{"class", look.css_class},
                      {"x", box(x, width)},
                      {"y", b.y},
                      {"width", width},
                      {"height", b.height - 2},
                      {"rx", 6},
                      {"fill", look.fill},
                      {"stroke", look.edge},
                      {"stroke-width", b.step->critical ? 3 : 1},
                      {"stroke-dasharray", b.step->provisional ? "7 4" : "none"}});
    w_.leaf("text", {{"class", "ink"}, {"x", px(x + 8)}, {"y", b.y + 20}, {"font-weight", "700"}, {"fill", kInk}},
            std::to_string(b.step->number));
    auto const beside = width - 36;
    auto const words = text_width(b.step->title, kFont) <= beside ? b.step->title : kind_word(c_, b.step->kind);
    if (text_width(words, kFont) <= beside) {
      label(x + 30, b.y + 20, words, "ink", kInk);
    } else if (b.height >= 50 && text_width(words, kFont) <= width - 12) {
      label(x + 8, b.y + 42, words, "ink", kInk);
    }
  }

  void job() {
    w_.empty("rect", {{"class", "job"},
                      {"x", box(kPlot, kWidth - kPlot - kGap)},
                      {"y", job_y_},
                      {"width", kWidth - kPlot - kGap},
                      {"height", kJob},
                      {"rx", 6},
                      {"fill", kAccent}});
    auto const x = kPlot + 10;
    w_.leaf("text", {{"class", "onjob"}, {"x", px(x)}, {"y", job_y_ + 23}, {"font-weight", "700"}, {"fill", kOnAccent}},
            plain_date(c_, plan_.goal_day));
    label(x, job_y_ + 45, shortened_to_width(plan_.reached, kFont, kWidth - kPlot - 24), "onjob", kOnAccent);
  }

  void label(int const x, int const y, std::string_view const text, std::string_view const css,
             std::string_view const colour) {
    w_.leaf("text", {{"class", css}, {"x", px(x)}, {"y", y}, {"fill", colour}}, text);
  }

  [[nodiscard]] std::string horizontal(int const x1, int const x2, int const y) const {
    return "M" + std::to_string(px(x1)) + "," + std::to_string(y) + "H" + std::to_string(px(x2));
  }

  plan_view const& plan_;
  catalogue const& c_;
  svg_options const& options_;
  time_axis axis_;
  html_writer w_;
  std::vector<column_bar> bars_;
  int columns_{1}, job_y_{0}, bottom_{0}, height_{0};
};

}  // namespace

std::string tall_pathway_svg(plan_view const& plan, catalogue const& c, svg_options const& options) {
  return tall_picture{plan, c, options}.draw();
}

}  // namespace foothold
