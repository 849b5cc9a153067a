#include "store/caseload.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "access/decide.h"
#include "store/catalogue.h"
#include "store/repository.h"

namespace foothold {
namespace {

using row_scope_detail::text_of;

std::int64_t number_of(cell const& c) {
  auto const* const number = std::get_if<std::int64_t>(&c);
  return number == nullptr ? 0 : *number;
}

// The statements for what the grant goes over, and what they are asked with; null where it is neither.
// As the statements ask for the cases of an actor: twice who, twice the day.
row of_actor(snapshot const& s) {
  auto const today = format_date(s.access().scope.today);
  return row{s.granted().by(), s.granted().by(), today, today};
}
row joined(row first, row const& middle, row const& last) {
  first.insert(first.end(), middle.begin(), middle.end());
  first.insert(first.end(), last.begin(), last.end());
  return first;
}

struct caseload_place {
  caseload_statements const* by{nullptr};
  row asked{};
};
caseload_place place_of(snapshot const& s) {
  auto const& g = s.granted();
  auto const& organisation = s.access().scope.organisation;
  if (g.sort() != kind::person || organisation.empty() || g.by().empty()) {
    return {};
  }
  if (g.over() == reach::caseload) {
    auto asked = of_actor(s);
    asked.push_back(organisation);
    return {&caseload_of_worker(), std::move(asked)};
  }
  return g.over() == reach::organisation ? caseload_place{&caseload_of_organisation(), row{organisation}}
                                         : caseload_place{};
}

bool lists_own(snapshot const& s, category const what) {
  return s.granted().over() == reach::caseload && s.granted().shows(what) && place_of(s).by != nullptr;
}

std::optional<case_cover> cover_in(row const& r, std::size_t const at) {
  auto const by = parse_id_as<staff_id>(text_of(r[at]));
  auto const from = parse_date(text_of(r[at + 1U]));
  auto const until = parse_date(text_of(r[at + 2U]));
  return by && from && until ? std::optional{case_cover{*by, *from, *until}} : std::nullopt;
}

std::vector<waiting_case> cases_in(std::vector<row> const& rows) {
  auto list = std::vector<waiting_case>{};
  list.reserve(rows.size());
  for (auto const& r : rows) {
    auto const id = parse_id_as<person_id>(text_of(r[0]));
    auto const state = field_codec<case_state>::decode(r[3]);
    if (id && state) {
      list.push_back({.person = *id,
                      .caseworker = parse_id_as<staff_id>(text_of(r[1])),
                      .local_number = text_of(r[2]),
                      .state = *state,
                      .registered_on = parse_date(text_of(r[4])).value_or(date{}),
                      .cover = cover_in(r, 5U)});
    }
  }
  return list;
}

// Both in the order of ids.
template <typename Fill>
void merge(std::vector<waiting_case>& cases, std::vector<row> const& rows, Fill const fill) {
  auto c = cases.begin();
  for (auto const& r : rows) {
    auto const id = parse_id_as<person_id>(text_of(r[0]));
    if (!id) {
      continue;
    }
    c = std::find_if_not(c, cases.end(), [&](waiting_case const& w) { return w.person.bytes < id->bytes; });
    if (c != cases.end() && c->person == *id) {
      fill(*c, r);
    }
  }
}

// Decided on and narrowed by the statement; only the keys of who was erased are not there any more.
template <typename Record>
result<std::vector<Record>> opened(snapshot& s, std::vector<row> const& rows) {
  auto out = std::vector<Record>{};
  for (auto const& cells : rows) {
    auto record = from_row<Record>(by_statement::cipher(s), cells);
    if (record) {
      out.push_back(std::move(*record));
    } else if (record.error().code != errc::not_found) {
      return tl::make_unexpected(record.error());
    }
  }
  return out;
}

}  // namespace

result<std::vector<waiting_case>> list_waiting_cases(snapshot& s, instant const now) {
  auto const place = place_of(s);
  if (place.by == nullptr || !s.granted().shows(category::identity)) {
    return tl::make_unexpected(no_such_entry());
  }
  auto cases = cases_in(by_statement::rows(s, place.by->cases, place.asked));
  if (s.granted().shows(category::tasks)) {
    merge(cases, by_statement::rows(s, place.by->tasks, place.asked), [](waiting_case& w, row const& r) {
      w.first_task = parse_date(text_of(r[1]));
      w.open_tasks = number_of(r[2]);
    });
  }
  if (s.granted().shows(category::referrals)) {
    merge(cases, by_statement::rows(s, place.by->referrals, place.asked),
          [](waiting_case& w, row const& r) { w.referred = instant_of(r[1]); });
  }
  if (s.granted().shows(category::legal)) {
    merge(cases, by_statement::rows(s, place.by->papers, place.asked),
          [](waiting_case& w, row const& r) { w.first_reminder = parse_date(text_of(r[1])); });
  }
  if (s.granted().shows(category::appointments)) {
    auto later = place.asked;
    later.push_back(cell_of(now));
    merge(cases, by_statement::rows(s, place.by->appointments, later),
          [](waiting_case& w, row const& r) { w.next_appointment = instant_of(r[1]); });
  }
  return cases;
}

result<std::vector<task_record>> own_tasks_due(snapshot& s, date const until) {
  if (!lists_own(s, category::tasks)) {
    return tl::make_unexpected(no_such_entry());
  }
  return opened<task_record>(
      s, by_statement::rows(s, kOwnTasksDue, joined(row{format_date(until)}, of_actor(s), row{kMostOwnWork})));
}

result<std::vector<appointment_record>> own_appointments(snapshot& s, instant const from, instant const until) {
  if (!lists_own(s, category::appointments)) {
    return tl::make_unexpected(no_such_entry());
  }
  return opened<appointment_record>(
      s, by_statement::rows(s, kOwnAppointments,
                            joined(row{cell_of(from), cell_of(until)}, of_actor(s), row{kMostOwnWork})));
}

result<std::vector<referral_record>> own_referrals_to_look_at(snapshot& s, instant const since) {
  if (!lists_own(s, category::referrals)) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const& organisation = s.access().scope.organisation;
  return opened<referral_record>(
      s, by_statement::rows(s, kOwnReferralsToLookAt,
                            joined(row{organisation}, of_actor(s), row{organisation, cell_of(since), kMostOwnWork})));
}

result<std::vector<unanswered_place>> own_unanswered(snapshot& s) {
  if (!lists_own(s, category::messages)) {
    return tl::make_unexpected(no_such_entry());
  }
  auto list = std::vector<unanswered_place>{};
  auto const asked = joined(row{}, of_actor(s), row{s.access().scope.organisation, kMostOwnWork});
  for (auto const& r : by_statement::rows(s, kOwnUnanswered, asked)) {
    if (auto const id = parse_id_as<person_id>(text_of(r[0]))) {
      list.push_back({.person = *id, .since = instant_of(r[1]), .messages = number_of(r[2])});
    }
  }
  return list;
}

std::vector<referral_place> referrals_to(installation_view& s, organisation_id const& to, std::string const& after,
                                         std::int64_t const limit) {
  auto list = std::vector<referral_place>{};
  for (auto const& r : by_statement::rows(s, kReferralsTo, row{format_id(to), after, limit})) {
    list.push_back({text_of(r[0]), text_of(r[1]), text_of(r[2]), instant_of(r[3])});
  }
  return list;
}

}  // namespace foothold
