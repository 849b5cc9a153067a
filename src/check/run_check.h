#pragma once
// The independent verifier of a sharing of places: derives everything that docs/formats/run.md promises from the
// territory and the rows, trusts nothing but the prices, and finds the least that each person can cost at these prices
// with the plain planner (priced_minimum.h). It shares nothing with src/plan and src/alloc but the model.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/allocation.h"
#include "model/territory.h"

namespace foothold {

struct run_violation {
  std::string rule;     // number and word of the rule in run.md: "4-places"
  std::string about;    // a person or a session by id; empty: the run as a whole
  std::string message;  // English, one sentence; ids and numbers, no names

  bool operator==(run_violation const&) const = default;
};

// What a run goes on from, read by whoever checks it.
struct rolled_origin {
  allocation_run const& run;
  sharing_changes const& changes;
  std::string run_hash, changes_hash;  // of the two files' bytes
};

struct run_check_options {
  std::optional<run_gaps> gaps{};             // as the file says; without: not compared
  rolled_origin const* origin{nullptr};       // needed for a run that goes on from another one
  std::size_t recompute_all{2000U};           // up to so many people all minima are found anew; beyond that, of so many
  std::uint64_t sample_seed{1U};              // who is drawn
  std::size_t most_labels{300'000U};          // for one minimum, many people at a time ...
  std::size_t most_labels_again{3'000'000U};  // ... and one by one for those beyond that (some 400 bytes each)
  unsigned threads{0U};                       // 0: as many as the machine has
  std::function<void(std::size_t done, std::size_t of)> progress{};  // called by one thread at a time
};

struct run_verdict {
  std::vector<run_violation> broken{};  // by rule, then as the rows stand; empty: the run holds
  run_gaps gaps{};                      // worked out anew
  std::size_t people{0U};
  std::size_t recomputed{0U};  // people whose two minima were found anew
  std::size_t unknown{0U};     // people drawn whose minima could not be found within the limit
  bool proven{false};          // all minima of all people; else a sample
  std::size_t labels{0U};      // work
};

// The same verdict on any number of threads.
run_verdict check_run(territory const& place, allocation_run const& run, run_check_options const& options = {});

}  // namespace foothold
