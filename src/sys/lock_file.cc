#include "sys/lock_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace foothold {

result<lock_file> lock_file::take(std::filesystem::path const& path) {
  auto const descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(errc::broken,
                fmt::format("{}: cannot open: {}", path.string(), std::generic_category().message(errno)));
  }
  auto held = lock_file{descriptor};
  // Of the open file, not of the process: two locks in one process exclude each other too.
  struct flock whole{};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (::fcntl(descriptor, F_OFD_SETLK, &whole) != 0) {
    return errno == EAGAIN || errno == EACCES
               ? fail(errc::conflict, fmt::format("{}: another Foothold holds this folder", path.string()))
               : fail(errc::broken,
                      fmt::format("{}: cannot lock: {}", path.string(), std::generic_category().message(errno)));
  }
  return held;
}

lock_file::lock_file(lock_file&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

lock_file::~lock_file() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

}  // namespace foothold
