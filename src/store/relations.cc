#include "store/relations.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "access/word_list.h"
#include "base/date.h"
#include "store/catalogue.h"
#include "store/row_scope.h"

namespace foothold {
namespace {

using row_scope_detail::text_of;
using std::chrono::minutes;

std::int64_t number_of(cell const& c) {
  auto const* const number = std::get_if<std::int64_t>(&c);
  return number == nullptr ? 0 : *number;
}
// The first moment after a last day; nothing where there is no day.
std::optional<instant> end_of_day(cell const& c) {
  auto const day = parse_date(text_of(c));
  return day ? std::optional{instant{*day + days{1}}} : std::nullopt;
}

// What the session says of a member of staff counts no more than the row of today.
void look_up_staff(connection& c, actor& by) {
  if (!is_staff(by.as)) {
    return;
  }
  auto const found = c.rows(kStaffOfActor, row{by.id});
  if (found.empty() || text_of(found.front()[0]) != by.organisation || text_of(found.front()[1]) != word(by.as)) {
    by.state = membership::left;
    return;
  }
  if (number_of(found.front()[2]) == 0 && by.state == membership::active) {
    by.state = membership::suspended;
  }
  if (auto const end = end_of_day(found.front()[3])) {
    by.until = by.until ? std::min(*by.until, *end) : *end;
  }
}

void look_up_permissions(connection& c, access_request const& asked, relation_facts& facts) {
  for (auto const& r : c.rows(kPermissionsOfActor, row{asked.of.subject, asked.by.organisation})) {
    auto const why = parse_word<purpose>(text_of(r[0]));
    auto const from = parse_date(text_of(r[2]));
    auto const until = end_of_day(r[3]);
    if (why && from && until) {
      facts.permissions.push_back({.for_what = *why,
                                   .fields = parse_words<category>(text_of(r[1])).known,
                                   .from = *from,
                                   .until = *until,
                                   .withdrawn = !std::holds_alternative<std::monostate>(r[4]),
                                   .onward = number_of(r[5]) != 0});
    }
  }
}

void look_up_companions(connection& c, access_request const& asked, relation_facts& facts, instant const now) {
  for (auto const& r : c.rows(kCompanionsOfActor, row{asked.of.subject, asked.by.id})) {
    auto const end = end_of_day(r[1]);
    if (!std::holds_alternative<std::monostate>(r[2]) || (end && *end <= now)) {
      continue;
    }
    auto const is = parse_word<role>(text_of(r[0]));
    facts.ward = facts.ward || (is == role::guardian && asked.by.as == role::guardian);
    facts.companion = facts.companion || (is == asked.by.as && is != role::guardian);
  }
}

void look_up_meetings(connection& c, access_request const& asked, relation_facts& facts, instant const now) {
  for (auto const& r : c.rows(kAppointmentsOfActor, row{asked.of.subject, asked.by.id, asked.by.id})) {
    auto const from = instant_of(r[0]);
    auto const until = from + minutes{number_of(r[1])};
    if (from - kAroundAppointment <= now && now < until + kAroundAppointment) {
      facts.appointment = appointment_fact{.from = from, .until = until};
    }
  }
}

// Who covers a case is as good as its caseworker, from the first day to the last.
bool covers_today(row const& person, std::string const& who, instant const now) {
  auto const from = parse_date(text_of(person[4]));
  auto const end = end_of_day(person[5]);
  return text_of(person[3]) == who && from && end && instant{*from} <= now && now < *end;
}

void look_up_person(connection& c, access_request const& asked, known_relations& known, instant const now) {
  auto const& by = asked.by;
  auto& facts = known.facts;
  auto const found = c.rows(kRelationsOfPerson, row{asked.of.subject});
  if (found.empty()) {
    // Who is new belongs to the organisation that registers.
    facts.same_organisation = asked.what == action::add && !by.organisation.empty();
    known.scope.organisation = by.organisation;
    return;
  }
  known.scope.organisation = text_of(found.front()[0]);
  known.scope.household = text_of(found.front()[2]);
  facts.same_organisation = !by.organisation.empty() && known.scope.organisation == by.organisation;
  facts.assigned = !by.id.empty() && (text_of(found.front()[1]) == by.id || covers_today(found.front(), by.id, now));
  facts.own = by.as == role::newcomer && by.id == asked.of.subject;
  facts.household =
      !facts.own && !known.scope.household.empty() && !c.rows(kLivesThere, row{by.id, known.scope.household}).empty();
  look_up_companions(c, asked, facts, now);
  look_up_meetings(c, asked, facts, now);
  look_up_permissions(c, asked, facts);
  if (auto const sent = c.rows(kReferralToActor, row{asked.of.subject, by.organisation}); !sent.empty()) {
    facts.referral =
        referral_fact{.stage = parse_word<referral_stage>(text_of(sent.front()[0])).value_or(referral_stage::void_),
                      .sent = instant_of(sent.front()[1])};
  }
  if (auto const opened = c.rows(kEmergencyOfActor, row{asked.of.subject, by.id}); !opened.empty()) {
    facts.emergency_opened = instant_of(opened.front()[0]);
  }
}

}  // namespace

known_relations relations_of(connection& c, access_request const& asked, std::string const& tenant, instant const now) {
  auto known = known_relations{.asked = asked};
  auto& facts = known.facts;
  facts.same_tenant = asked.by.tenant == tenant;
  known.scope.today = std::chrono::floor<days>(now);
  look_up_staff(c, known.asked.by);
  if (known.asked.emergency) {
    auto const day = std::chrono::floor<days>(now);
    auto const opened = c.rows(kCountEmergencies, row{asked.by.id, cell_of(instant{day})});
    known.asked.emergency->opened_today = static_cast<int>(std::get<std::int64_t>(opened.front()[0]));
  }
  auto const has_organisation = !asked.by.organisation.empty();
  if (asked.of.sort != kind::person) {
    facts.same_organisation = has_organisation && asked.of.subject == asked.by.organisation;
    known.scope.organisation = asked.by.organisation;
    return known;
  }
  if (asked.of.over == reach::one) {
    look_up_person(c, asked, known, now);
    return known;
  }
  // Over many: which rows are whose is told apart row by row (row_scope.h).
  facts.same_organisation = has_organisation && asked.of.over != reach::tenant;
  facts.assigned = asked.of.over == reach::caseload;
  known.scope.organisation = asked.by.organisation;
  return known;
}

}  // namespace foothold
