#include "service/case_rows.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "access/decide.h"
#include "store/repository.h"

namespace foothold {
namespace {

template <typename Record>
result<void> read_all(snapshot& s, person_id const& person, std::vector<Record>& to) {
  if (!s.granted().shows(category_of(table_of<Record>::kName))) {
    return tl::make_unexpected(no_such_entry());
  }
  for (auto from = page{};;) {
    auto part = list_by<Record>(s, table_of<Record>::kListedBy.front(), person, from);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    std::ranges::move(part->rows, std::back_inserter(to));
    if (part->next.empty()) {
      return {};
    }
    from.after = part->next;
  }
}

result<void> read_household(snapshot& s, case_rows& rows) {
  if (!rows.person.household) {
    return {};
  }
  return find<household_record>(s, *rows.person.household).map([&](household_record h) {
    rows.household = std::move(h);
  });
}

}  // namespace

result<case_rows> read_case_rows(snapshot& s, person_id const& person) {
  auto found = find<person_record>(s, person);
  if (!found) {
    return tl::make_unexpected(found.error());
  }
  auto rows = case_rows{};
  rows.person = std::move(*found);
  auto done = read_household(s, rows);
  auto const then = [&](auto& to) { done = done.and_then([&] { return read_all(s, person, to); }); };
  then(rows.origins);
  then(rows.status_periods);
  then(rows.papers);
  then(rows.children);
  then(rows.care_needs);
  then(rows.mobilities);
  then(rows.languages);
  then(rows.scripts);
  then(rows.educations);
  then(rows.certificates);
  then(rows.wishes);
  return done.map([&] { return std::move(rows); });
}

}  // namespace foothold
