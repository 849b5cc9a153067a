#pragma once
// Uploaded files are never kept as they came. A child process without files, network or any right draws them anew from
// their pixels (docs/adr/0014-files-drawn-anew.md), and what it draws is kept.

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string_view>

#include "media/drawn_file.h"

namespace foothold {

struct cleaning_options {
  std::filesystem::path program{};                               // empty: foothold-redraw beside this program
  std::chrono::milliseconds deadline{std::chrono::seconds{20}};  // then the child is killed
  std::chrono::milliseconds patience{std::chrono::seconds{2}};   // to wait while another file is drawn
};

// One file is drawn at a time, so that uploads leave the machine to those who work with it. Thread-safe.
class media_cleaner {
public:
  explicit media_cleaner(cleaning_options options);

  [[nodiscard]] drawing clean(std::string_view upload);

private:
  cleaning_options options_;
  std::timed_mutex one_at_a_time_;
};

}  // namespace foothold
