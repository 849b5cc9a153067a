#pragma once
// What was true on a day: added, never changed. made_at and number are set by versions.h.

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

enum class plan_consent : std::uint8_t { yes, no, later };
template <>
struct words_of<plan_consent> {
  static constexpr auto kWords = std::to_array<std::string_view>({"yes", "no", "later"});
};

struct portrait_record {
  portrait_id id{};
  std::int64_t version{0};
  person_id person{};
  std::int64_t number{0};  // 1, 2, ... for each person
  instant made_at{};
  std::string made_by{};
  std::string engine{};
  std::string content_hash{};
  std::string content{};  // JSON

  bool operator==(portrait_record const&) const = default;
};
template <>
struct table_of<portrait_record> {
  static constexpr std::string_view kName = "portraits";
  static constexpr auto kSubject = &portrait_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &portrait_record::person),   clear("number", &portrait_record::number),
                 clear("made_at", &portrait_record::made_at), clear("made_by", &portrait_record::made_by),
                 clear("engine", &portrait_record::engine),   clear("content_hash", &portrait_record::content_hash),
                 sealed("content", &portrait_record::content)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = true;
};

struct plan_record {
  plan_id id{};
  std::int64_t version{0};
  person_id person{};
  std::int64_t number{0};  // 1, 2, ... for each person
  instant made_at{};
  std::string made_by{};
  std::string engine{};
  std::string territory_hash{};
  std::string rules_hash{};
  std::string policy_hash{};
  std::optional<portrait_id> portrait{};
  std::string content_hash{};
  std::string content{};  // PLAN.json

  bool operator==(plan_record const&) const = default;
};
template <>
struct table_of<plan_record> {
  static constexpr std::string_view kName = "plans";
  static constexpr auto kSubject = &plan_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &plan_record::person),         clear("number", &plan_record::number),
                 clear("made_at", &plan_record::made_at),       clear("made_by", &plan_record::made_by),
                 clear("engine", &plan_record::engine),         clear("territory_hash", &plan_record::territory_hash),
                 clear("rules_hash", &plan_record::rules_hash), clear("policy_hash", &plan_record::policy_hash),
                 clear("portrait", &plan_record::portrait),     clear("content_hash", &plan_record::content_hash),
                 sealed("content", &plan_record::content)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = true;
};

// A plan needs the person's yes.
struct plan_answer_record {
  record_id<struct plan_answer_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  plan_id plan{};
  instant answered_at{};
  plan_consent answer{};
  std::optional<std::string> words{};

  bool operator==(plan_answer_record const&) const = default;
};
template <>
struct table_of<plan_answer_record> {
  static constexpr std::string_view kName = "plan_answers";
  static constexpr auto kSubject = &plan_answer_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &plan_answer_record::person), clear("plan", &plan_answer_record::plan),
                 clear("answered_at", &plan_answer_record::answered_at), clear("answer", &plan_answer_record::answer),
                 sealed("words", &plan_answer_record::words)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"plan", "person"});
  static constexpr bool kFixed = true;
};

// What an automated function found and what a human made of it. A negative outcome needs both decided_by and reason.
struct decision_record {
  decision_id id{};
  std::int64_t version{0};
  person_id person{};
  instant at{};
  std::string function{};
  std::string engine{};
  std::string inputs_hash{};
  std::string snapshot_hash{};
  std::string result_hash{};
  std::string trace{};
  std::string outcome{};  // positive, negative, none
  std::optional<staff_id> decided_by{};
  std::optional<std::string> reason{};

  bool operator==(decision_record const&) const = default;
};
template <>
struct table_of<decision_record> {
  static constexpr std::string_view kName = "decisions";
  static constexpr auto kSubject = &decision_record::person;
  static constexpr auto kColumns = std::tuple{
      clear("person", &decision_record::person),           clear("at", &decision_record::at),
      clear("function", &decision_record::function),       clear("engine", &decision_record::engine),
      clear("inputs_hash", &decision_record::inputs_hash), clear("snapshot_hash", &decision_record::snapshot_hash),
      clear("result_hash", &decision_record::result_hash), sealed("trace", &decision_record::trace),
      clear("outcome", &decision_record::outcome),         clear("decided_by", &decision_record::decided_by),
      sealed("reason", &decision_record::reason)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = true;
};

enum class objection_state : std::uint8_t { open, upheld, changed };
template <>
struct words_of<objection_state> {
  static constexpr auto kWords = std::to_array<std::string_view>({"open", "upheld", "changed"});
};

// What a person says against a decision. Another human than who decided answers: the decision is upheld, or it is
// changed by a new one.
struct objection_record {
  objection_id id{};
  std::int64_t version{0};
  person_id person{};
  decision_id decision{};
  instant at{};
  std::string writer{};  // id of the person, or of who wrote it down for them
  std::string words{};
  objection_state state{};
  std::optional<staff_id> answered_by{};
  std::optional<instant> answered_at{};
  std::optional<std::string> reason{};

  bool operator==(objection_record const&) const = default;
};
template <>
struct table_of<objection_record> {
  static constexpr std::string_view kName = "objections";
  static constexpr auto kSubject = &objection_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &objection_record::person),
                                              clear("decision", &objection_record::decision),
                                              clear("at", &objection_record::at),
                                              clear("writer", &objection_record::writer),
                                              sealed("words", &objection_record::words),
                                              clear("state", &objection_record::state),
                                              clear("answered_by", &objection_record::answered_by),
                                              clear("answered_at", &objection_record::answered_at),
                                              sealed("reason", &objection_record::reason)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// What a fund's auditors may ask of somebody who took part in what the fund paid for. It outlives the person's file.
struct fund_proof_record {
  record_id<struct fund_proof_id_tag> id{};
  std::int64_t version{0};
  person_id participant{};  // who may be erased already
  std::string fund{};
  date until_on{};  // last day on which it is kept
  std::string content{};

  bool operator==(fund_proof_record const&) const = default;
};
template <>
struct table_of<fund_proof_record> {
  static constexpr std::string_view kName = "fund_proofs";
  static constexpr auto kSubject = &fund_proof_record::id;
  static constexpr auto kColumns =
      std::tuple{clear("participant", &fund_proof_record::participant), clear("fund", &fund_proof_record::fund),
                 clear("until_on", &fund_proof_record::until_on), sealed("content", &fund_proof_record::content)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"participant"});
  static constexpr bool kFixed = true;
};

}  // namespace foothold
