#pragma once
// The words in which access is decided: who, what, of what kind, in which relation, for what.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "access/enum_set.h"

namespace foothold {

// The words of an enum of this module, in the order of its values.
template <typename Enum>
struct access_words;

// Somebody has one role at a time; who has several chooses one when signing in.
enum class role : std::uint8_t {
  anonymous,  // not signed in
  newcomer,
  guardian,
  caseworker,
  lead,
  mentor,
  buddy,
  mediator,
  interpreter,
  assessor,
  employer,
  provider,
  authority,
  organisation_admin,
  data_protection_officer,
  service,   // a part of the program itself, such as the reminders
  operator_  // of the machine
};
template <>
struct access_words<role> {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"anonymous", "newcomer", "guardian", "caseworker", "lead", "mentor", "buddy",
                                       "mediator", "interpreter", "assessor", "employer", "provider", "authority",
                                       "organisation_admin", "data_protection_officer", "service", "operator"});
};

// Who works for an organisation, as a row of `staff` says.
inline constexpr auto kStaffRoles =
    std::to_array<role>({role::caseworker, role::lead, role::interpreter, role::assessor, role::employer,
                         role::provider, role::authority, role::organisation_admin, role::data_protection_officer});
constexpr bool is_staff(role const r) {
  return std::find(kStaffRoles.begin(), kStaffRoles.end(), r) != kStaffRoles.end();
}

// Of the actor in the organisation for which it acts. Only `active` may do anything.
enum class membership : std::uint8_t { invited, active, suspended, expired, left };
template <>
struct access_words<membership> {
  static constexpr auto kWords = std::to_array<std::string_view>({"invited", "active", "suspended", "expired", "left"});
};

// What else must be true of an actor for some of the rules.
enum class flag : std::uint8_t {
  vetted,          // supporters and employers: somebody looked at their papers
  manages,         // leads: this team is really theirs
  signed_in_again  // within the last minutes, with the second factor
};
template <>
struct access_words<flag> {
  static constexpr auto kWords = std::to_array<std::string_view>({"vetted", "manages", "signed_in_again"});
};

enum class action : std::uint8_t {
  read,
  list,
  search,
  export_,
  add,
  change,
  change_part,  // some fields of a row
  change_many,  // many rows at once
  remove,
  permit,    // note a permission to share
  withdraw,  // and take it back
  refer,
  answer_referral,
  answer_objection,  // by another human than who decided
  erase,
  open_emergency,
  review_emergency
};
template <>
struct access_words<action> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"read", "list", "search", "export", "add", "change", "change_part", "change_many", "remove", "permit",
       "withdraw", "refer", "answer_referral", "answer_objection", "erase", "open_emergency", "review_emergency"});
};

// What kind of thing is asked for. Of a person is what names a person, whoever keeps it.
enum class kind : std::uint8_t { person, directory, team, indicators, log, machinery };
template <>
struct access_words<kind> {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"person", "directory", "team", "indicators", "log", "machinery"});
};

// Fields by what they tell. The field mask of a grant is a set of these.
enum class category : std::uint8_t {
  // of a person
  identity,
  contact,
  household,
  origin,
  legal,
  health,  // with all other special categories
  childcare,
  week,  // when and how far
  skills,
  background,  // education and work
  wishes,
  plan,
  decisions,
  objections,  // to decisions, and what was answered
  permissions,
  referrals,
  appointments,
  tasks,
  messages,
  notes,
  follow_ups,
  documents,  // uploaded files: papers, certificates, photos
  own_log,    // who did or saw what of the own file
  // of nobody, or of those who work here
  directory,
  team,
  indicators,
  whole_log,
  machinery
};
template <>
struct access_words<category> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"identity",    "contact",   "household",    "origin", "legal",      "health",    "childcare",
       "week",        "skills",    "background",   "wishes", "plan",       "decisions", "objections",
       "permissions", "referrals", "appointments", "tasks",  "messages",   "notes",     "follow_ups",
       "documents",   "own_log",   "directory",    "team",   "indicators", "whole_log", "machinery"});
};

// What the actor is to the person or thing. Several may be true at once.
enum class relation : std::uint8_t {
  own,                 // the person itself
  ward,                // the actor acts for this minor
  household,           // lives with the person: gives nothing at all
  assigned,            // leads the case, or covers it today, in the organisation that answers for it
  same_organisation,   // the organisation answers for the case
  companion,           // the person's mentor or buddy
  referral_pending,    // the person was referred to the organisation, which has not answered
  referral_accepted,   // and it accepted
  referral_over,       // rejected, done, revoked, or void after fourteen days without an answer
  appointment,         // has an appointment with the person now
  emergency,           // opened the file in an emergency within the last hour
  other_organisation,  // of the same tenant: true of everybody in it
  other_tenant
};
template <>
struct access_words<relation> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"own", "ward", "household", "assigned", "same_organisation", "companion", "referral_pending",
       "referral_accepted", "referral_over", "appointment", "emergency", "other_organisation", "other_tenant"});
};

// Over whom an act goes. Over many there are lists, searches and changes of many rows only.
enum class reach : std::uint8_t { one, caseload, organisation, tenant };
template <>
struct access_words<reach> {
  static constexpr auto kWords = std::to_array<std::string_view>({"one", "caseload", "organisation", "tenant"});
};

enum class purpose : std::uint8_t {
  own_file,
  registration,
  counselling,
  planning,
  matching,
  referral,
  teaching,
  mentoring,
  meeting,      // a buddy's
  appointment,  // a mediator's or an interpreter's
  assessment,
  supervision,
  administration,
  protection,
  statistics,
  reminding,
  indexing,  // so that people can be found by name
  emergency,
  information,
  operation
};
template <>
struct access_words<purpose> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"own_file",   "registration", "counselling", "planning",   "matching",    "referral",       "teaching",
       "mentoring",  "meeting",      "appointment", "assessment", "supervision", "administration", "protection",
       "statistics", "reminding",    "indexing",    "emergency",  "information", "operation"});
};

// What an act rests on. A legal basis is none to share with another organisation: for that there is permission only.
enum class ground : std::uint8_t { own_data, task_of_the_office, permission, emergency, oversight, nobodys_data };
template <>
struct access_words<ground> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"own_data", "task_of_the_office", "permission", "emergency", "oversight", "nobodys_data"});
};

// What must be done together with the act.
enum class obligation : std::uint8_t {
  log,  // a line in the audit
  tell_person,
  tell_owner,  // who leads the case
  tell_data_protection_officer,
  review_within_seven_days
};
template <>
struct access_words<obligation> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"log", "tell_person", "tell_owner", "tell_data_protection_officer", "review_within_seven_days"});
};

// Why not; for the log alone. Outwards there is only "there is no such entry".
enum class denial : std::uint8_t {
  not_active,
  outside_the_session,
  other_tenant,
  no_relation,
  not_for_this_purpose,
  not_this_action,
  flag_missing,
  no_permission,
  no_reason,
  too_many_emergencies
};
template <>
struct access_words<denial> {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"not_active", "outside_the_session", "other_tenant", "no_relation", "not_for_this_purpose", "not_this_action",
       "flag_missing", "no_permission", "no_reason", "too_many_emergencies"});
};

using flags = enum_set<flag>;
using actions = enum_set<action>;
using categories = enum_set<category>;
using relations = enum_set<relation>;
using purposes = enum_set<purpose>;
using obligations = enum_set<obligation>;

template <typename Enum>
[[nodiscard]] constexpr std::string_view word(Enum const e) {
  return access_words<Enum>::kWords[static_cast<std::size_t>(e)];
}

template <typename Enum>
[[nodiscard]] constexpr std::size_t count_of() {
  return access_words<Enum>::kWords.size();
}

// Nothing for a word that is none.
template <typename Enum>
[[nodiscard]] constexpr std::optional<Enum> parse_word(std::string_view const text) {
  for (auto i = std::size_t{0U}; i != count_of<Enum>(); ++i) {
    if (access_words<Enum>::kWords[i] == text) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

template <typename Enum>
[[nodiscard]] constexpr enum_set<Enum> all_of() {
  auto all = enum_set<Enum>{};
  for (auto i = std::size_t{0U}; i != count_of<Enum>(); ++i) {
    all |= static_cast<Enum>(i);
  }
  return all;
}

// The words of a set, in the order of the enum, with this sign between them.
template <typename Enum>
[[nodiscard]] std::string words_in(enum_set<Enum> const set, std::string_view const between) {
  auto text = std::string{};
  for (auto i = std::size_t{0U}; i != count_of<Enum>(); ++i) {
    if (set.has(static_cast<Enum>(i))) {
      text += (text.empty() ? std::string_view{} : between);
      text += word(static_cast<Enum>(i));
    }
  }
  return text;
}

}  // namespace foothold
