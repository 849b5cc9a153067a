#pragma once
// Files of a case: certificates, papers, photos. What is added here was drawn anew (media/cleaning.h). Each act is one
// request to the store, as in records.h, whose errors these functions have too.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "media/drawn_file.h"
#include "service/installation.h"
#include "service/records.h"
#include "store/file_records.h"

namespace foothold {

inline constexpr std::size_t kLongestFileName{255U};

// What is said of a file. The rows that it shows are of the same person.
struct file_description {
  file_kind kind{file_kind::other};
  std::optional<std::string> name{};  // at most kLongestFileName bytes
  std::optional<decltype(certificate_record::id)> certificate{};
  std::optional<paper_id> paper{};
  std::optional<decltype(education_record::id)> education{};
};

// Its bytes are on the disk before its row is. no_room: nothing was written.
[[nodiscard]] result<written_row> add_file(installation& office, caller const& who, std::string const& person,
                                           change_request const& request, file_description const& about,
                                           drawn_file const& drawn);

struct file_content {
  file_record row;
  std::string bytes;
};
// In the audit before it is opened. broken: the bytes are not there, or are not those that were added.
[[nodiscard]] result<file_content> read_file_content(installation& office, caller const& who, std::string const& person,
                                                     std::string const& id);

[[nodiscard]] result<written_row> remove_file(installation& office, caller const& who, row_place const& where,
                                              change_request const& request, std::string const& id,
                                              std::int64_t version);

// Bytes without a row, of an upload or a removal that did not end, go if they are older than this. Rows without bytes
// stay and are counted: something was lost.
struct tidied_files {
  std::int64_t removed{0};
  std::int64_t missing{0};
};
inline constexpr std::chrono::hours kUploadsLast{1};  // no upload takes longer
[[nodiscard]] result<tidied_files> tidy_files(store& cases, file_store& files, std::chrono::seconds older_than);

}  // namespace foothold
