#pragma once
// A run while it is checked: its rows beside the territory's people, and what was found so far. Inside the checker
// only.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/run_check.h"

namespace foothold::check {

// Sums and products of numbers from a file, which may be of any size.
__extension__ typedef __int128 wide;  // NOLINT(modernize-use-using): no alias may be an extension

// What a certificate of fairness claims: the minima of the rows at these weights and prices.
struct fair_claims {
  vec_map<session_idx, milli_days> prices;
  std::vector<std::uint32_t> weight;  // by row: weight x multiplier
};

struct run_checking {
  territory const& place;
  allocation_run const& run;
  std::unordered_map<std::string_view, session_idx> sessions{};
  vec_map<session_idx, std::uint32_t> places{};   // there are to share
  std::vector<person const*> who{};               // by row; nullptr: nobody of that id
  vec_map<session_idx, milli_days> prices;        // of the run; 0 where none is listed or the listed one is not valid
  std::vector<allocated_person const*> before{};  // by row: that of the run before, if it goes on from one
  std::vector<fair_claims> fair{};                // as the rows list their minima; filled by rule 8
  std::vector<run_violation> found{};

  void blame(std::string rule, std::string_view const about, std::string message) {
    found.push_back({std::move(rule), std::string{about}, std::move(message)});
  }
};

constexpr milli_days kMostPrice = milli_days{1} << 53;  // more is no price; sums over a plan stay in 64 bits

// `before`: the run that it goes on from, if it does.
run_checking begin_checking(territory const& place, allocation_run const& run, allocation_run const* before = nullptr);

// The day from which somebody's plan counts.
inline date since(allocation_run const& run, allocated_person const& row) {
  return row.since.value_or(run.as_of);
}

// territory.md, "Weight": need and waiting, nothing else.
std::uint32_t weight_of(policy const& by, person const& who, date as_of);

// (value - bound) / value and (value - bound) / (bound - unlimited).
run_gaps gaps_of(allocation_run const& run);

// The rules of docs/formats/run.md by number; 7 is in run_minima.h, 8 in run_fairness.h, 9 in run_rolled.h.
void check_hashes(run_checking& c);                                       // 1
void check_people(run_checking& c);                                       // 2
void check_plans(run_checking& c);                                        // 3
void check_places(run_checking& c);                                       // 4
void check_totals(run_checking& c, std::optional<run_gaps> const& told);  // 5
void check_bound(run_checking& c);                                        // 6

}  // namespace foothold::check
