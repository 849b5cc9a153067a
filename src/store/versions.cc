#include "store/versions.h"

#include "store/catalogue.h"
#include "store/repository.h"

namespace foothold {
namespace {

template <typename Record>
result<void> add_version(transaction& t, Record& r, statement const& newest) {
  r.id = new_id<decltype(r.id)>();
  r.number = std::get<std::int64_t>(by_statement::rows(t, newest, row{format_id(r.person)}).front().front()) + 1;
  r.made_at = t.now();
  return add(t, r);
}

template <typename Record>
result<Record> version_at(snapshot& s, person_id const& person, instant const at, statement const& of_day) {
  auto const found = by_statement::rows(s, of_day, row{format_id(person), cell_of(at)});
  return found.empty() ? result<Record>{no_such_row(table_of<Record>::kName)}
                       : from_row<Record>(by_statement::cipher(s), found.front(), s.access());
}

}  // namespace

result<void> add_portrait(transaction& t, portrait_record& p) {
  return add_version(t, p, kNewestPortrait);
}

result<void> add_plan(transaction& t, plan_record& p) {
  return add_version(t, p, kNewestPlan);
}

result<portrait_record> portrait_at(snapshot& s, person_id const& person, instant const at) {
  return version_at<portrait_record>(s, person, at, kPortraitOfDay);
}

result<plan_record> plan_at(snapshot& s, person_id const& person, instant const at) {
  return version_at<plan_record>(s, person, at, kPlanOfDay);
}

}  // namespace foothold
