#include "service/many_cases.h"

#include <utility>

#include "store/repository.h"

namespace foothold {

result<staff_record> find_leading_member(store& cases, caller const& who, std::string const& id) {
  auto const wanted = parse_id_as<staff_id>(id);
  if (!wanted) {
    return fail(errc::bad_input, "staff: expected a member of the team");
  }
  auto const asked = asked_by(who, action::read, {.sort = kind::team, .subject = who.by.organisation});
  auto found = staff_record{};
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    return find<staff_record>(s, *wanted).map([&](staff_record r) { found = std::move(r); });
  });
  if (!done) {
    return tl::make_unexpected(done.error());
  }
  auto const leads = found.role == word(role::caseworker) || found.role == word(role::lead);
  return found.active && leads ? result<staff_record>{std::move(found)}
                               : fail(errc::bad_input, "staff: expected an active member who leads cases");
}

}  // namespace foothold
