#include <algorithm>
#include <utility>

#include "access/decide.h"
#include "service/caseload.h"
#include "service/many_cases.h"
#include "store/repository.h"

namespace foothold {
namespace {

date today_of(time_source const& clock) {
  return std::chrono::floor<days>(clock.now());
}

// Ids of a member's cases that are not closed, as the team's lead sees them.
result<std::vector<std::string>> cases_of(store& cases, caller const& who, staff_id const& member, bool const covered,
                                          time_source const& clock) {
  auto persons = std::vector<std::string>{};
  auto const now = std::chrono::floor<std::chrono::microseconds>(clock.now());
  auto const asked = asked_by(who, action::list, {.sort = kind::person, .subject = {}, .over = reach::organisation});
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    auto const all = list_waiting_cases(s, now);
    if (!all) {
      return tl::make_unexpected(all.error());
    }
    persons.clear();
    for (auto const& c : *all) {
      if (c.caseworker == member && c.state != case_state::closed && (!covered || c.cover)) {
        persons.push_back(format_id(c.person));
      }
    }
    return {};
  });
  return done.map([&] { return std::move(persons); });
}

// Only while the case is still the member's.
result<changed_cases> write_each(store& cases, caller const& who, std::vector<std::string> persons,
                                 change_request const& request, staff_id const& of,
                                 std::optional<case_cover> const& cover) {
  return change_each(std::move(persons), [&](std::string const& person) {
    auto const asked = asked_by(who, action::change_part, {.sort = kind::person, .subject = person});
    return cases
        .write(asked, request_for(request, person),
               [&](transaction& t) -> result<std::string> {
                 auto found = find<person_record>(t, parse_id_as<person_id>(person).value());
                 if (!found) {
                   return tl::make_unexpected(found.error());
                 }
                 if (found->caseworker != of) {
                   return fail(errc::conflict, "persons: the case is somebody else's by now");
                 }
                 found->cover = cover ? std::optional{cover->by} : std::nullopt;
                 found->cover_from = cover ? std::optional{cover->from} : std::nullopt;
                 found->cover_until = cover ? std::optional{cover->until} : std::nullopt;
                 return change(t, *found).map([&] { return person; });
               })
        .map([](change_answer const& /*a*/) {});
  });
}

}  // namespace

std::vector<std::string_view> faults_of(cover_order const& o, date const today) {
  auto wrong = std::vector<std::string_view>{};
  if (!parse_id(o.by) || o.by == o.of) {
    wrong.emplace_back("by");
  }
  if (o.from == date{} || o.from > today + kLongestCover) {
    wrong.emplace_back("from");
  }
  if (o.until < o.from || o.until < today || o.until > o.from + kLongestCover) {
    wrong.emplace_back("until");
  }
  return wrong;
}

result<changed_cases> cover_cases(store& cases, caller const& who, cover_order const& order,
                                  change_request const& request, time_source const& clock) {
  if (!faults_of(order, today_of(clock)).empty()) {
    return fail(errc::bad_input, "cover: expected another member, a first and a last day");
  }
  auto const of = find_leading_member(cases, who, order.of);
  auto const by = of ? find_leading_member(cases, who, order.by) : of;
  if (!by) {
    return tl::make_unexpected(by.error());
  }
  auto persons = cases_of(cases, who, of->id, false, clock);
  if (!persons) {
    return tl::make_unexpected(persons.error());
  }
  return write_each(cases, who, std::move(*persons), request, of->id,
                    case_cover{.by = by->id, .from = order.from, .until = order.until});
}

result<changed_cases> end_cover(store& cases, caller const& who, std::string const& of, change_request const& request,
                                time_source const& clock) {
  auto const member = parse_id_as<staff_id>(of);
  if (!member) {
    return tl::make_unexpected(no_such_entry());
  }
  auto persons = cases_of(cases, who, *member, true, clock);
  return persons ? write_each(cases, who, std::move(*persons), request, *member, std::nullopt)
                 : result<changed_cases>{tl::make_unexpected(persons.error())};
}

}  // namespace foothold
