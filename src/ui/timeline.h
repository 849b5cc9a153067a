#pragma once
// The months of a plan and the rows in which its steps lie: geometry without drawing.

#include <string>
#include <vector>

#include "base/date.h"
#include "ui/views.h"

namespace foothold {

// A stretch of whole months from today to a month after the first day in the job, `length` pixels long. What runs on
// (a care place) is cut at its end.
class time_axis {
public:
  time_axis(plan_view const& plan, int length);

  [[nodiscard]] int at(date const d) const {
    auto const inside = d < from_ ? from_ : d > to_ ? to_ : d;
    return static_cast<int>((inside - from_).count() * length_ / (to_ - from_).count());
  }
  [[nodiscard]] date from() const { return from_; }
  [[nodiscard]] date to() const { return to_; }  // the first day after

  // The first day of every month on the axis.
  [[nodiscard]] std::vector<date> months() const;

private:
  date from_, to_;
  int length_;
};

// Intervals laid into rows, first row that is free; `from` .. `to` is what an item covers, its label included.
class row_packer {
public:
  unsigned place(int from, int to, int gap);
  [[nodiscard]] unsigned rows() const { return static_cast<unsigned>(ends_.size()); }

private:
  std::vector<std::vector<std::pair<int, int>>> ends_;
};

}  // namespace foothold
