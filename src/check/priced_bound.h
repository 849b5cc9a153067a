#pragma once
// What a person must still pay and wait for at least, on the way to one job. Two sound ideas and no more:
//
// * A fact is *necessary* if no way to the job does without it. Whatever gives it first starts when the facts that are
//   necessary for it hold. So along a chain of necessary facts the cheapest sequence of sessions, by price and by day,
//   is a lower bound; it is worked out backwards, fact by fact and day by day, ignoring clashes, load and care.
// * What is necessary but not paid for in the chain costs at least its cheapest step. A step that would pay for several
//   such facts shares its price among them.

#include <cstdint>
#include <span>
#include <vector>

#include "check/job_case.h"

namespace foothold::check {

constexpr milli_days kUnpayable = milli_days{1} << 60;

// What the steps of a case cost, weighed and with the prices of their places.
struct step_costs {
  milli_days a_day{kMilliDaysPerDay};  // of waiting
  milli_days weight{1};
  std::vector<milli_days> sessions{}, procedures{}, care{};  // by position in the case
};

class priced_bound {
public:
  priced_bound(job_case const& problem, step_costs const& costs);

  // At least this is still to pay when `known` are the first days of the facts, nothing starts before `day` any more
  // and the job starts after `busy_until`. Bit c of `cared_for`: a place for child c is paid.
  [[nodiscard]] milli_days to_pay(std::span<int const> known, int day, int busy_until, std::uint32_t cared_for) const;

private:
  // A necessary fact.
  struct landmark {
    fact_no fact{0U};
    fact_mask before{};                                   // necessary for it
    std::vector<std::uint16_t> sessions{}, procedures{};  // that can give it first, positions in the case
    std::vector<milli_days> chain{};                      // by day t: to pay when nothing that gives it starts before t
    std::vector<milli_days> share{};  // by day t: the cheapest share of a price of one that starts then
  };

  void find_landmarks();
  [[nodiscard]] std::vector<fact_mask> necessary() const;
  [[nodiscard]] fact_mask behind(fact_list const& needs, std::vector<fact_mask> const& before) const;
  void find_renewed();
  void find_care();
  void pay_along_chains();
  void share_the_rest();
  [[nodiscard]] milli_days after(std::size_t which, int day) const;
  [[nodiscard]] milli_days waiting(int day) const;
  [[nodiscard]] int entry(landmark const& l, std::span<int const> known, int day) const;
  void choose_main_chain();

  job_case const& problem_;
  person_case const& all_;
  step_costs const& costs_;
  std::size_t days_;
  std::vector<landmark> landmarks_;        // what is necessary for another stands before it
  std::vector<std::vector<int>> renewed_;  // by fact and day t: the first day it can hold by a step from t on
  std::vector<milli_days> in_chain_, in_chain_procedures_;  // the part of each cost that chains count
  std::vector<milli_days> care_;                            // by child: the least that its care in the job costs
};

}  // namespace foothold::check
