#pragma once
// What of a person's case matters for one job of the goal, and how soon anything can be had when steps never stand in
// each other's way.

#include <cstdint>
#include <vector>

#include "check/person_case.h"

namespace foothold::check {

// The part of a case that matters for one job.
struct job_case {
  person_case const* all{nullptr};
  job_end const* work{nullptr};
  std::vector<std::uint16_t> sessions{}, procedures{};  // positions in `all`, sessions by start
  std::vector<int> soonest{};                           // by fact: no way holds it before; ignores clash, load and care
  int first_day{0};                                     // no way to the job before
  fact_list needs{};  // of the job, with the longer permit where it cannot be done without
  [[nodiscard]] bool possible() const { return first_day <= work->until; }
};
job_case make_job_case(person_case const& all, job_end const& work);

// The later of `day` and the days from which the facts hold.
int latest(fact_list const& needs, std::vector<int> const& from, int day);

}  // namespace foothold::check
