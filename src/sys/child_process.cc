#include "sys/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

#include <fmt/format.h>

namespace foothold {

namespace {

std::string why() {
  return std::generic_category().message(errno);
}

}  // namespace

result<std::filesystem::path> own_program() {
  auto code = std::error_code{};
  auto path = std::filesystem::read_symlink("/proc/self/exe", code);
  if (code) {
    return fail(errc::broken, "cannot tell where this program lies: " + code.message());
  }
  return path;
}

result<int> start_child(std::filesystem::path const& program, std::vector<std::string> const& arguments,
                        std::filesystem::path const& log) {
  auto const output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output < 0) {
    return fail(errc::broken, fmt::format("{}: cannot open: {}", log.string(), why()));
  }
  // All that needs memory is done before the fork: afterwards another thread may hold the lock of the heap.
  auto words = std::vector<std::string>{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto raw = std::vector<char*>{};
  for (auto& word : words) {
    raw.push_back(word.data());
  }
  raw.push_back(nullptr);
  auto const parent = ::getpid();
  auto const child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    auto const orphan = ::getppid() != parent;
    if (orphan || ::dup2(output, STDOUT_FILENO) < 0 || ::dup2(output, STDERR_FILENO) < 0) {
      ::_exit(126);
    }
    ::execv(raw.front(), raw.data());
    ::_exit(127);
  }
  auto const forked = errno;
  ::close(output);
  if (child < 0) {
    errno = forked;
    return fail(errc::broken, "cannot start another process: " + why());
  }
  return child;
}

result<child_end> wait_for_child() {
  auto status = 0;
  auto process = ::wait(&status);
  while (process < 0 && errno == EINTR) {
    process = ::wait(&status);
  }
  if (process < 0) {
    return errno == ECHILD ? fail(errc::not_found, "there is no process to wait for")
                           : fail(errc::broken, "cannot wait for a process: " + why());
  }
  if (WIFSIGNALED(status)) {
    return child_end{process, 0, WTERMSIG(status)};
  }
  return child_end{process, WEXITSTATUS(status), 0};
}

void stop_child(int const process) {
  ::kill(process, SIGKILL);
}

}  // namespace foothold
