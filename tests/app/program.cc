#include "app/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

extern char** environ;

namespace foothold {
namespace {

std::string slurp(std::filesystem::path const& path) {
  auto in = std::ifstream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

running_program::running_program(std::vector<std::string> const& arguments) {
  auto name = (std::filesystem::temp_directory_path() / "foothold-run-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  auto words = std::vector<std::string>{FOOTHOLD_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto argv = std::vector<char*>{};
  for (auto& w : words) {
    argv.push_back(w.data());
  }
  argv.push_back(nullptr);

  auto ends = std::array<int, 2>{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error{"no pipe for the program"};
  }
  out_ = ends[0];
  auto const err = folder_ / "err";
  auto actions = posix_spawn_file_actions_t{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);
  auto const failed = ::posix_spawn(&child_, FOOTHOLD_PROGRAM, &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    throw std::runtime_error{"the program does not start"};
  }
}

running_program::~running_program() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  ::close(out_);
  std::filesystem::remove_all(folder_);
}

// False at the end.
bool running_program::read_more() {
  auto p = pollfd{out_, POLLIN, 0};
  if (::poll(&p, 1U, 60'000) != 1) {
    throw std::runtime_error{"the program is silent"};
  }
  auto piece = std::array<char, 4096>{};
  auto const n = ::read(out_, piece.data(), piece.size());
  said_.append(piece.data(), n > 0 ? static_cast<std::size_t>(n) : 0U);
  return n > 0;
}

std::string running_program::line() {
  auto end = std::string::npos;
  while ((end = said_.find('\n', told_)) == std::string::npos) {
    if (!read_more()) {
      throw std::runtime_error{"the program has ended: " + slurp(folder_ / "err")};
    }
  }
  auto const text = said_.substr(told_, end - told_);
  told_ = end + 1U;
  return text;
}

void running_program::terminate() const {
  ::kill(child_, SIGTERM);
}

program_run running_program::wait() {
  while (read_more()) {
  }
  auto status = 0;
  ::waitpid(child_, &status, 0);
  child_ = -1;
  return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .out = said_,
          .err = slurp(folder_ / "err")};
}

program_run run_program(std::vector<std::string> const& arguments) {
  return running_program{arguments}.wait();
}

}  // namespace foothold
