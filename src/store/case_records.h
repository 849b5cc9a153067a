#pragma once
// What happens in a case.

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

enum class referral_state : std::uint8_t { pending, accepted, rejected, done, revoked, void_ };
template <>
struct words_of<referral_state> {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"pending", "accepted", "rejected", "done", "revoked", "void"});
};

enum class appointment_state : std::uint8_t { planned, confirmed, kept, missed, cancelled };
template <>
struct words_of<appointment_state> {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"planned", "confirmed", "kept", "missed", "cancelled"});
};

enum class task_state : std::uint8_t { open, done, dropped };
template <>
struct words_of<task_state> {
  static constexpr auto kWords = std::to_array<std::string_view>({"open", "done", "dropped"});
};

// To share: which fields, with whom, for what, until when.
struct permission_record {
  permission_id id{};
  std::int64_t version{0};
  person_id person{};
  organisation_id organisation{};
  std::string purpose{};
  std::string fields{};  // names, separated by |
  date given_on{};
  date until_on{};
  std::optional<instant> withdrawn_at{};
  std::string text_version{};  // what the person was shown
  std::string language{};
  std::string explained_by{};
  bool onward{false};  // the receiver may refer on

  bool operator==(permission_record const&) const = default;
};
template <>
struct table_of<permission_record> {
  static constexpr std::string_view kName = "permissions";
  static constexpr auto kSubject = &permission_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &permission_record::person),
                                              clear("organisation", &permission_record::organisation),
                                              clear("purpose", &permission_record::purpose),
                                              clear("fields", &permission_record::fields),
                                              clear("given_on", &permission_record::given_on),
                                              clear("until_on", &permission_record::until_on),
                                              clear("withdrawn_at", &permission_record::withdrawn_at),
                                              clear("text_version", &permission_record::text_version),
                                              clear("language", &permission_record::language),
                                              clear("explained_by", &permission_record::explained_by),
                                              clear("onward", &permission_record::onward)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person", "organisation"});
  static constexpr bool kFixed = false;
};

// Who acts for a person or stands by it.
enum class companion_kind : std::uint8_t { guardian, mentor, buddy };
template <>
struct words_of<companion_kind> {
  static constexpr auto kWords = std::to_array<std::string_view>({"guardian", "mentor", "buddy"});
};

struct companion_record {
  record_id<struct companion_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string companion{};  // id of a person or of a mentor
  companion_kind kind{};
  std::optional<date> until_on{};  // last day
  std::optional<instant> ended_at{};

  bool operator==(companion_record const&) const = default;
};
template <>
struct table_of<companion_record> {
  static constexpr std::string_view kName = "companions";
  static constexpr auto kSubject = &companion_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &companion_record::person), clear("companion", &companion_record::companion),
                 clear("kind", &companion_record::kind), clear("until_on", &companion_record::until_on),
                 clear("ended_at", &companion_record::ended_at)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

using emergency_id = record_id<struct emergency_id_tag>;

// A file that was opened in an emergency; written by emergencies.h.
struct emergency_record {
  emergency_id id{};
  std::int64_t version{0};
  person_id person{};
  std::string opened_by{};
  instant opened_at{};
  std::string reason_code{};
  std::string reason{};
  date review_by{};
  std::optional<std::string> reviewed_by{};
  std::optional<instant> reviewed_at{};

  bool operator==(emergency_record const&) const = default;
};
template <>
struct table_of<emergency_record> {
  static constexpr std::string_view kName = "emergencies";
  static constexpr auto kSubject = &emergency_record::person;
  static constexpr auto kColumns = std::tuple{
      clear("person", &emergency_record::person),           clear("opened_by", &emergency_record::opened_by),
      clear("opened_at", &emergency_record::opened_at),     clear("reason_code", &emergency_record::reason_code),
      sealed("reason", &emergency_record::reason),          clear("review_by", &emergency_record::review_by),
      clear("reviewed_by", &emergency_record::reviewed_by), clear("reviewed_at", &emergency_record::reviewed_at)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

inline constexpr std::string_view kGivenBack{"given_back"};  // the outcome of a referral that was done and is not

struct referral_record {
  record_id<struct referral_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  organisation_id from_organisation{};
  organisation_id to_organisation{};
  std::optional<permission_id> permission{};
  std::string offer{};
  std::optional<std::string> why{};  // as the person was shown it
  referral_state state{};
  instant sent_at{};
  date answer_by{};
  std::optional<instant> answered_at{};
  std::optional<std::string> reason{};
  std::optional<std::string> outcome{};

  bool operator==(referral_record const&) const = default;
};
template <>
struct table_of<referral_record> {
  static constexpr std::string_view kName = "referrals";
  static constexpr auto kSubject = &referral_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &referral_record::person),
                                              clear("from_organisation", &referral_record::from_organisation),
                                              clear("to_organisation", &referral_record::to_organisation),
                                              clear("permission", &referral_record::permission),
                                              clear("offer", &referral_record::offer),
                                              sealed("why", &referral_record::why),
                                              clear("state", &referral_record::state),
                                              clear("sent_at", &referral_record::sent_at),
                                              clear("answer_by", &referral_record::answer_by),
                                              clear("answered_at", &referral_record::answered_at),
                                              sealed("reason", &referral_record::reason),
                                              sealed("outcome", &referral_record::outcome)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person", "to_organisation"});
  static constexpr bool kFixed = false;
};

struct appointment_record {
  record_id<struct appointment_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::optional<staff_id> staff{};
  std::optional<mediator_id> mediator{};
  instant starts_at{};
  std::int64_t minutes{0};
  std::string channel{};
  std::optional<std::string> place{};
  std::optional<std::string> subject{};
  appointment_state state{};

  bool operator==(appointment_record const&) const = default;
};
template <>
struct table_of<appointment_record> {
  static constexpr std::string_view kName = "appointments";
  static constexpr auto kSubject = &appointment_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &appointment_record::person),     clear("staff", &appointment_record::staff),
                 clear("mediator", &appointment_record::mediator), clear("starts_at", &appointment_record::starts_at),
                 clear("minutes", &appointment_record::minutes),   clear("channel", &appointment_record::channel),
                 sealed("place", &appointment_record::place),      sealed("subject", &appointment_record::subject),
                 clear("state", &appointment_record::state)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person", "staff"});
  static constexpr bool kFixed = false;
};

struct task_record {
  task_id id{};
  std::int64_t version{0};
  std::optional<person_id> person{};
  std::optional<staff_id> assignee{};
  std::string kind{};
  std::optional<std::string> origin{};  // what made it; one task for each origin
  date due_on{};
  task_state state{};
  std::optional<std::string> words{};

  bool operator==(task_record const&) const = default;
};
template <>
struct table_of<task_record> {
  static constexpr std::string_view kName = "tasks";
  static constexpr auto kSubject = &task_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &task_record::person), clear("assignee", &task_record::assignee),
                 clear("kind", &task_record::kind),     clear("origin", &task_record::origin),
                 clear("due_on", &task_record::due_on), clear("state", &task_record::state),
                 sealed("words", &task_record::words)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person", "assignee"});
  static constexpr bool kFixed = false;
};

struct message_record {
  record_id<struct message_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string writer{};  // id of a person or of staff
  std::string reader{};
  std::string channel{};
  instant sent_at{};
  std::optional<instant> read_at{};
  std::string words{};
  std::optional<std::string> phrase{};    // a ready sentence; `words` are it as it was sent
  std::optional<std::string> language{};  // of `words`

  bool operator==(message_record const&) const = default;
};
template <>
struct table_of<message_record> {
  static constexpr std::string_view kName = "messages";
  static constexpr auto kSubject = &message_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &message_record::person),    clear("writer", &message_record::writer),
                 clear("reader", &message_record::reader),    clear("channel", &message_record::channel),
                 clear("sent_at", &message_record::sent_at),  clear("read_at", &message_record::read_at),
                 sealed("words", &message_record::words),     sealed("phrase", &message_record::phrase),
                 clear("language", &message_record::language)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// What a caseworker or the person wrote down.
struct note_record {
  record_id<struct note_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string writer{};  // id of a person or of staff
  std::string kind{};
  instant written_at{};
  std::string words{};

  bool operator==(note_record const&) const = default;
};
template <>
struct table_of<note_record> {
  static constexpr std::string_view kName = "notes";
  static constexpr auto kSubject = &note_record::person;
  static constexpr auto kColumns = std::tuple{
      clear("person", &note_record::person), clear("writer", &note_record::writer), clear("kind", &note_record::kind),
      clear("written_at", &note_record::written_at), sealed("words", &note_record::words)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

struct follow_up_record {
  record_id<struct follow_up_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string kind{};
  std::string target{};  // vacancy or offer
  date due_on{};
  std::optional<date> done_on{};
  std::string outcome{};
  std::optional<std::string> words{};
  std::optional<std::string> origin{};  // what made it; one follow-up for each origin

  bool operator==(follow_up_record const&) const = default;
};
template <>
struct table_of<follow_up_record> {
  static constexpr std::string_view kName = "follow_ups";
  static constexpr auto kSubject = &follow_up_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &follow_up_record::person),   clear("kind", &follow_up_record::kind),
                 clear("target", &follow_up_record::target),   clear("due_on", &follow_up_record::due_on),
                 clear("done_on", &follow_up_record::done_on), clear("outcome", &follow_up_record::outcome),
                 sealed("words", &follow_up_record::words),    clear("origin", &follow_up_record::origin)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

enum class help_answer : std::uint8_t { yes, a_little, no, left };
template <>
struct words_of<help_answer> {
  static constexpr auto kWords = std::to_array<std::string_view>({"yes", "a_little", "no", "left"});
};

// What a person said of a service, about the service and not about the person. Asked once.
struct help_answer_record {
  record_id<struct help_answer_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string about{};  // appointment:ID or referral:ID
  help_answer answer{};
  instant answered_at{};
  std::optional<std::string> words{};

  bool operator==(help_answer_record const&) const = default;
};
template <>
struct table_of<help_answer_record> {
  static constexpr std::string_view kName = "help_answers";
  static constexpr auto kSubject = &help_answer_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &help_answer_record::person), clear("about", &help_answer_record::about),
                 clear("answer", &help_answer_record::answer), clear("answered_at", &help_answer_record::answered_at),
                 sealed("words", &help_answer_record::words)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = true;
};

}  // namespace foothold
