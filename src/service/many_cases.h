#pragma once
// What changes of many cases share: each case is decided, written and logged by itself.

#include <algorithm>
#include <string>
#include <vector>

#include "service/caseload.h"
#include "service/records.h"
#include "store/organisation_records.h"

namespace foothold {

// An active member who may lead cases, of the organisation of who asks. bad_input: there is none.
[[nodiscard]] result<staff_record> find_leading_member(store& cases, caller const& who, std::string const& id);

// The key of one case's part of the whole.
[[nodiscard]] inline change_request request_for(change_request const& whole, std::string const& person) {
  return {.key = whole.key + "-" + person, .request = whole.request};
}

// Whether the act as a whole goes on after this one case.
inline bool is_of_one_case(error const& e) {
  return e.code == errc::not_found || e.code == errc::conflict || e.code == errc::stale || e.code == errc::bad_input;
}

template <typename Change>
result<changed_cases> change_each(std::vector<std::string> persons, Change const one) {
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  auto out = changed_cases{};
  for (auto const& p : persons) {
    auto const done = one(p);
    if (!done && !is_of_one_case(done.error())) {
      return tl::make_unexpected(done.error());
    }
    ++(done ? out.done : out.left);
  }
  return out;
}

}  // namespace foothold
