#pragma once
// ESCO as the Commission publishes it (CSV packages of versions 1.0 to 1.2, zip or folder, in one or many languages)
// and label files, into one image.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "taxonomy/esco.h"

namespace foothold {

struct esco_import_report {
  std::vector<error> refused;      // files that could not be read at all
  faults found;                    // by file, line, field; warnings are rows that were left out
  std::vector<std::string> notes;  // what was left aside, what is missing
  std::size_t files{0U};           // read

  [[nodiscard]] bool sound() const;  // nothing stops the import
};

struct esco_import_request {
  std::span<std::filesystem::path const> paths;
  esco const* base{nullptr};  // an image that is added to; its bytes must live until the return
  // Called before each file: its name, how many are done, how many there are.
  std::function<void(std::string_view file, std::size_t done, std::size_t all)> progress{};
};

// The bytes of the image, or why there is none; either way the report is filled. The same files give the same bytes, in
// whatever order their paths come. Where two files disagree, the image that is added to comes first, then English, then
// the other languages, then label files.
[[nodiscard]] result<std::string> import_esco(esco_import_request const& request, esco_import_report& report);

}  // namespace foothold
