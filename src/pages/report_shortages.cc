#include "pages/report_shortages.h"

#include <string>

#include "pages/disclosure.h"
#include "service/shortages.h"

namespace foothold {

namespace {

constexpr auto kMostJobs = std::size_t{8U};
constexpr auto kMostTraining = std::size_t{4U};

told_people told(std::uint64_t const part, std::uint64_t const whole) {
  auto out = tell(part, whole);
  out.n = rounded(out.n);
  return out;
}

}  // namespace

std::vector<open_jobs> jobs_that_stay_open(speaker const& say, allocation_run const& run) {
  auto const& t = say.place();
  auto people = std::vector<person_idx>{};
  for (auto const& row : run.each) {
    if (auto const who = say.index().person(row.person); who.valid()) {
      people.push_back(who);
    }
  }
  auto out = std::vector<open_jobs>{};
  for (auto const& found : reach_of_shortages(t, people, run.as_of, kMostJobs)) {
    auto const language = say.texts().language();
    auto& row = out.emplace_back(open_jobs{.title = std::string{t.occupations[found.job].title.in(language)},
                                           .jobs = t.shortages[found.shortage].open_jobs,
                                           .people = rounded(found.looked_at),
                                           .soon = told(found.soon, found.looked_at),
                                           .year = told(found.year, found.looked_at)});
    for (auto const& [offer, n] : found.training) {
      if (n >= kLeastGroup && row.training.size() != kMostTraining) {
        row.training.emplace_back(t.offers[offer].title.in(language), rounded(n));
      }
    }
  }
  return out;
}

}  // namespace foothold
