#include "media/cleaning.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <optional>
#include <string>
#include <utility>

#include "sys/child_process.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr auto kMostAnswer = kMostDrawnBytes + 256U;
constexpr auto kPiece = std::size_t{64U} << 10U;

struct descriptor {
  explicit descriptor(int const f) : fd{f} {}
  descriptor(descriptor const&) = delete;
  descriptor& operator=(descriptor const&) = delete;
  ~descriptor() {
    if (fd >= 0) {
      ::close(fd);
    }
  }
  int fd;
};

fs::path program_of(cleaning_options const& options) {
  if (!options.program.empty()) {
    return options.program;
  }
  auto const own = own_program();
  return own ? own->parent_path() / "foothold-redraw" : fs::path{};
}

// The child has one end of a pair of sockets as its input and output, and nothing else: no open file, no variable of
// the environment, and after exec no byte of this program's memory. All that needs memory is done before the fork.
int start(fs::path const& program, int const end, int const nowhere) {
  auto name = program.string();
  auto zone = std::string{"TZ=UTC0"};
  auto const arguments = std::array<char*, 2>{name.data(), nullptr};
  auto const environment = std::array<char*, 2>{zone.data(), nullptr};
  auto const parent = ::getpid();
  auto const child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent || ::dup2(end, STDIN_FILENO) < 0 || ::dup2(end, STDOUT_FILENO) < 0 ||
        ::dup2(nowhere, STDERR_FILENO) < 0 || ::close_range(STDERR_FILENO + 1, UINT_MAX, 0) != 0) {
      ::_exit(126);
    }
    ::execve(name.c_str(), arguments.data(), environment.data());
    ::_exit(127);
  }
  return child;
}

// Sends the upload and takes the answer until the other side closes. Nothing: too late, or the answer is too long.
std::optional<std::string> exchange(int const fd, std::string_view upload, steady_clock::time_point const until) {
  auto answer = std::string{};
  auto piece = std::string(kPiece, '\0');
  while (true) {
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now()).count();
    auto waiting = pollfd{fd, static_cast<short>(upload.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    auto const ready = left <= 0 ? 0 : ::poll(&waiting, 1U, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) {
      continue;
    }
    if (ready <= 0) {
      return std::nullopt;
    }
    if ((waiting.revents & POLLOUT) != 0 && !upload.empty()) {
      auto const n = ::send(fd, upload.data(), upload.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n > 0) {
        upload.remove_prefix(static_cast<std::size_t>(n));
      } else if (errno != EAGAIN && errno != EINTR) {
        upload = {};  // it reads no more; what it says still counts
      }
      if (upload.empty()) {
        ::shutdown(fd, SHUT_WR);
      }
    }
    if ((waiting.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
      auto const n = ::recv(fd, piece.data(), piece.size(), MSG_DONTWAIT);
      if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
        return answer;
      }
      answer.append(piece, 0U, static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
      if (answer.size() > kMostAnswer) {
        return std::nullopt;
      }
    }
  }
}

int ended(int const child) {
  auto status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

media_cleaner::media_cleaner(cleaning_options options) : options_{std::move(options)} {}

drawing media_cleaner::clean(std::string_view const upload) {
  auto const refused = [](upload_fault const f) { return tl::unexpected{f}; };
  if (upload.size() > kMostUploadBytes) {
    return refused(upload_fault::too_long);
  }
  auto const kind = recognise(upload);
  if (!kind) {
    return refused(upload_fault::unknown);
  }
  auto const program = program_of(options_);
  if (::access(program.c_str(), X_OK) != 0) {
    return refused(upload_fault::no_sandbox);
  }
  auto const turn = std::unique_lock{one_at_a_time_, options_.patience};
  if (!turn.owns_lock()) {
    return refused(upload_fault::busy);
  }
  auto ends = std::array<int, 2>{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return refused(upload_fault::gave_up);
  }
  auto const ours = descriptor{ends[0]};
  auto const until = steady_clock::now() + options_.deadline;
  auto child = -1;
  {
    auto const theirs = descriptor{ends[1]};
    auto const nowhere = descriptor{::open("/dev/null", O_WRONLY | O_CLOEXEC)};
    child = start(program, theirs.fd, nowhere.fd);
  }
  if (child < 0) {
    return refused(upload_fault::gave_up);
  }
  auto const answer = exchange(ours.fd, upload, until);
  ::kill(child, SIGKILL);  // it has said all it may say
  auto const status = ended(child);
  if (!answer) {
    return refused(upload_fault::took_too_long);
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return refused(upload_fault::took_too_long);
  }
  auto drawn = read_drawing(*answer);
  return drawn && drawn->kind != *kind ? refused(upload_fault::gave_up) : std::move(drawn);
}

}  // namespace foothold
