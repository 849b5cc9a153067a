#include "store_support/postgres_server.h"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "store/connection.h"
#include "store/database_failure.h"

extern char** environ;

namespace foothold {
namespace {

namespace fs = std::filesystem;

constexpr auto kUser = "postgres";  // whom Debian's package makes

fs::path find_programs() {
  auto const root = fs::path{"/usr/lib/postgresql"};
  auto found = fs::path{};
  if (fs::exists(root)) {
    for (auto const& version : fs::directory_iterator{root}) {
      if (fs::exists(version.path() / "bin/initdb")) {
        found = version.path() / "bin";
      }
    }
  }
  return found;
}

// The server refuses to run as root, and must not outlive us.
pid_t spawn(std::vector<std::string> words, fs::path const& log) {
  auto front = std::vector<std::string>{"setpriv", "--pdeathsig", "INT"};
  if (::geteuid() == 0) {
    front.insert(front.end(), {std::string{"--reuid="} + kUser, std::string{"--regid="} + kUser, "--clear-groups"});
  }
  words.insert(words.begin(), front.begin(), front.end());
  auto argv = std::vector<char*>{};
  for (auto& w : words) {
    argv.push_back(w.data());
  }
  argv.push_back(nullptr);
  auto actions = posix_spawn_file_actions_t{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  auto child = pid_t{-1};
  auto const failed = ::posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    throw std::runtime_error{"setpriv (of util-linux) does not start"};
  }
  return child;
}

}  // namespace

std::string postgres_server::where(std::string const& database) const {
  return fmt::format("host={} user={} dbname={}", folder_.string(), kUser, database);
}

std::unique_ptr<postgres_server> postgres_server::start(postgres_options const& options) {
  auto const programs = find_programs();
  if (programs.empty()) {
    return nullptr;
  }
  auto made = std::unique_ptr<postgres_server>{new postgres_server{options}};
  made->programs_ = programs;
  auto name = (fs::temp_directory_path() / "foothold-pg-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error{"no temporary folder"};
  }
  made->folder_ = name;
  if (auto const* const user = ::geteuid() == 0 ? ::getpwnam(kUser) : nullptr;
      user != nullptr && ::chown(name.c_str(), user->pw_uid, user->pw_gid) != 0) {
    throw std::runtime_error{"the server's user gets no folder"};
  }
  auto status = 0;
  auto const init = spawn({(programs / "initdb").string(), "-A", "trust", "--no-sync", "--locale=C.UTF-8", "-U", kUser,
                           "-D", (made->folder_ / "data").string()},
                          made->folder_ / "initdb.log");
  ::waitpid(init, &status, 0);
  if (status != 0) {
    throw std::runtime_error{"initdb failed, see " + (made->folder_ / "initdb.log").string()};
  }
  made->launch();
  return made;
}

void postgres_server::launch() {
  process_ = spawn({(programs_ / "postgres").string(), "-D", (folder_ / "data").string(), "-k", folder_.string(), "-c",
                    "listen_addresses=", "-c", options_.sync ? "fsync=on" : "fsync=off", "-c", "max_connections=200"},
                   folder_ / "server.log");
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (true) {
    try {
      [[maybe_unused]] auto const up = connection::postgresql(where("postgres"));
      return;
    } catch (database_failure const&) {
      if (std::chrono::steady_clock::now() > end || ::waitpid(process_, nullptr, WNOHANG) == process_) {
        throw std::runtime_error{"the server does not start, see " + (folder_ / "server.log").string()};
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

postgres_server::~postgres_server() {
  if (process_ > 0) {
    ::kill(process_, SIGINT);
    ::waitpid(process_, nullptr, 0);
  }
  auto ignored = std::error_code{};
  fs::remove_all(folder_, ignored);
}

std::string postgres_server::new_database() {
  auto c = connection::postgresql(where("postgres"));
  auto const name = fmt::format("t{}", ++databases_);
  c.command("create database " + name);
  return where(name);
}

void postgres_server::kill_and_restart() {
  // SIGQUIT makes the postmaster end its children without any shutdown; it is the crash that PostgreSQL itself defines.
  ::kill(process_, SIGQUIT);
  ::waitpid(process_, nullptr, 0);
  launch();
}

postgres_server* shared_postgres() {
  static auto const server = postgres_server::start();
  return server.get();
}

}  // namespace foothold
