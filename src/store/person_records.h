#pragma once
// Who a person is and how they live: identity, contact, law, household, week. What tells who somebody is, is sealed.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/date.h"
#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/table.h"

namespace foothold {

enum class case_state : std::uint8_t { open, paused, closed };
template <>
struct words_of<case_state> {
  static constexpr auto kWords = std::to_array<std::string_view>({"open", "paused", "closed"});
};

enum class duplicate_state : std::uint8_t { open, same, different };
template <>
struct words_of<duplicate_state> {
  static constexpr auto kWords = std::to_array<std::string_view>({"open", "same", "different"});
};

struct household_record {
  household_id id{};
  std::int64_t version{0};
  std::string area{};  // coarse: a zone of the territory
  std::optional<std::string> address{};

  bool operator==(household_record const&) const = default;
};
template <>
struct table_of<household_record> {
  static constexpr std::string_view kName = "households";
  static constexpr auto kSubject = &household_record::id;
  static constexpr auto kColumns =
      std::tuple{clear("area", &household_record::area), sealed("address", &household_record::address)};
  static constexpr auto kListedBy = std::array<std::string_view, 0U>{};
  static constexpr bool kFixed = false;
};

struct person_record {
  person_id id{};
  std::int64_t version{0};
  std::optional<household_id> household{};
  organisation_id organisation{};  // answers for the case
  std::optional<staff_id> caseworker{};
  std::string local_number{};  // of the office, without a meaning
  std::string name{};          // in its own script
  std::optional<std::string> name_transliterated{};
  std::optional<date> birth{};
  std::optional<std::int64_t> birth_year_estimated{};  // where no paper tells the day
  std::optional<std::string> gender{};
  case_state state{};
  date registered_on{};
  std::string closed_because{};
  std::optional<date> closed_on{};
  std::optional<staff_id> cover{};  // works on it as the caseworker does, on these days only
  std::optional<date> cover_from{}, cover_until{};

  bool operator==(person_record const&) const = default;
};
template <>
struct table_of<person_record> {
  static constexpr std::string_view kName = "persons";
  static constexpr auto kSubject = &person_record::id;
  static constexpr auto kColumns = std::tuple{clear("household", &person_record::household),
                                              clear("organisation", &person_record::organisation),
                                              clear("caseworker", &person_record::caseworker),
                                              clear("local_number", &person_record::local_number),
                                              sealed("name", &person_record::name),
                                              sealed("name_transliterated", &person_record::name_transliterated),
                                              sealed("birth", &person_record::birth),
                                              sealed("birth_year_estimated", &person_record::birth_year_estimated),
                                              sealed("gender", &person_record::gender),
                                              clear("state", &person_record::state),
                                              clear("registered_on", &person_record::registered_on),
                                              clear("closed_because", &person_record::closed_because),
                                              clear("closed_on", &person_record::closed_on),
                                              clear("cover", &person_record::cover),
                                              clear("cover_from", &person_record::cover_from),
                                              clear("cover_until", &person_record::cover_until)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"organisation", "caseworker", "household"});
  static constexpr bool kFixed = false;
};

// One way to reach a person.
struct contact_record {
  record_id<struct contact_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string channel{};  // phone, messenger, mail, post, through somebody
  std::string address{};
  bool preferred{false};
  std::string safe{};  // always, at the hours below, never alone, no: who else sees it
  std::optional<week_pattern> hours{};
  std::optional<std::string> note{};

  bool operator==(contact_record const&) const = default;
};
template <>
struct table_of<contact_record> {
  static constexpr std::string_view kName = "contacts";
  static constexpr auto kSubject = &contact_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &contact_record::person),    clear("channel", &contact_record::channel),
                 sealed("address", &contact_record::address), clear("preferred", &contact_record::preferred),
                 sealed("safe", &contact_record::safe),       sealed("hours", &contact_record::hours),
                 sealed("note", &contact_record::note)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// How to speak with a person.
struct communication_record {
  record_id<struct communication_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string language{};  // of the screens and letters
  std::string dialect{};
  bool pictures{false};
  bool sound{false};
  bool interpreter{false};
  std::optional<std::string> interpreter_wish{};  // gender, nobody from the own community, ...
  std::string device{};                           // smartphone, shared phone, none
  std::string connection{};                       // own data, only Wi-Fi, none

  bool operator==(communication_record const&) const = default;
};
template <>
struct table_of<communication_record> {
  static constexpr std::string_view kName = "communications";
  static constexpr auto kSubject = &communication_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &communication_record::person),
                                              clear("language", &communication_record::language),
                                              clear("dialect", &communication_record::dialect),
                                              clear("pictures", &communication_record::pictures),
                                              clear("sound", &communication_record::sound),
                                              clear("interpreter", &communication_record::interpreter),
                                              sealed("interpreter_wish", &communication_record::interpreter_wish),
                                              clear("device", &communication_record::device),
                                              clear("connection", &communication_record::connection)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// Under which number another office knows a person.
struct external_number_record {
  record_id<struct external_number_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string source{};  // which office
  std::string number{};

  bool operator==(external_number_record const&) const = default;
};
template <>
struct table_of<external_number_record> {
  static constexpr std::string_view kName = "external_numbers";
  static constexpr auto kSubject = &external_number_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &external_number_record::person), clear("source", &external_number_record::source),
                 sealed("number", &external_number_record::number)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// Two entries that may be one person; a human looks.
struct possible_duplicate_record {
  record_id<struct possible_duplicate_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  person_id other{};
  duplicate_state state{};
  std::optional<staff_id> looked_at_by{};
  std::optional<std::string> reason{};

  bool operator==(possible_duplicate_record const&) const = default;
};
template <>
struct table_of<possible_duplicate_record> {
  static constexpr std::string_view kName = "possible_duplicates";
  static constexpr auto kSubject = &possible_duplicate_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &possible_duplicate_record::person), clear("other", &possible_duplicate_record::other),
                 clear("state", &possible_duplicate_record::state),
                 clear("looked_at_by", &possible_duplicate_record::looked_at_by),
                 sealed("reason", &possible_duplicate_record::reason)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// A partner or another adult of the family, as far as the person tells of them.
struct relative_record {
  record_id<struct relative_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::optional<person_id> entry{};  // the own entry, where there is one
  std::string relation{};
  std::optional<std::string> name{};
  std::optional<date> birth{};
  std::optional<std::string> education{};
  std::optional<std::string> occupation{};
  std::optional<std::string> languages{};
  std::optional<std::string> care_need{};  // what somebody must do for them

  bool operator==(relative_record const&) const = default;
};
template <>
struct table_of<relative_record> {
  static constexpr std::string_view kName = "relatives";
  static constexpr auto kSubject = &relative_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &relative_record::person),
                                              clear("entry", &relative_record::entry),
                                              sealed("relation", &relative_record::relation),
                                              sealed("name", &relative_record::name),
                                              sealed("birth", &relative_record::birth),
                                              sealed("education", &relative_record::education),
                                              sealed("occupation", &relative_record::occupation),
                                              sealed("languages", &relative_record::languages),
                                              sealed_apart("care_need", &relative_record::care_need)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

struct origin_record {
  record_id<struct origin_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::optional<std::string> birth_country{};
  std::optional<std::string> nationality{};
  std::optional<date> arrived{};
  std::optional<std::string> registration{};  // number of the asylum or protection register

  bool operator==(origin_record const&) const = default;
};
template <>
struct table_of<origin_record> {
  static constexpr std::string_view kName = "origins";
  static constexpr auto kSubject = &origin_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &origin_record::person), sealed("birth_country", &origin_record::birth_country),
                 sealed("nationality", &origin_record::nationality), sealed("arrived", &origin_record::arrived),
                 sealed("registration", &origin_record::registration)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// One stretch of the legal timeline.
struct status_period_record {
  record_id<struct status_period_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string status{};  // in the words of people.csv
  date from{};
  std::optional<date> until{};
  std::optional<date> work_from{};
  std::optional<std::string> limits{};
  std::optional<std::string> pending{};  // a decision that is awaited

  bool operator==(status_period_record const&) const = default;
};
template <>
struct table_of<status_period_record> {
  static constexpr std::string_view kName = "status_periods";
  static constexpr auto kSubject = &status_period_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &status_period_record::person),        sealed("status", &status_period_record::status),
                 sealed("from", &status_period_record::from),           sealed("until", &status_period_record::until),
                 sealed("work_from", &status_period_record::work_from), sealed("limits", &status_period_record::limits),
                 sealed("pending", &status_period_record::pending)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// A paper that opens doors, until it expires.
struct paper_record {
  paper_id id{};
  std::int64_t version{0};
  person_id person{};
  std::string kind{};
  std::optional<std::string> number{};
  std::optional<std::string> issuer{};
  std::string state{};  // original, copy, lost, applied for
  std::optional<date> from{};
  std::optional<date> until{};
  std::optional<date> remind_on{};  // day for a task to renew it; reminders.h

  bool operator==(paper_record const&) const = default;
};
template <>
struct table_of<paper_record> {
  static constexpr std::string_view kName = "papers";
  static constexpr auto kSubject = &paper_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &paper_record::person),  sealed("kind", &paper_record::kind),
                 sealed("number", &paper_record::number), sealed("issuer", &paper_record::issuer),
                 sealed("state", &paper_record::state),   sealed("from", &paper_record::from),
                 sealed("until", &paper_record::until),   clear("remind_on", &paper_record::remind_on)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

struct child_record {
  child_id id{};
  std::int64_t version{0};
  household_id household{};
  person_id carer{};  // under whose key it is sealed
  std::optional<std::string> name{};
  date birth{};
  std::optional<std::string> relation{};
  std::optional<std::string> health_need{};

  bool operator==(child_record const&) const = default;
};
template <>
struct table_of<child_record> {
  static constexpr std::string_view kName = "children";
  static constexpr auto kSubject = &child_record::carer;
  static constexpr auto kColumns =
      std::tuple{clear("household", &child_record::household), clear("carer", &child_record::carer),
                 sealed("name", &child_record::name),          sealed("birth", &child_record::birth),
                 sealed("relation", &child_record::relation),  sealed_apart("health_need", &child_record::health_need)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"carer", "household"});
  static constexpr bool kFixed = false;
};

// The hours of a week in which a child needs care, and which of them are covered.
struct care_need_record {
  record_id<struct care_need_id_tag> id{};
  std::int64_t version{0};
  child_id child{};
  person_id carer{};
  week_pattern needed{};
  week_pattern covered{};
  std::optional<date> covered_until{};
  std::optional<organisation_id> provider{};
  std::optional<std::string> reason{};

  bool operator==(care_need_record const&) const = default;
};
template <>
struct table_of<care_need_record> {
  static constexpr std::string_view kName = "care_needs";
  static constexpr auto kSubject = &care_need_record::carer;
  static constexpr auto kColumns = std::tuple{clear("child", &care_need_record::child),
                                              clear("carer", &care_need_record::carer),
                                              clear("needed", &care_need_record::needed),
                                              clear("covered", &care_need_record::covered),
                                              clear("covered_until", &care_need_record::covered_until),
                                              clear("provider", &care_need_record::provider),
                                              sealed("reason", &care_need_record::reason)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"child", "carer"});
  static constexpr bool kFixed = false;
};

// Where and when a person could take part.
struct mobility_record {
  record_id<struct mobility_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string area{};
  std::int64_t modes{0};         // bits of travel_mode
  std::int64_t most_minutes{0};  // one way
  week_pattern available{};
  std::optional<date> ready_on{};
  std::int64_t most_weekly_minutes{0};
  std::optional<bool> nights{};
  std::optional<bool> weekends{};
  std::optional<std::string> licence{};  // driving: class, country, until
  std::optional<std::string> limits{};   // of health or religion, told freely

  bool operator==(mobility_record const&) const = default;
};
template <>
struct table_of<mobility_record> {
  static constexpr std::string_view kName = "mobilities";
  static constexpr auto kSubject = &mobility_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &mobility_record::person),
                                              clear("area", &mobility_record::area),
                                              clear("modes", &mobility_record::modes),
                                              clear("most_minutes", &mobility_record::most_minutes),
                                              clear("available", &mobility_record::available),
                                              clear("ready_on", &mobility_record::ready_on),
                                              clear("most_weekly_minutes", &mobility_record::most_weekly_minutes),
                                              clear("nights", &mobility_record::nights),
                                              clear("weekends", &mobility_record::weekends),
                                              sealed("licence", &mobility_record::licence),
                                              sealed_apart("limits", &mobility_record::limits)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

}  // namespace foothold
