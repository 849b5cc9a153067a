#include "app/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
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

program_run run_program(std::vector<std::string> const& arguments) {
  namespace fs = std::filesystem;
  auto name = (fs::temp_directory_path() / "foothold-run-XXXXXX").string();
  auto const folder = fs::path{::mkdtemp(name.data())};
  auto const out = folder / "out";
  auto const err = folder / "err";

  auto words = std::vector<std::string>{FOOTHOLD_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto argv = std::vector<char*>{};
  for (auto& w : words) {
    argv.push_back(w.data());
  }
  argv.push_back(nullptr);

  auto actions = posix_spawn_file_actions_t{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);
  auto child = pid_t{};
  auto const failed = ::posix_spawn(&child, FOOTHOLD_PROGRAM, &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    throw std::runtime_error{"the program does not start"};
  }
  auto status = 0;
  ::waitpid(child, &status, 0);

  auto run = program_run{};
  run.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = slurp(out);
  run.err = slurp(err);
  fs::remove_all(folder);
  return run;
}

}  // namespace foothold
