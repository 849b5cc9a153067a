#pragma once
// A sharing of places goes on after a change: a course is cancelled, people leave, others arrive. Whoever can keep
// their plan keeps it to the letter; only those whose plan has become impossible, and those who are new, are planned,
// on the places that are free. docs/allocation.md, "When something changes".
//
// How much is lost against sharing everything anew is proven by a bound: the prices of the run are a valid start, and
// where a price only rises, nobody's least can fall, so that only the people near the change are priced again.
//
// Deterministic like allocate.h, on any number of threads.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "alloc/column_generation.h"
#include "model/allocation.h"
#include "plan/timetable.h"

namespace foothold {

// Somebody of the run before, or somebody new.
struct rolling_person {
  person_idx who;
  date since;                               // their own day of planning
  allocated_person const* before{nullptr};  // their row; none: new
  std::vector<reason> broken{};             // why their plan is impossible now; empty: it may stay
  std::vector<session_idx> confirmed{};     // places they said yes to
};

struct rolling_options {
  date as_of, today;
  std::uint64_t seed{1U};
  unsigned threads{1U};
  // Millionths of the bound: while it is more, others may be touched too, unless the run before was twice as far off,
  // ...
  std::int64_t most_loss{10'000};
  std::int64_t most_touched{30'000};  // ... in millionths of the people of the run before
  bool fewer_ways{false};             // nobody has a way that they did not have before: leasts of the run hold
  work_budget budget{};
};

// `times` is of the territory with the places that are there now; a session that has begun has those that are held in
// it. Fills everything but the hashes and places of `rolled`. A confirmed place is never given to somebody else, even
// when its holder's plan does without it; there must be as many places as are confirmed.
allocation_run roll(timetable const& times, std::span<rolling_person const> people, allocation_run const& from,
                    rolling_options options);

// value against bound, in millionths of the bound, rounded up; 0 where the bound is not above 0.
std::int64_t loss_of(milli_days value, milli_days bound);

}  // namespace foothold
