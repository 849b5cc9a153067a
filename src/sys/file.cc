#include "sys/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace foothold {
namespace {

// A file descriptor that closes itself.
class handle {
public:
  explicit handle(int const fd) : fd_{fd} {}
  handle(handle const&) = delete;
  handle& operator=(handle const&) = delete;
  ~handle() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }
  [[nodiscard]] int get() const { return fd_; }

private:
  int fd_;
};

tl::unexpected<error> system_failure(std::filesystem::path const& path, std::string_view const act, int const number) {
  auto const code = number == ENOENT || number == ENOTDIR  ? errc::not_found
                    : number == ENOSPC || number == EDQUOT ? errc::no_room
                                                           : errc::broken;
  return fail(code, fmt::format("{}: cannot {}: {}", path.string(), act, std::generic_category().message(number)));
}

int open_again(char const* const path, int const flags, mode_t const mode = 0) {
  auto fd = ::open(path, flags, mode);
  while (fd < 0 && errno == EINTR) {
    fd = ::open(path, flags, mode);
  }
  return fd;
}

// The size of an opened regular file.
result<std::uint64_t> size_of(std::filesystem::path const& path, int const fd) {
  struct stat info{};
  if (::fstat(fd, &info) != 0) {
    return system_failure(path, "look at the file", errno);
  }
  if (!S_ISREG(info.st_mode)) {
    return fail(errc::bad_input, fmt::format("{}: is not a regular file", path.string()));
  }
  return static_cast<std::uint64_t>(info.st_size);
}

tl::unexpected<error> too_large(std::filesystem::path const& path, std::uint64_t const limit) {
  return fail(errc::bad_input, fmt::format("{}: is larger than the {} bytes allowed here", path.string(), limit));
}

result<void> write_all(std::filesystem::path const& path, int const fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return system_failure(path, "write", errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

result<void> sync_folder_of(std::filesystem::path const& path) {
  auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  auto const fd = handle{open_again(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (fd.get() < 0 || (::fsync(fd.get()) != 0 && errno != EINVAL)) {
    return system_failure(folder, "sync the folder", errno);
  }
  return {};
}

result<std::string> read_file(std::filesystem::path const& path, std::uint64_t const limit) {
  // O_NONBLOCK: opening a pipe nobody writes to must not wait for ever.
  auto const fd = handle{open_again(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (fd.get() < 0) {
    return system_failure(path, "open", errno);
  }
  auto const size = size_of(path, fd.get());
  if (!size) {
    return tl::make_unexpected(size.error());
  }
  if (*size > limit) {
    return too_large(path, limit);
  }
  // The file may grow or shrink while it is read, so its end decides, not its size.
  auto text = std::string{};
  text.resize(static_cast<std::size_t>(*size) + 1U);
  auto used = std::size_t{0};
  while (true) {
    auto const got = ::read(fd.get(), text.data() + used, text.size() - used);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return system_failure(path, "read", errno);
    }
    if (got == 0) {
      break;
    }
    used += static_cast<std::size_t>(got);
    if (used > limit) {
      return too_large(path, limit);
    }
    if (used == text.size()) {
      text.resize(text.size() * 2U);
    }
  }
  text.resize(used);
  return text;
}

result<mapped_file> mapped_file::open(std::filesystem::path const& path) {
  auto const fd = handle{open_again(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (fd.get() < 0) {
    return system_failure(path, "open", errno);
  }
  auto const size = size_of(path, fd.get());
  if (!size) {
    return tl::make_unexpected(size.error());
  }
  auto mapped = mapped_file{};
  if (*size == 0U) {
    return mapped;
  }
  auto* const address = ::mmap(nullptr, static_cast<std::size_t>(*size), PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (address == MAP_FAILED) {
    return system_failure(path, "map", errno);
  }
  mapped.data_ = static_cast<std::byte const*>(address);
  mapped.size_ = static_cast<std::size_t>(*size);
  return mapped;
}

mapped_file::mapped_file(mapped_file&& other) noexcept
    : data_{std::exchange(other.data_, nullptr)}, size_{std::exchange(other.size_, 0U)} {}

mapped_file& mapped_file::operator=(mapped_file&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

mapped_file::~mapped_file() {
  if (data_ != nullptr) {
    ::munmap(const_cast<std::byte*>(data_), size_);  // munmap takes no pointer to const
  }
}

std::string_view mapped_file::text() const {
  return {reinterpret_cast<char const*>(data_), size_};
}

result<replacing_file> replacing_file::create(std::filesystem::path const& target, readers const who) {
  // One name per process and target: two processes never share it, and a leftover of a killed one is overwritten.
  auto temporary = target;
  temporary += fmt::format(".{}.tmp", ::getpid());
  auto const fd = open_again(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                             who == readers::owner ? 0600 : 0644);
  if (fd < 0) {
    return system_failure(temporary, "create", errno);
  }
  if (who == readers::owner && ::fchmod(fd, 0600) != 0) {  // a leftover keeps its own
    auto const why = errno;
    ::close(fd);
    return system_failure(temporary, "protect", why);
  }
  return replacing_file{target, std::move(temporary), fd};
}

replacing_file::replacing_file(std::filesystem::path target, std::filesystem::path temporary, int const descriptor)
    : target_{std::move(target)}, temporary_{std::move(temporary)}, descriptor_{descriptor} {}

replacing_file::replacing_file(replacing_file&& other) noexcept
    : target_{std::move(other.target_)},
      temporary_{std::move(other.temporary_)},
      descriptor_{std::exchange(other.descriptor_, -1)} {}

replacing_file::~replacing_file() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
    ::unlink(temporary_.c_str());
  }
}

result<void> replacing_file::write(std::string_view const bytes) {
  return write_all(temporary_, descriptor_, bytes);
}

result<void> replacing_file::commit() {
  if (::fsync(descriptor_) != 0) {
    return system_failure(temporary_, "sync", errno);
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    return system_failure(target_, "replace", errno);
  }
  ::close(std::exchange(descriptor_, -1));
  return sync_folder_of(target_);
}

result<void> write_file(std::filesystem::path const& target, std::string_view const bytes, readers const who) {
  auto file = replacing_file::create(target, who);
  if (!file) {
    return tl::make_unexpected(file.error());
  }
  if (auto const written = file->write(bytes); !written) {
    return written;
  }
  return file->commit();
}

}  // namespace foothold
