#include "app/progress.h"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace foothold {

progress_line::progress_line() : terminal_{isatty(STDERR_FILENO) == 1} {}

void progress_line::show(std::string_view const text) {
  fmt::print(stderr, "\r\x1B[K{}", text);
  std::fflush(stderr);
  shown_ = true;
}

void progress_line::clear() {
  if (std::exchange(shown_, false)) {
    fmt::print(stderr, "\r\x1B[K");
  }
}

}  // namespace foothold
