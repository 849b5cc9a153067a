#pragma once
// What is known of an uploaded file. Its bytes lie apart, sealed (service/file_store.h); they are never those that were
// sent, but what was drawn anew from them (media/cleaning.h).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/skill_records.h"
#include "store/table.h"

namespace foothold {

enum class file_kind : std::uint8_t { certificate, paper, photo, other };
template <>
struct words_of<file_kind> {
  static constexpr auto kWords = std::to_array<std::string_view>({"certificate", "paper", "photo", "other"});
};

// What the bytes are, told from them alone.
enum class file_media : std::uint8_t { jpeg, png, pdf };
template <>
struct words_of<file_media> {
  static constexpr auto kWords = std::to_array<std::string_view>({"image/jpeg", "image/png", "application/pdf"});
};

using file_id = record_id<struct file_id_tag>;

struct file_record {
  file_id id{};
  std::int64_t version{0};
  person_id person{};
  file_kind kind{};
  file_media media{};
  std::int64_t bytes{0};   // as they are kept, in clear
  std::int64_t width{0};   // pixels of an image, 0 for a document
  std::int64_t height{0};  //
  std::int64_t pages{0};   // of a document, 0 for an image
  std::optional<std::string> name{};
  std::string content_hash{};                                     // BLAKE2b-256 in hex
  std::optional<decltype(certificate_record::id)> certificate{};  // that it shows
  std::optional<paper_id> paper{};
  std::optional<decltype(education_record::id)> education{};
  std::string added_by{};
  instant added_at{};

  bool operator==(file_record const&) const = default;
};
template <>
struct table_of<file_record> {
  static constexpr std::string_view kName = "files";
  static constexpr auto kSubject = &file_record::person;
  static constexpr auto kColumns = std::tuple{clear("person", &file_record::person),
                                              clear("kind", &file_record::kind),
                                              clear("media", &file_record::media),
                                              clear("bytes", &file_record::bytes),
                                              clear("width", &file_record::width),
                                              clear("height", &file_record::height),
                                              clear("pages", &file_record::pages),
                                              sealed("name", &file_record::name),
                                              sealed("content_hash", &file_record::content_hash),
                                              clear("certificate", &file_record::certificate),
                                              clear("paper", &file_record::paper),
                                              clear("education", &file_record::education),
                                              clear("added_by", &file_record::added_by),
                                              clear("added_at", &file_record::added_at)};
  static constexpr auto kListedBy = std::to_array<std::string_view>({"person"});
  static constexpr bool kFixed = false;
};

}  // namespace foothold
