#include "sys/local_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace foothold {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};  // with somebody who says nothing

tl::unexpected<error> failed(fs::path const& socket, std::string_view const what) {
  auto const code = errno;
  auto const why = code == ENOENT || code == ECONNREFUSED ? errc::not_found : errc::broken;
  return fail(why, fmt::format("{}: cannot {}: {}", socket.string(), what, std::generic_category().message(code)));
}

// A socket's path is at most 107 bytes long; a longer one is reached through its open folder.
class address {
public:
  explicit address(fs::path const& socket) {
    name_.sun_family = AF_UNIX;
    auto path = socket.string();
    if (path.size() >= sizeof name_.sun_path) {
      folder_ = ::open(socket.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
      path = fmt::format("/proc/self/fd/{}/{}", folder_, socket.filename().string());
    }
    fits_ = path.size() < sizeof name_.sun_path;
    path.resize(std::min(path.size(), sizeof name_.sun_path - 1U));
    std::memcpy(name_.sun_path, path.c_str(), path.size() + 1U);
  }
  address(address const&) = delete;
  address& operator=(address const&) = delete;
  ~address() {
    if (folder_ >= 0) {
      ::close(folder_);
    }
  }
  [[nodiscard]] bool fits() const { return fits_; }
  // What the functions of the system take.
  [[nodiscard]] sockaddr const* get() const { return static_cast<sockaddr const*>(static_cast<void const*>(&name_)); }
  static constexpr socklen_t kSize{sizeof(sockaddr_un)};

private:
  sockaddr_un name_{};
  int folder_{-1};
  bool fits_{false};
};

int new_socket() {
  return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

bool is_own(int const descriptor) {
  auto who = ucred{};
  auto size = socklen_t{sizeof who};
  return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
         (who.uid == ::geteuid() || who.uid == 0U);
}

void limit_waiting(int const descriptor) {
  auto const patience = timeval{.tv_sec = kPatience.count(), .tv_usec = 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

}  // namespace

local_stream::local_stream(local_stream&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, read_{std::move(other.read_)} {}

local_stream::~local_stream() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

result<local_stream> local_stream::connect(fs::path const& socket) {
  auto const where = address{socket};
  auto s = local_stream{new_socket()};
  if (!where.fits() || s.descriptor_ < 0 || ::connect(s.descriptor_, where.get(), address::kSize) != 0) {
    return failed(socket, "speak to who listens");
  }
  return s;
}

result<std::optional<std::string>> local_stream::read_line() {
  for (;;) {
    if (auto const end = read_.find('\n'); end != std::string::npos) {
      auto line = read_.substr(0U, end);
      read_.erase(0U, end + 1U);
      return line;
    }
    if (read_.size() > kLongestLine) {
      return fail(errc::bad_input, fmt::format("a line of more than {} bytes", kLongestLine));
    }
    auto bytes = std::array<char, 4096>{};
    auto const n = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n < 0) {
      return fail(errc::broken, "the conversation broke off: " + std::generic_category().message(errno));
    }
    if (n == 0) {
      return std::nullopt;
    }
    read_.append(bytes.data(), static_cast<std::size_t>(n));
  }
}

result<void> local_stream::write_line(std::string_view const line) {
  auto const text = std::string{line} + "\n";
  for (auto sent = std::size_t{0U}; sent != text.size();) {
    auto const n = ::send(descriptor_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n < 0) {
      return fail(errc::broken, "the conversation broke off: " + std::generic_category().message(errno));
    }
    sent += static_cast<std::size_t>(n);
  }
  return {};
}

struct local_listener::impl {
  impl(fs::path s, int const d, conversation t) : socket{std::move(s)}, descriptor{d}, talk{std::move(t)} {
    worker = std::jthread{[this] { serve(); }};
  }
  impl(impl const&) = delete;
  impl& operator=(impl const&) = delete;
  ~impl() {
    ::eventfd_write(end, 1U);
    worker.join();
    ::unlink(socket.c_str());
    ::close(descriptor);
    ::close(end);
  }

  void serve() const {
    for (;;) {
      auto waited = std::array{pollfd{.fd = end, .events = POLLIN, .revents = 0},
                               pollfd{.fd = descriptor, .events = POLLIN, .revents = 0}};
      if (::poll(waited.data(), waited.size(), -1) < 0) {
        continue;  // a signal
      }
      if (waited[0].revents != 0) {
        return;
      }
      auto who = local_stream{::accept4(descriptor, nullptr, nullptr, SOCK_CLOEXEC)};
      greet(who);
    }
  }
  void greet(local_stream& who) const {
    if (who.descriptor_ < 0 || !is_own(who.descriptor_)) {
      return;
    }
    limit_waiting(who.descriptor_);
    talk(who);
  }

  fs::path socket;
  int descriptor;
  conversation talk;
  int end{::eventfd(0U, EFD_CLOEXEC)};
  std::jthread worker;  // last: it uses all of the above
};

local_listener::local_listener(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
local_listener::local_listener(local_listener&&) noexcept = default;
local_listener::~local_listener() = default;

result<local_listener> local_listener::listen(fs::path const& socket, conversation talk) {
  if (local_stream::connect(socket)) {
    return fail(errc::conflict, fmt::format("{}: another program listens there", socket.string()));
  }
  ::unlink(socket.c_str());
  auto const where = address{socket};
  auto const descriptor = new_socket();
  // The folder is its owner's alone; the mode of the socket says so once more.
  if (!where.fits() || descriptor < 0 || ::bind(descriptor, where.get(), address::kSize) != 0 ||
      ::chmod(socket.c_str(), 0600) != 0 || ::listen(descriptor, 8) != 0) {
    auto const wrong = failed(socket, "listen");
    if (descriptor >= 0) {
      ::close(descriptor);
    }
    return wrong;
  }
  return local_listener{std::make_unique<impl>(socket, descriptor, std::move(talk))};
}

}  // namespace foothold
