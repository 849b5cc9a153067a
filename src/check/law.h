#pragma once
// The checker's own reading of docs/formats/rules.md: may this person work, from when, after which steps? Written
// as the page says it, day by day and row by row.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/territory.h"

namespace foothold::check {

struct law_step {
  std::string name;  // as in a plan: "DE-AP-1/document"
  unsigned days{1U};
};

struct law_answer {
  bool never{false};              // denied: no step helps
  bool provisional{false};        // begins with the step to confirm
  date from{};                    // work, or the first step after confirm, not before this day
  std::vector<law_step> steps{};  // one after the other
};

law_answer read_law(territory const& place, legal_profile const& who, std::string_view subject, date as_of);

// The first possible days of the steps, each as [start, end], when nothing is waited for; `ready` as in the plan.
std::vector<std::pair<date, date>> earliest_steps(law_answer const& law, date ready);

// The day from which work is allowed when the last step ends on `last_end` (nothing: there are no steps).
date allowed_from(law_answer const& law, std::optional<date> last_end);

}  // namespace foothold::check
