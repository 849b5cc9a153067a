#include "pages/report_town.h"

#include "alloc/allocate.h"

namespace foothold::report_town {

allocation_run share(territory const& place) {
  auto everybody = std::vector<person_idx>{};
  for (auto const p : place.people.ids()) {
    everybody.push_back(p);
  }
  auto const times = timetable{place};
  auto ask = allocation_options{};
  ask.as_of = place.as_of;
  ask.budget.rounds = 20U;
  return allocate(times, everybody, ask);
}

}  // namespace foothold::report_town
