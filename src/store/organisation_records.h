#pragma once
// Organisations and the people who work in them.

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

struct organisation_record {
  organisation_id id{};
  std::int64_t version{0};
  std::string name{};
  std::string kind{};  // municipality, provider, employer, ... as in territory packs
  std::string area{};
  std::string website{};
  std::optional<date> verified_on{};

  bool operator==(organisation_record const&) const = default;
};
template <>
struct table_of<organisation_record> {
  static constexpr std::string_view kName = "organisations";
  static constexpr auto kSubject = nullptr;
  static constexpr auto kColumns =
      std::tuple{clear("name", &organisation_record::name), clear("kind", &organisation_record::kind),
                 clear("area", &organisation_record::area), clear("website", &organisation_record::website),
                 clear("verified_on", &organisation_record::verified_on)};
  static constexpr auto kListedBy = std::array<std::string_view, 0U>{};
  static constexpr bool kFixed = false;
};

struct staff_record {
  staff_id id{};
  std::int64_t version{0};
  organisation_id organisation{};
  std::string name{};
  std::optional<std::string> email{};
  std::string role{};
  bool active{false};
  std::optional<date> until_on{};  // last day

  bool operator==(staff_record const&) const = default;
};
template <>
struct table_of<staff_record> {
  static constexpr std::string_view kName = "staff";
  static constexpr auto kSubject = &staff_record::id;
  static constexpr auto kColumns = std::tuple{clear("organisation", &staff_record::organisation),
                                              sealed("name", &staff_record::name),
                                              sealed("email", &staff_record::email),
                                              clear("role", &staff_record::role),
                                              clear("active", &staff_record::active),
                                              clear("until_on", &staff_record::until_on)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"organisation"});
  static constexpr bool kFixed = false;
};

// What an organisation is asked before it may post vacancies.
struct employer_record {
  record_id<struct employer_id_tag> id{};
  std::int64_t version{0};
  organisation_id organisation{};
  std::string sector{};  // NACE
  std::string size{};
  std::optional<date> vetted_on{};
  std::optional<staff_id> vetted_by{};
  std::optional<std::string> contact{};

  bool operator==(employer_record const&) const = default;
};
template <>
struct table_of<employer_record> {
  static constexpr std::string_view kName = "employers";
  static constexpr auto kSubject = nullptr;
  static constexpr auto kColumns = std::tuple{clear("organisation", &employer_record::organisation),
                                              clear("sector", &employer_record::sector),
                                              clear("size", &employer_record::size),
                                              clear("vetted_on", &employer_record::vetted_on),
                                              clear("vetted_by", &employer_record::vetted_by),
                                              sealed("contact", &employer_record::contact)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"organisation"});
  static constexpr bool kFixed = false;
};

struct mentor_record {
  record_id<struct mentor_id_tag> id{};
  std::int64_t version{0};
  organisation_id organisation{};
  std::string name{};
  std::optional<std::string> contact{};
  std::string languages{};  // tags, separated by |
  std::string sectors{};    // NACE, separated by |
  std::string area{};
  week_pattern available{};
  std::int64_t places{0};            // people at the same time
  std::optional<date> checked_on{};  // certificate of good conduct seen
  std::optional<date> trained_on{};

  bool operator==(mentor_record const&) const = default;
};
template <>
struct table_of<mentor_record> {
  static constexpr std::string_view kName = "mentors";
  static constexpr auto kSubject = &mentor_record::id;
  static constexpr auto kColumns =
      std::tuple{clear("organisation", &mentor_record::organisation), sealed("name", &mentor_record::name),
                 sealed("contact", &mentor_record::contact),          clear("languages", &mentor_record::languages),
                 clear("sectors", &mentor_record::sectors),           clear("area", &mentor_record::area),
                 clear("available", &mentor_record::available),       clear("places", &mentor_record::places),
                 clear("checked_on", &mentor_record::checked_on),     clear("trained_on", &mentor_record::trained_on)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"organisation"});
  static constexpr bool kFixed = false;
};

// Interprets or mediates in one appointment.
struct mediator_record {
  mediator_id id{};
  std::int64_t version{0};
  organisation_id organisation{};
  std::string name{};
  std::optional<std::string> contact{};
  std::string languages{};  // tags, separated by |
  std::optional<std::string> gender{};
  std::string area{};
  week_pattern available{};
  bool sworn{false};

  bool operator==(mediator_record const&) const = default;
};
template <>
struct table_of<mediator_record> {
  static constexpr std::string_view kName = "mediators";
  static constexpr auto kSubject = &mediator_record::id;
  static constexpr auto kColumns = std::tuple{clear("organisation", &mediator_record::organisation),
                                              sealed("name", &mediator_record::name),
                                              sealed("contact", &mediator_record::contact),
                                              clear("languages", &mediator_record::languages),
                                              sealed("gender", &mediator_record::gender),
                                              clear("area", &mediator_record::area),
                                              clear("available", &mediator_record::available),
                                              clear("sworn", &mediator_record::sworn)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"organisation"});
  static constexpr bool kFixed = false;
};

}  // namespace foothold
