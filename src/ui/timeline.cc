#include "ui/timeline.h"

#include <algorithm>
#include <chrono>

namespace foothold {

namespace {

date month_start(date const d) {
  auto const ymd = std::chrono::year_month_day{d};
  return date{ymd.year() / ymd.month() / std::chrono::day{1}};
}

}  // namespace

time_axis::time_axis(plan_view const& plan, int const length) : length_{length} {
  auto first = plan.as_of;
  for (auto const& step : plan.steps) {
    first = std::min(first, step.start);
  }
  from_ = month_start(first);
  to_ = add_months(month_start(plan.goal_day), 2);
  // Three months at least, so that a short way does not look like a long one.
  to_ = std::max(to_, add_months(from_, 3));
}

std::vector<date> time_axis::months() const {
  auto out = std::vector<date>{};
  for (auto m = from_; m < to_; m = add_months(m, 1)) {
    out.push_back(m);
  }
  return out;
}

unsigned row_packer::place(int const from, int const to, int const gap) {
  auto row = std::size_t{0U};
  auto const clashes = [&](auto const& other) { return from < other.second + gap && other.first < to + gap; };
  while (row != ends_.size() && std::ranges::any_of(ends_[row], clashes)) {
    ++row;
  }
  if (row == ends_.size()) {
    ends_.emplace_back();
  }
  ends_[row].emplace_back(from, to);
  return static_cast<unsigned>(row);
}

}  // namespace foothold
