// A week as seven times eight boxes: darker means more, and the number stands in the box.

#include <algorithm>

#include "text/when.h"
#include "ui/kinds.h"
#include "ui/report.h"

namespace foothold {

namespace {

constexpr int kHours = 46;  // the hours stand before
constexpr int kDay = 40;
constexpr int kTop = 26;
constexpr int kRow = 34;
constexpr int kWidth = kHours + 7 * kDay;
constexpr int kHeight = kTop + static_cast<int>(kBands) * kRow + 4;
constexpr int kDarkest = 40;  // percent; numbers stay readable on it

struct box_words {
  std::string text;
  int percent{0};  // of the darkest
};

class hours_picture {
public:
  hours_picture(hours_map const& map, catalogue const& c, std::string id, std::string title)
      : map_{map}, c_{c}, id_{std::move(id)}, title_{std::move(title)} {}

  template <typename Fn>
  std::string draw(Fn const& words_of) {
    {
      auto const svg = w_.in("svg", {{"class", "weekpic"},
                                     {"role", "img"},
                                     {"aria-labelledby", id_},
                                     {"viewBox", "0 0 " + std::to_string(kWidth) + " " + std::to_string(kHeight)},
                                     {"direction", c_.direction()},
                                     {"font-size", 15}});
      w_.leaf("title", {{"id", id_}}, title_);
      for (auto day = 0U; day != 7U; ++day) {
        text(weekday_short(c_, day), "ink", kHours + static_cast<int>(day) * kDay + kDay / 2, 17, kInk,
             c_.rtl() ? 12 : 15);
      }
      for (auto band = 0U; band != kBands; ++band) {
        row(band, words_of);
      }
    }
    return w_.take();
  }

private:
  template <typename Fn>
  void row(unsigned const band, Fn const& words_of) {
    auto const y = kTop + static_cast<int>(band) * kRow;
    w_.leaf("text", {{"class", "muted"}, {"x", px(0)}, {"y", y + 14}, {"font-size", 15}, {"fill", kMuted}},
            format_time(kFirstBand + band * kBandMinutes));
    for (auto day = 0U; day != 7U; ++day) {
      box(kHours + static_cast<int>(day) * kDay, y, words_of(map_.cells.at(day).at(band)));
    }
  }

  void box(int const x, int const y, box_words const& words) {
    auto const shade = words.percent * kDarkest / 100;
    w_.empty("rect", {{"class", "heat"},
                      {"x", c_.rtl() ? kWidth - x - kDay + 1 : x + 1},
                      {"y", y + 1},
                      {"width", kDay - 2},
                      {"height", kRow - 2},
                      {"rx", 4},
                      {"fill", kAccent},
                      {"fill-opacity", "0." + std::string(shade < 10 ? "0" : "") + std::to_string(shade)},
                      {"stroke", kRule}});
    if (!words.text.empty()) {
      text(words.text, "ink", x + kDay / 2, y + kRow / 2 + 5, kInk, 15);
    }
  }

  void text(std::string_view const words, std::string_view const css, int const x, int const y,
            std::string_view const fill, int const size) {
    w_.leaf("text",
            {{"class", css}, {"x", px(x)}, {"y", y}, {"text-anchor", "middle"}, {"font-size", size}, {"fill", fill}},
            words);
  }

  [[nodiscard]] int px(int const x) const { return c_.rtl() ? kWidth - x : x; }

  hours_map const& map_;
  catalogue const& c_;
  std::string id_, title_;
  html_writer w_;
};

}  // namespace

std::string full_svg(hours_map const& map, catalogue const& c) {
  auto picture = hours_picture{map, c, map.id + "-full", map.title + ". " + c("report.hours.full")};
  return picture.draw([](hours_cell const& cell) -> box_words {
    if (cell.places == 0U) {
      return {};
    }
    if (cell.hidden) {
      return {"–", 0};
    }
    auto const percent = static_cast<int>((cell.taken * 100U + cell.places / 2U) / cell.places);
    return {std::to_string(percent), percent};
  });
}

std::string value_svg(hours_map const& map, catalogue const& c) {
  auto most = milli_days{1};
  for (auto const& day : map.cells) {
    most = std::max(most, std::ranges::max(day, {}, &hours_cell::saves).saves);
  }
  auto picture = hours_picture{map, c, map.id + "-value", map.title + ". " + c("report.hours.value")};
  return picture.draw([&](hours_cell const& cell) -> box_words {
    if (cell.places == 0U) {
      return {};
    }
    if (cell.hidden) {
      return {"–", 0};
    }
    auto const week = 7 * kMilliDaysPerDay;
    return {decimal(c, (cell.saves + week / 2) / week, 0U), static_cast<int>(cell.saves * 100 / most)};
  });
}

}  // namespace foothold
