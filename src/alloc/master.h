#pragma once
// The linear program over the plans that were found so far, solved by Clp's simplex, warm from one time to the next.
// Sessions that the plans known cannot overfill have no row.

#include <memory>
#include <vector>

#include "alloc/fair_aim.h"
#include "alloc/linear_program.h"

namespace foothold {

class master : public linear_program {
public:
  // Without an aim the least total; groups and aim must outlive it.
  explicit master(cohort const& people, fair_aim const* aim = nullptr);
  ~master() override;

  void update(column_pool const& pool) override;
  bool solve() override;
  [[nodiscard]] place_prices prices() const override;
  [[nodiscard]] double share(member_idx m, std::uint32_t column) const override;
  [[nodiscard]] std::uint32_t surest(member_idx m) const override;
  void fix(member_idx m, std::uint32_t column) override;
  void forbid(member_idx m, std::uint32_t column) override;

  [[nodiscard]] double value() const;  // days
  // Rounded to milli-days, after `scale`.
  [[nodiscard]] place_prices scaled_prices(double scale) const;

  // With an aim: what it makes least, in days, and how much a day of each group counts at the prices.
  [[nodiscard]] double aimed() const;
  [[nodiscard]] vec_map<group_idx, double> multipliers() const;

  // How the program's value follows one session's places: its row may be absent, as long as nobody lacks a place there.
  [[nodiscard]] bool scarce(session_idx s) const;  // there is a row, and the mixed plans take every place
  void set_places(session_idx s, double places);   // for a while; by default those that are left
  [[nodiscard]] milli_days price(session_idx s) const;

  // From now on to stay without a plan counts for more than any sharing.
  void dread_staying(member_idx m);

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace foothold
