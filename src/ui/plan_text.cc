#include "ui/plan_text.h"

#include <algorithm>
#include <chrono>

#include "text/when.h"
#include "ui/kinds.h"
#include "ui/measure.h"
#include "ui/timeline.h"
#include "ui/words.h"

namespace foothold {

namespace {

constexpr unsigned kIndent = 5U;
constexpr unsigned kLaneName = 18U;

class printer {
public:
  printer(catalogue const& c, unsigned const columns) : c_{c}, columns_{columns} {}

  // A paragraph, wrapped at spaces; later lines are indented to `hang`.
  void paragraph(std::string_view const text, unsigned const indent, unsigned const hang) {
    auto line = std::string(indent, ' ');
    auto empty = true;
    for (auto at = std::size_t{0U}; at <= text.size();) {
      auto const end = std::min(text.find(' ', at), text.size());
      auto const word = text.substr(at, end - at);
      if (!empty && columns_of(line) + 1U + columns_of(word) > columns_) {
        out_ += line + "\n";
        line = std::string(hang, ' ');
        empty = true;
      }
      line += (empty ? "" : " ") + std::string{word};
      empty = false;
      at = end + 1U;
    }
    out_ += line + "\n";
  }

  void bullets(std::string_view const title, std::vector<std::string> const& lines) {
    if (lines.empty()) {
      return;
    }
    blank();
    paragraph(title, 0U, 0U);
    for (auto const& l : lines) {
      paragraph("- " + l, 2U, 4U);
    }
  }

  void blank() { out_ += '\n'; }

  void chart(plan_view const& plan) {
    auto const width = static_cast<int>(columns_ - kLaneName);
    auto const axis = time_axis{plan, width};
    month_line(axis, static_cast<unsigned>(width));
    auto order = std::vector<step_view const*>{};
    for (auto const& step : plan.steps) {
      order.push_back(&step);
    }
    std::ranges::stable_sort(order, {}, [](step_view const* s) { return lane_of(s->kind); });
    for (auto const* const step : order) {
      auto const from = static_cast<unsigned>(axis.at(step->start));
      auto const to = std::max(from + 1U, static_cast<unsigned>(axis.at(step->end + days{1})));
      auto name = std::to_string(step->number) + " " + kind_word(c_, step->kind);
      name = std::string(step->number < 10U ? 1U : 0U, ' ') + shortened(name, kLaneName - 4U);
      chart_line(name, from, to, step->critical ? "█" : "▒");
    }
    auto const day = static_cast<unsigned>(axis.at(plan.goal_day));
    chart_line("   " + c_("plan.job_lane"), day, day + 1U, "◆");
  }

  void step(step_view const& s) {
    auto head = std::string(s.number < 10U ? 1U : 0U, ' ') + std::to_string(s.number) + (s.critical ? "*" : " ") + " ";
    blank();
    paragraph(head + s.title + (s.organisation.empty() ? "" : " (" + s.organisation + ")"), 0U, kIndent);
    paragraph(date_range(c_, s.start, s.end), kIndent, kIndent);
    if (!s.week.empty()) {
      paragraph(week_in_words(c_, s.week), kIndent, kIndent);
    }
    if (auto const where = where_words(c_, s); !where.empty()) {
      paragraph(where, kIndent, kIndent);
    }
    for (auto const& r : s.reasons) {
      paragraph("- " + r, kIndent, kIndent + 2U);
    }
    if (s.provisional) {
      paragraph("! " + c_("plan.provisional_step"), kIndent, kIndent + 2U);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  void month_line(time_axis const& axis, unsigned const width) {
    auto line = std::string(kLaneName, ' ');
    auto used = 0U;
    for (auto const& month : axis.months()) {
      auto const at = static_cast<unsigned>(axis.at(month));
      auto const ymd = std::chrono::year_month_day{month};
      auto text = month_short(c_, static_cast<unsigned>(ymd.month()));
      if (static_cast<unsigned>(ymd.month()) == 1U) {
        text = std::to_string(static_cast<int>(ymd.year()));
      }
      if (at >= used && at + columns_of(text) <= width) {
        line += std::string(at - used, ' ') + text + " ";
        used = at + columns_of(text) + 1U;
      }
    }
    while (line.ends_with(' ')) {
      line.pop_back();
    }
    out_ += line + "\n";
  }

  void chart_line(std::string_view const name, unsigned const from, unsigned const to, std::string_view const mark) {
    out_ += padded(name, kLaneName) + std::string(from, ' ');
    for (auto i = from; i != to; ++i) {
      out_ += mark;
    }
    out_ += '\n';
  }

  catalogue const& c_;
  unsigned columns_;
  std::string out_;
};

void print_way(printer& p, plan_view const& plan, catalogue const& c) {
  p.paragraph(c("cli.result", {phrase("from", plain_date(c, plan.as_of)), phrase("to", long_date(c, plan.goal_day)),
                               phrase("time", span_in_words(c, plan.goal_day - plan.as_of))}),
              0U, 0U);
  p.paragraph(proof_words(c, plan), 0U, 0U);
  if (plan.provisional) {
    p.paragraph("! " + c("plan.provisional"), 0U, 2U);
  }
  p.blank();
  p.chart(plan);
  for (auto const& s : plan.steps) {
    p.step(s);
  }
  p.blank();
  if (plan.steps.empty()) {
    p.paragraph(c("plan.empty"), 0U, 0U);
  }
  p.paragraph(c("plan.job", {{"job", plan.reached}}), 0U, kIndent);
  p.paragraph(totals_words(c, plan), 0U, 0U);
  if (std::ranges::any_of(plan.steps, &step_view::critical)) {
    p.paragraph(c("cli.critical"), 0U, 3U);
  }
}

}  // namespace

std::string plan_text(person_view const& person, plan_view const& plan, catalogue const& c, unsigned const columns) {
  auto p = printer{c, columns};
  p.paragraph(c("cli.headline", {{"name", person.name}, {"id", person.id}, {"goal", plan.goal}}), 0U, 0U);
  if (!has_way(plan)) {
    p.paragraph(plan.status == plan_status::none ? c("plan.none") : c("plan.open"), 0U, 0U);
    p.bullets(c("plan.none_why"), plan.missing);
  } else {
    print_way(p, plan, c);
  }
  auto lines = std::vector<std::string>{};
  for (auto const& t : plan.tight) {
    lines.push_back(tight_words(c, t));
  }
  p.bullets(!has_way(plan) ? c("plan.none_relax") : c("plan.tight"), lines);
  return p.take();
}

}  // namespace foothold
