#pragma once
// What a person can do and how that is known; what they wish; what stands in the way.

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

// How a skill is known, weakest first.
enum class evidence_level : std::uint8_t { told, seen, tested, recognised };
template <>
struct words_of<evidence_level> {
  static constexpr auto kWords = std::to_array<std::string_view>({"told", "seen", "tested", "recognised"});
};

enum class language_skill : std::uint8_t { listening, reading, speaking, writing };
template <>
struct words_of<language_skill> {
  static constexpr auto kWords = std::to_array<std::string_view>({"listening", "reading", "speaking", "writing"});
};

enum class document_state : std::uint8_t { none_, original, copy, lost };
template <>
struct words_of<document_state> {
  static constexpr auto kWords = std::to_array<std::string_view>({"none", "original", "copy", "lost"});
};

// One of the four skills in one language.
struct language_record {
  record_id<struct language_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string language{};
  language_skill skill{};
  std::string level{};  // a1 .. c2, native
  evidence_level evidence{};
  std::optional<date> tested_on{};
  std::optional<std::string> certificate{};

  bool operator==(language_record const&) const = default;
};
template <>
struct table_of<language_record> {
  static constexpr std::string_view kName = "languages";
  static constexpr auto kSubject = &language_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &language_record::person),
                                              clear("language", &language_record::language),
                                              clear("skill", &language_record::skill),
                                              clear("level", &language_record::level),
                                              clear("evidence", &language_record::evidence),
                                              clear("tested_on", &language_record::tested_on),
                                              sealed("certificate", &language_record::certificate)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// Literacy in one script (ISO 15924).
struct script_record {
  record_id<struct script_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string script{};
  std::string reads{};  // no, slowly, well
  std::string writes{};

  bool operator==(script_record const&) const = default;
};
template <>
struct table_of<script_record> {
  static constexpr std::string_view kName = "scripts";
  static constexpr auto kSubject = &script_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &script_record::person), clear("script", &script_record::script),
                 clear("reads", &script_record::reads), clear("writes", &script_record::writes)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

struct education_record {
  record_id<struct education_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string level{};  // ISCED
  std::string field{};  // ISCED-F
  std::optional<std::string> country{};
  std::optional<std::string> institution{};
  std::optional<std::string> title{};
  std::optional<date> from{};
  std::optional<date> until{};
  bool finished{false};
  document_state document{};
  std::string recognition{};       // state of the procedure
  std::string recognised_level{};  // EQF

  bool operator==(education_record const&) const = default;
};
template <>
struct table_of<education_record> {
  static constexpr std::string_view kName = "educations";
  static constexpr auto kSubject = &education_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &education_record::person),
                                              clear("level", &education_record::level),
                                              clear("field", &education_record::field),
                                              sealed("country", &education_record::country),
                                              sealed("institution", &education_record::institution),
                                              sealed("title", &education_record::title),
                                              sealed("from", &education_record::from),
                                              sealed("until", &education_record::until),
                                              clear("finished", &education_record::finished),
                                              clear("document", &education_record::document),
                                              clear("recognition", &education_record::recognition),
                                              clear("recognised_level", &education_record::recognised_level)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// Work of any kind: waged, own, family, volunteer, on the journey.
struct experience_record {
  record_id<struct experience_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string occupation{};  // ESCO
  std::string kind{};
  std::int64_t months{0};
  bool paid{false};
  std::optional<std::string> employer{};
  std::optional<std::string> country{};
  std::optional<date> from{};
  std::optional<date> until{};
  std::optional<std::string> words{};  // the person's own

  bool operator==(experience_record const&) const = default;
};
template <>
struct table_of<experience_record> {
  static constexpr std::string_view kName = "experiences";
  static constexpr auto kSubject = &experience_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &experience_record::person),    clear("occupation", &experience_record::occupation),
                 clear("kind", &experience_record::kind),        clear("months", &experience_record::months),
                 clear("paid", &experience_record::paid),        sealed("employer", &experience_record::employer),
                 sealed("country", &experience_record::country), sealed("from", &experience_record::from),
                 sealed("until", &experience_record::until),     sealed("words", &experience_record::words)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// One chain of evidence on one ESCO skill.
struct skill_record {
  skill_id id{};
  std::int64_t version{0};
  person_id person{};
  std::string skill{};  // ESCO
  std::string level{};
  bool wanted{false};  // the person wants to use it
  bool disputed{false};

  bool operator==(skill_record const&) const = default;
};
template <>
struct table_of<skill_record> {
  static constexpr std::string_view kName = "skills";
  static constexpr auto kSubject = &skill_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &skill_record::person), clear("skill", &skill_record::skill),
                 clear("level", &skill_record::level), clear("wanted", &skill_record::wanted),
                 clear("disputed", &skill_record::disputed)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

struct skill_evidence_record {
  record_id<struct skill_evidence_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  skill_id skill{};
  evidence_level evidence{};
  std::string source{};  // picture, interview, cv, test, workplace
  std::string item{};    // of the item bank
  std::optional<staff_id> seen_by{};
  date seen_on{};
  std::optional<date> valid_until{};
  std::int64_t confidence{0};          // thousandths
  std::optional<std::string> words{};  // the person's own
  std::optional<std::string> place{};

  bool operator==(skill_evidence_record const&) const = default;
};
template <>
struct table_of<skill_evidence_record> {
  static constexpr std::string_view kName = "skill_evidence";
  static constexpr auto kSubject = &skill_evidence_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &skill_evidence_record::person),
                                              clear("skill", &skill_evidence_record::skill),
                                              clear("evidence", &skill_evidence_record::evidence),
                                              clear("source", &skill_evidence_record::source),
                                              clear("item", &skill_evidence_record::item),
                                              clear("seen_by", &skill_evidence_record::seen_by),
                                              clear("seen_on", &skill_evidence_record::seen_on),
                                              clear("valid_until", &skill_evidence_record::valid_until),
                                              clear("confidence", &skill_evidence_record::confidence),
                                              sealed("words", &skill_evidence_record::words),
                                              sealed("place", &skill_evidence_record::place)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"skill", "person"});
  static constexpr bool kFixed = false;
};

struct certificate_record {
  record_id<struct certificate_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string fact{};  // of the territory: licence:forklift
  std::string name{};
  std::optional<std::string> issuer{};
  std::optional<date> issued_on{};
  std::optional<date> valid_until{};
  bool regulated{false};

  bool operator==(certificate_record const&) const = default;
};
template <>
struct table_of<certificate_record> {
  static constexpr std::string_view kName = "certificates";
  static constexpr auto kSubject = &certificate_record::person;
  static constexpr auto kColumns = std::tuple{
      clear("person", &certificate_record::person),       clear("fact", &certificate_record::fact),
      sealed("name", &certificate_record::name),          sealed("issuer", &certificate_record::issuer),
      clear("issued_on", &certificate_record::issued_on), clear("valid_until", &certificate_record::valid_until),
      clear("regulated", &certificate_record::regulated)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

struct wish_record {
  record_id<struct wish_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::int64_t rank{0};  // 1 first
  std::string kind{};    // occupation, vacancy, fields, self_employment, sector, language
  std::string target{};
  bool refused{false};  // the opposite of a wish
  std::optional<std::int64_t> least_cents_an_hour{};
  std::optional<std::int64_t> weekly_minutes{};
  std::string relocation{};
  std::optional<std::string> words{};

  bool operator==(wish_record const&) const = default;
};
template <>
struct table_of<wish_record> {
  static constexpr std::string_view kName = "wishes";
  static constexpr auto kSubject = &wish_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &wish_record::person),
                                              clear("rank", &wish_record::rank),
                                              clear("kind", &wish_record::kind),
                                              clear("target", &wish_record::target),
                                              clear("refused", &wish_record::refused),
                                              clear("least_cents_an_hour", &wish_record::least_cents_an_hour),
                                              clear("weekly_minutes", &wish_record::weekly_minutes),
                                              clear("relocation", &wish_record::relocation),
                                              sealed("words", &wish_record::words)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

// Asked for one purpose and kept until a day only; under keys of its own.
struct barrier_record {
  record_id<struct barrier_id_tag> id{};
  std::int64_t version{0};
  person_id person{};
  std::string purpose{};
  std::string kind{};
  std::string words{};
  staff_id asked_by{};
  date until_on{};

  bool operator==(barrier_record const&) const = default;
};
template <>
struct table_of<barrier_record> {
  static constexpr std::string_view kName = "barriers";
  static constexpr auto kSubject = &barrier_record::person;
  static constexpr auto kColumns =
      std::tuple{clear("person", &barrier_record::person),     clear("purpose", &barrier_record::purpose),
                 sealed_apart("kind", &barrier_record::kind),  sealed_apart("words", &barrier_record::words),
                 clear("asked_by", &barrier_record::asked_by), clear("until_on", &barrier_record::until_on)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

}  // namespace foothold
